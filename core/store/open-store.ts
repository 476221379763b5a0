import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ChangedRow, StoreChange } from '../sync/ports.ts';
import { attachCopy, setAsideCopy } from './copy-file.ts';
import { createNowViews, createOverlayTables } from './copy-schema.ts';
import { type Database, isDamage, isUnreadable, openEncrypted, sqliteCode } from './database.ts';
import type { DeskStore, StoreReads } from './desk-store.ts';
import { journalMigrations } from './journal-migrations.ts';
import { migrate } from './migrate.ts';
import { othersChanges } from './others-changes.ts';
import { patientSearch } from './search-patients.ts';
import { sqlCopy } from './sql-copy.ts';
import { sqlJournal } from './sql-journal.ts';
import { sqlOverlay } from './sql-overlay.ts';
import { StoreError } from './store-error.ts';

/**
 * Opens (or makes) the desk's data folder: journal.db as `main`, copy.db attached beside it, the overlay in memory.
 * No transaction writes both files, since WAL is not atomic across files.
 *
 * @param key the raw data key, 32 bytes
 * @throws StoreError `in-use`, `newer-file`, `journal-unreadable`
 */
export function openStore({ dataDir, key }: { dataDir: string; key: Uint8Array }): DeskStore {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const journalFile = join(dataDir, 'journal.db');
  const database = openJournal(journalFile, key);
  try {
    return assemble(database, dataDir, key);
  } catch (error) {
    const isCopy = isDamage(error) && isWhole(database, 'main');
    database.close();
    if (!isDamage(error)) throw error;
    if (!isCopy) throw new StoreError('journal-unreadable', `${journalFile} is damaged`, error);
  }
  // Deeper in the copy than a glance at opening tells. Reading all of it through at each start would take seconds.
  setAsideCopy(dataDir, 'damaged');
  const again = openJournal(journalFile, key);
  try {
    return { ...assemble(again, dataDir, key), copyWasSetAside: 'damaged' };
  } catch (error) {
    again.close();
    throw error;
  }
}

function assemble(database: Database, dataDir: string, key: Uint8Array): DeskStore {
  const file = attachCopy(database, dataDir, key);
  createOverlayTables(database);
  createNowViews(database);

  const listeners = new Set<(change: StoreChange) => void>();
  const announce = (change: StoreChange) => {
    for (const listener of listeners) listener(change);
  };

  /** A page of the copy that cannot be read: the feed fetches a new copy, and what can still be read is shown until then. */
  function distrustCopy(error: unknown): void {
    if (isDamage(error) && copy.position() !== null && !isWhole(database, 'copy')) copy.distrust();
  }

  function read<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      distrustCopy(error);
      throw error;
    }
  }

  /** After a commit: what was written stands, and the new copy brings the overlay right. */
  function overlaid(act: () => ChangedRow[]): ChangedRow[] {
    try {
      return act();
    } catch (error) {
      distrustCopy(error);
      if (copy.position() === null) return [];
      throw error;
    }
  }

  const journal = sqlJournal(database, {
    copyPosition: () => copy.position(),
    intentsChanged(ids) {
      if (ids.length === 0) return;
      const rows = overlaid(() => overlay.intentsChanged(ids));
      announce({ kind: 'queue' });
      if (rows.length > 0) announce({ kind: 'rows', rows });
    },
  });
  const others = othersChanges(database);
  const copy = sqlCopy(database, file, {
    beforeEvents: others.beforeEvents,
    beforeSwap: others.beforeSwap,
    copyChanged(rows) {
      if (rows === null) {
        overlay.rebuild();
        announce({ kind: 'all' });
        return;
      }
      const changed = [...rows, ...overlaid(() => overlay.copyChanged(rows))];
      if (changed.length > 0) announce({ kind: 'rows', rows: changed });
    },
  });
  const overlay = sqlOverlay(database, journal, () => copy.position());
  overlay.rebuild();

  return {
    copy,
    journal,
    overlay,
    others,
    read: reads(database, journal.resolveAlias, read),
    copyWasSetAside: file.setAside,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    check: () => ({
      journalIsWhole: isWhole(database, 'main'),
      copyIsWhole: isWhole(database, 'copy'),
      auditBreak: journal.firstAuditBreak(),
    }),
    close() {
      const position = copy.position();
      if (position) journal.writeSetting('watermark', position);
      database.close();
    },
  };
}

function openJournal(file: string, key: Uint8Array): Database {
  const database = openEncrypted(file, key);
  try {
    // Held from the first read to the end: one process per data folder.
    database.pragma('main.locking_mode = EXCLUSIVE');
    database.pragma('temp_store = MEMORY');
    database.pragma('journal_mode = WAL');
    database.pragma('main.synchronous = FULL');
    migrate(database, file, journalMigrations);
    return database;
  } catch (error) {
    database.close();
    if (sqliteCode(error).startsWith('SQLITE_BUSY')) throw new StoreError('in-use', `${file} is open in another process`, error);
    if (isUnreadable(error)) throw new StoreError('journal-unreadable', `${file} is damaged, or the key is another one's`, error);
    throw error;
  }
}

function isWhole(database: Database, schema: 'main' | 'copy'): boolean {
  try {
    return database.pragma(`${schema}.integrity_check(1)`, { simple: true }) === 'ok';
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  }
}

function reads(database: Database, resolve: StoreReads['resolve'], read: <T>(act: () => T) => T): StoreReads {
  const search = patientSearch(database);
  return {
    prepare(sql) {
      const statement = read(() => database.prepare<unknown[]>(sql));
      if (!statement.readonly) throw new Error('reads only');
      return {
        all: (...values) => read(() => statement.all(...values)),
        get: (...values) => read(() => statement.get(...values)),
      };
    },
    searchPatients: (text, limit) => read(() => search(text, limit)),
    resolve,
  };
}
