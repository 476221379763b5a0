import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrations } from './migrations.ts';
import type { PgliteDatabase } from './pglite.ts';

const root = join(import.meta.dirname, '..', '..');
/** Raised when something else than the migrations changes what is inside. */
const layout = 2;

const folder = join(root, 'dist', 'central-pglite');
/** In the installed program it lies beside the bundle that it was made for. */
const shipped = join(import.meta.dirname, 'prebuilt.tar.gz');

/** A data folder with the present schema and nothing else, made at build time or by an earlier start; null = none. */
export function prebuiltFile(): string | null {
  if (existsSync(shipped)) return shipped;
  const file = fileName();
  return existsSync(file) ? file : null;
}

/** Best effort: where the program's folder cannot be written, each start runs initdb (some 3 s). */
export async function storePrebuilt(database: PgliteDatabase): Promise<void> {
  const bytes = await database.dump();
  const file = fileName();
  const partial = `${file}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(partial, bytes);
    renameSync(partial, file);
    for (const other of readdirSync(folder)) {
      if (other.endsWith('.tar.gz') && join(folder, other) !== file) rmSync(join(folder, other), { force: true });
    }
  } catch {
    return;
  }
}

/** Named by what it is made of, so that a changed schema or another PGlite never meets an old folder. */
function fileName(): string {
  const pglite = JSON.parse(readFileSync(join(root, 'node_modules', '@electric-sql', 'pglite', 'package.json'), 'utf8')) as {
    version: string;
  };
  const hash = createHash('sha256').update(`${layout} ${pglite.version}`);
  for (const { number, sql } of migrations) hash.update(`${number}\n${sql}`);
  return join(folder, `${hash.digest('hex').slice(0, 16)}.tar.gz`);
}
