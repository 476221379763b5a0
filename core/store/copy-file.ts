import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyVersion, createCopySchema, createCopyTables } from './copy-schema.ts';
import { attachEncrypted, type Database, isUnreadable, openEncrypted } from './database.ts';
import { flush, flushFolder } from './flush.ts';
import { StoreError } from './store-error.ts';

export const copyFileName = 'copy.db';
const nextName = 'copy.next.db';
const companions = ['', '-wal', '-shm', '-journal'];

/** copy.db on a data folder: attached as `copy`, replaced as a whole after a reseed. */
export interface CopyFile {
  setAside: 'damaged' | 'older' | null;
  /** Empty tables for the next copy, without indexes, on a connection of its own. What an earlier, interrupted reseed left is thrown away. */
  beginNext(): Database;
  /**
   * The next copy, complete and on disk, takes the place of the old one. A crash leaves either the old or the new one.
   *
   * @param compare sees both, the next one attached as `next_copy`; what cannot be read of a damaged old one is not compared
   */
  swapIn(next: Database, compare: () => void): void;
  abandonNext(next: Database): void;
}

export function attachCopy(database: Database, dataDir: string, key: Uint8Array): CopyFile {
  const file = join(dataDir, copyFileName);
  const nextFile = join(dataDir, nextName);
  removeAll(nextFile);
  const setAside = setAsideIfUseless(dataDir, file, key);
  attach();

  function attach(): void {
    attachEncrypted(database, file, 'copy', key);
    database.pragma('copy.journal_mode = WAL');
    database.pragma('copy.synchronous = NORMAL');
    // KiB: pages that stay in memory need not be deciphered again.
    database.pragma('copy.cache_size = -32768');
    if (database.pragma('copy.user_version', { simple: true }) === 0) createCopySchema(database, 'copy');
  }

  function emptyWal(): void {
    try {
      database.pragma('copy.wal_checkpoint(TRUNCATE)');
    } catch (error) {
      // A damaged copy is being replaced: what its -wal holds is in the new file.
      if (!isUnreadable(error)) throw error;
    }
  }

  return {
    setAside,
    beginNext() {
      removeAll(nextFile);
      const next = openEncrypted(nextFile, key);
      // Nobody reads it before it is complete, and an incomplete one is thrown away: no journal, one flush at the end.
      next.pragma('journal_mode = OFF');
      next.pragma('synchronous = OFF');
      next.pragma('cache_size = -32768');
      createCopyTables(next, 'main');
      return next;
    },
    swapIn(next, compare) {
      next.close();
      flush(nextFile);
      attachEncrypted(database, nextFile, 'next_copy', key);
      try {
        compare();
      } catch (error) {
        if (!isUnreadable(error)) throw error;
      } finally {
        database.exec('DETACH DATABASE next_copy');
      }
      // An old -wal beside the new file would be taken for its own: it must be gone before the name changes hands.
      emptyWal();
      database.exec('DETACH DATABASE copy');
      for (const companion of companions.slice(1)) rmSync(file + companion, { force: true });
      renameSync(nextFile, file);
      flushFolder(dataDir);
      attach();
      // Not worth keeping any longer, and full of personal data.
      for (const name of setAsideNames(dataDir)) removeAll(join(dataDir, name));
    },
    abandonNext(next) {
      next.close();
      removeAll(nextFile);
    },
  };
}

/** Unreadable or from an older program: kept beside as `copy.damaged-<n>.db` or `copy.older-<n>.db` until the copy is fetched anew. */
function setAsideIfUseless(dataDir: string, file: string, key: Uint8Array): CopyFile['setAside'] {
  if (!existsSync(file)) return null;
  const reason = judge(file, key);
  if (reason) setAsideCopy(dataDir, reason);
  return reason;
}

export function setAsideCopy(dataDir: string, reason: 'damaged' | 'older'): void {
  const file = join(dataDir, copyFileName);
  const number = setAsideNames(dataDir).length + 1;
  for (const companion of companions) {
    if (existsSync(file + companion)) renameSync(file + companion, join(dataDir, `copy.${reason}-${number}.db${companion}`));
  }
}

function setAsideNames(dataDir: string): string[] {
  return readdirSync(dataDir).filter((name) => /^copy\.(damaged|older)-\d+\.db$/.test(name));
}

function judge(file: string, key: Uint8Array): CopyFile['setAside'] {
  const probe = openEncrypted(file, key);
  try {
    const version = probe.pragma('user_version', { simple: true }) as number;
    if (version > copyVersion) {
      throw new StoreError('newer-file', `${file} has version ${version}, this program knows ${copyVersion}`);
    }
    if (version > 0 && version < copyVersion) return 'older';
    if (version === copyVersion) {
      for (const table of ['meta', 'schedule', 'setting']) probe.prepare(`SELECT count(*) FROM ${table}`).get();
    }
    return null;
  } catch (error) {
    if (isUnreadable(error)) return 'damaged';
    throw error;
  } finally {
    probe.close();
  }
}

function removeAll(file: string): void {
  for (const companion of companions) rmSync(file + companion, { force: true });
}
