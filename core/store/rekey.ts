import { closeSync, copyFileSync, existsSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { changeKey, openEncrypted, sqliteCode } from './database.ts';
import { flush, flushFolder } from './flush.ts';
import { StoreError } from './store-error.ts';

export const companions = ['', '-wal', '-shm', '-journal'];
const chunkBytes = 1024 * 1024;

/** Does the key open the file? Reads its first page only. */
export function opensWith(file: string, key: Uint8Array): boolean {
  if (!existsSync(file)) return false;
  const database = openEncrypted(file, key);
  try {
    database.pragma('locking_mode = EXCLUSIVE');
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return true;
  } catch (error) {
    if (sqliteCode(error).startsWith('SQLITE_BUSY')) throw new StoreError('in-use', `${file} is open in another process`, error);
    return false;
  } finally {
    database.close();
  }
}

/**
 * `draft`: the same database under another key, read through and on the disk; `file` keeps its content and its key. Its -wal is
 * emptied into it first.
 *
 * @throws StoreError `in-use`; whatever SQLite or the disk throws, when the file is damaged or the disk full
 */
export function draftWithKey(file: string, draft: string, from: Uint8Array, to: Uint8Array): void {
  removeDatabase(draft);
  // Closed only after SQLite: closing any handle on the file drops SQLite's lock on it (POSIX).
  const handle = openSync(file, 'r');
  const held = openEncrypted(file, from);
  try {
    held.pragma('locking_mode = EXCLUSIVE');
    held.pragma('journal_mode = DELETE');
    held.exec('BEGIN EXCLUSIVE');
    copyBytes(handle, draft);
    held.exec('ROLLBACK');
  } catch (error) {
    if (sqliteCode(error).startsWith('SQLITE_BUSY')) throw new StoreError('in-use', `${file} is open in another process`, error);
    throw error;
  } finally {
    held.close();
    closeSync(handle);
  }
  changeKey(draft, from, to);
  flush(draft);
}

/** The draft takes the file's place; a crash leaves one of the two, whole. */
export function putDraft(draft: string, file: string): void {
  // An old -wal beside the new file would be taken for its own.
  for (const each of companions.slice(1)) rmSync(file + each, { force: true });
  renameSync(draft, file);
  flushFolder(dirname(file));
}

/** For a file that nobody has open (a backup). False = it cannot be read, and stays as it was. */
export function rekeyAlone(file: string, from: Uint8Array, to: Uint8Array): boolean {
  const draft = `${file}.rekey`;
  try {
    copyFileSync(file, draft);
    changeKey(draft, from, to);
    flush(draft);
    putDraft(draft, file);
    return true;
  } catch {
    removeDatabase(draft);
    return false;
  }
}

export function removeDatabase(file: string): void {
  for (const each of companions) rmSync(file + each, { force: true });
}

function copyBytes(handle: number, target: string): void {
  const out = openSync(target, 'w', 0o600);
  const chunk = Buffer.alloc(chunkBytes);
  try {
    for (let at = 0; ; ) {
      const count = readSync(handle, chunk, 0, chunkBytes, at);
      if (count === 0) return;
      writeSync(out, chunk, 0, count);
      at += count;
    }
  } finally {
    closeSync(out);
  }
}
