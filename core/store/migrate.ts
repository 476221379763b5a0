import { rmSync } from 'node:fs';
import type { Database } from './database.ts';
import { StoreError } from './store-error.ts';

export interface Migration {
  /** Numbered in tens; the file's `user_version` after it. */
  version: number;
  up(database: Database): void;
}

/**
 * Brings a file up to date, all steps in one transaction, after an encrypted online backup beside it
 * (`<file>.before-<version>`; a new file needs none). A file newer than the program is refused untouched.
 */
export function migrate(database: Database, file: string, migrations: readonly Migration[]): void {
  const current = database.pragma('user_version', { simple: true }) as number;
  const newest = migrations.at(-1)?.version ?? 0;
  if (current > newest) throw new StoreError('newer-file', `${file} has version ${current}, this program knows ${newest}`);
  const missing = migrations.filter(({ version }) => version > current);
  if (missing.length === 0) return;
  if (current > 0) backUp(database, `${file}.before-${newest}`, current);
  database
    .transaction(() => {
      for (const migration of missing) migration.up(database);
      database.pragma(`user_version = ${newest}`);
    })
    .immediate();
}

/**
 * VACUUM INTO keeps cipher and key; better-sqlite3's `backup()` refuses encrypted sources. The copy is read through before the
 * file itself is touched.
 */
function backUp(database: Database, file: string, version: number): void {
  rmSync(file, { force: true });
  database.prepare('VACUUM main INTO ?').run(file);
  // On the same connection: it knows the key.
  database.prepare('ATTACH DATABASE ? AS before').run(file);
  try {
    const isGood =
      database.pragma('before.user_version', { simple: true }) === version &&
      database.pragma('before.integrity_check(1)', { simple: true }) === 'ok';
    if (!isGood) throw new StoreError('backup-bad', `${file} cannot be read`);
  } finally {
    database.exec('DETACH DATABASE before');
  }
}
