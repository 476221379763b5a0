import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { StoreChange } from '../sync/ports.ts';
import { attachCopy } from './copy-file.ts';
import { createNowViews, createOverlayTables } from './copy-schema.ts';
import { type Database, isUnreadable, openEncrypted, sqliteCode } from './database.ts';
import type { DeskStore, StoreReads } from './desk-store.ts';
import { journalMigrations } from './journal-migrations.ts';
import { migrate } from './migrate.ts';
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
  const database = openJournal(join(dataDir, 'journal.db'), key);
  try {
    return assemble(database, dataDir, key);
  } catch (error) {
    database.close();
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

  const journal = sqlJournal(database, {
    copyPosition: () => copy.position(),
    intentsChanged(ids) {
      if (ids.length === 0) return;
      const rows = overlay.intentsChanged(ids);
      announce({ kind: 'queue' });
      if (rows.length > 0) announce({ kind: 'rows', rows });
    },
  });
  const copy = sqlCopy(database, file, {
    copyChanged(rows) {
      if (rows === null) {
        overlay.rebuild();
        announce({ kind: 'all' });
        return;
      }
      const changed = [...rows, ...overlay.copyChanged(rows)];
      if (changed.length > 0) announce({ kind: 'rows', rows: changed });
    },
  });
  const overlay = sqlOverlay(database, journal, () => copy.position());
  overlay.rebuild();

  return {
    copy,
    journal,
    overlay,
    read: reads(database, journal.resolveAlias),
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
    database.pragma('foreign_keys = ON');
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
    if (isUnreadable(error)) return false;
    throw error;
  }
}

function reads(database: Database, resolve: StoreReads['resolve']): StoreReads {
  return {
    prepare(sql) {
      const statement = database.prepare<unknown[]>(sql);
      if (!statement.readonly) throw new Error('reads only');
      return statement;
    },
    searchPatients: patientSearch(database),
    resolve,
  };
}
