import { mkdirSync, read, readdirSync, rmSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type BackupFile, backupFolder, backupName, describeBackup, pruneBackups } from './backup-files.ts';
import type { Database } from './database.ts';
import { filesOfFormerKeys } from './rotate-keys.ts';
import { StoreError } from './store-error.ts';
import type { JournalVerdict } from './verify-journal.ts';

const chunkBytes = 1024 * 1024;

export interface BackupSource {
  database: Database;
  dataDir: string;
  key: Uint8Array;
  /** Open on journal.db for as long as the store is: closing any handle on it would drop SQLite's lock (POSIX). */
  handle: number;
  /** No page is moved from the -wal into the file until the answered function is called. */
  holdCheckpoints(): () => void;
  isClosed(): boolean;
}

/**
 * A copy of journal.db while people work. The -wal is emptied into the file, which then stays as it is while it is copied,
 * because checkpoints wait and all writes go to the -wal. The copy is read through in a thread of its own and has its
 * proper name only when it is good. better-sqlite3's `backup()` refuses encrypted files; VACUUM INTO would hold up commands.
 *
 * @throws StoreError `backup-bad` when the copy is not good: then journal.db itself is damaged
 */
export async function takeBackup(source: BackupSource, now: Date, n: number): Promise<BackupFile> {
  const { database, dataDir, key } = source;
  const folder = backupFolder(dataDir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder)) if (name.includes('.part')) rmSync(join(folder, name), { force: true });
  const target = join(folder, backupName(now, n));
  const part = `${target}.part`;
  database.pragma('main.wal_checkpoint(TRUNCATE)');
  const release = source.holdCheckpoints();
  try {
    await copyPages(source, part);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  } finally {
    if (!source.isClosed()) release();
  }
  const verdict = await verifyBeside(part, key);
  if (!verdict.ok) {
    rmSync(part, { force: true });
    throw new StoreError('backup-bad', `${target}: ${verdict.why}`);
  }
  await rename(part, target);
  pruneBackups(dataDir);
  const made = describeBackup(target);
  if (!made) throw new StoreError('backup-bad', `${target} is gone`);
  return made;
}

async function copyPages({ handle, isClosed, database }: BackupSource, part: string): Promise<void> {
  const size = (database.pragma('main.page_count', { simple: true }) as number) * pageBytes(database);
  const target = await open(part, 'w', 0o600);
  const chunk = Buffer.alloc(chunkBytes);
  try {
    for (let at = 0; at < size; ) {
      if (isClosed()) throw new StoreError('backup-bad', 'the store was closed meanwhile');
      const count = await new Promise<number>((resolve, reject) =>
        read(handle, chunk, 0, Math.min(chunkBytes, size - at), at, (error, done) => (error ? reject(error) : resolve(done))),
      );
      if (count === 0) break;
      await target.write(chunk, 0, count, at);
      at += count;
    }
    await target.sync();
  } finally {
    await target.close();
  }
}

const pageBytes = (database: Database) => database.pragma('main.page_size', { simple: true }) as number;

/** In a thread: reading a large journal through takes seconds. */
const verifyBeside = (file: string, key: Uint8Array) => inThread<JournalVerdict>({ file, key });

/**
 * After a rotation: what still has a former key (backups, files that were set aside) gets the present one, one by one. What
 * cannot be read stays as it is.
 */
export async function rekeyFormerFiles(dataDir: string, key: Uint8Array, isStopped: () => boolean): Promise<{ left: number }> {
  let left = 0;
  for (const { file, from } of filesOfFormerKeys(dataDir, key)) {
    if (isStopped()) break;
    if (!(await inThread<boolean>({ file, key: from, to: key }))) left += 1;
  }
  return { left };
}

function inThread<Answer>(work: { file: string; key: Uint8Array; to?: Uint8Array }): Promise<Answer> {
  const worker = new Worker(workerFile(), { workerData: work });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new StoreError('backup-bad', 'the thread beside the desk ended')));
  });
}

/** Run from sources, or from the built host with the worker beside it. */
function workerFile(): URL {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'mjs';
  return new URL(`./verify-journal-worker.${extension}`, import.meta.url);
}
