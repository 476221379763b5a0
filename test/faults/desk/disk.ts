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
  /** The write of the journal that was under way, and whose call had not returned, is there in part, with noise behind it. */
  'journal-wal-torn',
  'journal-wal-torn',
] as const;
export type Damage = (typeof damages)[number];

/** The files as they are now, as the next process will find them. */
export function takeImage(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) copyFileSync(join(from, name), join(to, name));
}

/** Where the journal's -wal ended before and after the write that is under way; equal when none is. */
export interface UnderWay {
  from: number;
  to: number;
}

/** Answers whether there was anything to damage. */
export function damage(dataDir: string, kind: Damage, random: Random, underWay: UnderWay): boolean {
  const copy = join(dataDir, 'copy.db');
  const copyWal = `${copy}-wal`;
  switch (kind) {
    case 'none':
      return false;
    case 'copy-deleted':
      return [copy, copyWal].map(remove).includes(true);
    case 'copy-truncated':
      return cutShort(copy, random);
    case 'copy-flipped':
      return flip(copy, random);
    case 'copy-wal-deleted':
      return remove(copyWal);
    case 'copy-falls-back':
      return cutShort(copyWal, random);
    case 'copy-wal-flipped':
      return flip(copyWal, random);
    case 'journal-wal-torn':
      return tear(join(dataDir, journalWal), random, underWay);
    default:
      return kind satisfies never;
  }
}

const journalWal = 'journal.db-wal';

/** Bytes in the journal's -wal. */
export function journalWalBytes(dataDir: string): number {
  return statSync(join(dataDir, journalWal), { throwIfNoEntry: false })?.size ?? 0;
}

function remove(file: string): boolean {
  if (!existsSync(file)) return false;
  rmSync(file);
  return true;
}

function cutShort(file: string, random: Random): boolean {
  if (!existsSync(file) || statSync(file).size === 0) return false;
  truncateSync(file, random.int(statSync(file).size));
  return true;
}

function flip(file: string, random: Random): boolean {
  if (!existsSync(file) || statSync(file).size === 0) return false;
  const handle = openSync(file, 'r+');
  const at = random.int(statSync(file).size);
  const byte = Buffer.alloc(1);
  readSync(handle, byte, 0, 1, at);
  byte[0] = (byte[0] ?? 0) ^ (1 + random.int(255));
  writeSync(handle, byte, 0, 1, at);
  closeSync(handle);
  return true;
}

/** Frames of a write that was never finished, and bytes of others. */
function tear(file: string, random: Random, { from, to }: UnderWay): boolean {
  if (to > from && existsSync(file)) truncateSync(file, from + random.int(to - from));
  const noise = Buffer.from(Array.from({ length: 1 + random.int(6_000) }, () => random.int(256)));
  if (existsSync(file)) appendFileSync(file, noise);
  else writeFileSync(file, noise);
  return true;
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
