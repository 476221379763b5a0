import {
  appendFileSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { DeskStore } from '../../../core/store/desk-store.ts';
import type { Random } from '../world/random.ts';

/** What a power cut, or a person, may have done to the files of a desk that does not run. */
export const damages = [
  'none',
  'none',
  'none',
  /** copy.db is not flushed at each commit: its newest transactions may be gone. */
  'copy-falls-back',
  'copy-deleted',
  'copy-truncated',
  'copy-flipped',
  'copy-wal-deleted',
  'copy-wal-flipped',
  /** A write of the journal that was under way, and whose call had not returned, is torn. */
  'journal-wal-torn',
] as const;
export type Damage = (typeof damages)[number];

/** The files as they are now, as the next process will find them. */
export function takeImage(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) copyFileSync(join(from, name), join(to, name));
}

export function damage(dataDir: string, kind: Damage, random: Random): void {
  const copy = join(dataDir, 'copy.db');
  const copyWal = `${copy}-wal`;
  switch (kind) {
    case 'none':
      return;
    case 'copy-deleted':
      for (const file of [copy, copyWal]) rmSync(file, { force: true });
      return;
    case 'copy-truncated':
      cutShort(copy, random);
      return;
    case 'copy-flipped':
      flip(copy, random);
      return;
    case 'copy-wal-deleted':
      rmSync(copyWal, { force: true });
      return;
    case 'copy-falls-back':
      cutShort(copyWal, random);
      return;
    case 'copy-wal-flipped':
      flip(copyWal, random);
      return;
    case 'journal-wal-torn':
      tear(join(dataDir, 'journal.db-wal'), random);
      return;
    default:
      kind satisfies never;
  }
}

function cutShort(file: string, random: Random): void {
  if (existsSync(file)) truncateSync(file, random.int(statSync(file).size + 1));
}

function flip(file: string, random: Random): void {
  if (!existsSync(file) || statSync(file).size === 0) return;
  const handle = openSync(file, 'r+');
  const at = random.int(statSync(file).size);
  const byte = Buffer.alloc(1);
  readSync(handle, byte, 0, 1, at);
  byte[0] = (byte[0] ?? 0) ^ (1 + random.int(255));
  writeSync(handle, byte, 0, 1, at);
  closeSync(handle);
}

/** Bytes of a frame that was never finished. */
function tear(file: string, random: Random): void {
  const noise = Buffer.from(Array.from({ length: 1 + random.int(6_000) }, () => random.int(256)));
  if (existsSync(file)) appendFileSync(file, noise);
  else writeFileSync(file, noise);
}

/** A full disk: the file cannot grow by a page. */
export function fillDisk(store: DeskStore, file: 'journal' | 'copy'): void {
  const schema = file === 'journal' ? 'main' : 'copy';
  const { page_count } = store.read.prepare(`PRAGMA ${schema}.page_count`).get() as { page_count: number };
  store.read.prepare(`PRAGMA ${schema}.max_page_count = ${page_count}`).get();
}

export function freeDisk(store: DeskStore): void {
  for (const schema of ['main', 'copy']) store.read.prepare(`PRAGMA ${schema}.max_page_count = 1073741823`).get();
}
