import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ChangedRow, StoreChange } from '../sync/ports.ts';
import { checkAudit } from './audit-witness.ts';
import { type BackupFile, listBackups } from './backup-files.ts';
import { checkpoints } from './checkpoints.ts';
import { attachCopy, setAsideCopy } from './copy-file.ts';
import { createNowViews, createOverlayTables } from './copy-schema.ts';
import { type Database, isDamage, isUnreadable, openEncrypted, sqliteCode } from './database.ts';
import type { DeskStore, StoreReads } from './desk-store.ts';
import { folderTrouble, refuseBadPlace } from './folder-trouble.ts';
import { openEcho } from './journal-echo.ts';
import { journalMigrations } from './journal-migrations.ts';
import { migrate } from './migrate.ts';
import { othersChanges } from './others-changes.ts';
import { prune } from './prune.ts';
import { type JournalRecovery, journalFile, journalIsMissing, recoverJournal } from './recover-journal.ts';
import { regainFromEcho } from './regain-from-echo.ts';
import { filesAreChangingKeys, isFormerKey } from './rotation-file.ts';
import { patientSearch } from './search-patients.ts';
import { sqlCopy } from './sql-copy.ts';
import { sqlJournal } from './sql-journal.ts';
import { sqlOverlay } from './sql-overlay.ts';
import { StoreError } from './store-error.ts';
import { takeBackup } from './take-backup.ts';
import { createThingIntents } from './thing-intents.ts';

/**
 * Opens (or makes) the desk's data folder: journal.db as `main`, copy.db attached beside it, the overlay in memory.
 * No transaction writes both files, since WAL is not atomic across files. A journal that cannot be read is replaced by its
 * newest good backup; the damaged file is kept beside.
 *
 * @param key the raw data key, 32 bytes
 * @param now this computer's clock, for what is written about a recovery
 * @throws StoreError as StoreErrorCode says, among them `in-use`, `newer-file`, `journal-unreadable` (and no backup opens with this key)
 */
export function openStore(options: { dataDir: string; key: Uint8Array; now?: () => Date }): DeskStore {
  try {
    return openFolder(options);
  } catch (error) {
    throw (error instanceof StoreError ? null : folderTrouble(error, options.dataDir)) ?? error;
  }
}

function openFolder(options: { dataDir: string; key: Uint8Array; now?: () => Date }): DeskStore {
  const { dataDir, key, now = () => new Date() } = options;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  refuseBadPlace(dataDir);
  if (isFormerKey(dataDir, key)) throw new StoreError('journal-unreadable', `${dataDir} has another key since`);
  const isMissing = journalIsMissing(dataDir);
  const recovered = isMissing ? recoverJournal(dataDir, key, { why: 'missing', now: now() }) : null;
  if (isMissing && !recovered) throw new StoreError('journal-unreadable', `${journalFile(dataDir)} is gone, and no backup opens`);
  try {
    return openOnce(dataDir, key, now, recovered);
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'journal-unreadable' || recovered) throw error;
    const restored = recoverJournal(dataDir, key, { why: 'damaged', now: now() });
    if (!restored) throw error;
    return openOnce(dataDir, key, now, restored);
  }
}

function openOnce(dataDir: string, key: Uint8Array, now: () => Date, recovered: JournalRecovery | null): DeskStore {
  const file = journalFile(dataDir);
  const database = openJournal(file, key);
  try {
    refuseSuspect(database, dataDir);
    return assemble(database, dataDir, key, now, recovered);
  } catch (error) {
    const isCopy = isDamage(error) && isWhole(database, 'main');
    database.close();
    if (!isDamage(error)) throw error;
    if (!isCopy) throw new StoreError('journal-unreadable', `${file} is damaged`, error);
  }
  // Deeper in the copy than a glance at opening tells. Reading all of it through at each start would take seconds.
  setAsideCopy(dataDir, 'damaged');
  const again = openJournal(file, key);
  try {
    return { ...assemble(again, dataDir, key, now, recovered), copyWasSetAside: 'damaged' };
  } catch (error) {
    again.close();
    throw error;
  }
}

/** Left by a run that met a damaged page of the journal: only then is it worth seconds to read it through before work begins. */
const suspectFile = (dataDir: string) => join(dataDir, 'journal.suspect');

function refuseSuspect(database: Database, dataDir: string): void {
  const marker = suspectFile(dataDir);
  if (!existsSync(marker)) return;
  if (!isWhole(database, 'main')) throw new StoreError('journal-unreadable', 'journal.db is damaged');
  rmSync(marker, { force: true });
}

function assemble(
  database: Database,
  dataDir: string,
  key: Uint8Array,
  now: () => Date,
  recovered: JournalRecovery | null,
): DeskStore {
  const file = attachCopy(database, dataDir, key);
  createOverlayTables(database);
  createNowViews(database);
  createThingIntents(database);
  const echo = openEcho(dataDir, key);
  const handle = openSync(journalFile(dataDir), 'r');
  const wal = checkpoints(database);
  let isClosed = false;
  const closeBeside = () => {
    isClosed = true;
    wal.stop();
    closeSync(handle);
    echo.close();
  };
  try {
    return put();
  } catch (error) {
    // The caller looks at the database once more, then closes it.
    closeBeside();
    throw error;
  }

  function put(): DeskStore {
    const listeners = new Set<(change: StoreChange) => void>();
    const announce = (change: StoreChange) => {
      wal.soon();
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
      echo,
      intentsChanged(ids, entered) {
        if (ids.length === 0) return;
        const rows = overlaid(() => overlay.intentsChanged(ids, entered));
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
    const recovery = regainFromEcho(journal, echo, recovered, now());

    async function backUp(at: Date): Promise<BackupFile> {
      const source = { database, dataDir, key, handle, holdCheckpoints: wal.hold };
      const mark = echo.mark();
      const head = journal.auditHead();
      try {
        const made = await takeBackup({ ...source, isClosed: () => isClosed }, at, head?.n ?? 0);
        if (head && !isClosed) echo.forget(mark, { ...head, intents: [], withdrawn: [] });
        return made;
      } catch (error) {
        if (!isClosed && (isDamage(error) || (error instanceof StoreError && error.code === 'backup-bad'))) {
          writeFileSync(suspectFile(dataDir), '');
        }
        throw error;
      }
    }

    let backingUp: Promise<BackupFile> | null = null;

    return {
      copy,
      journal,
      log: journal,
      overlay,
      others,
      read: reads(database, journal.resolveAlias, read),
      copyWasSetAside: file.setAside,
      onChange(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      recovery,
      backUp(at) {
        backingUp ??= backUp(at).finally(() => {
          backingUp = null;
        });
        return backingUp;
      },
      prune: (cuts, most) => prune(database, cuts, most),
      backups: () => listBackups(dataDir),
      check: () => ({
        journalIsWhole: isWhole(database, 'main'),
        copyIsWhole: isWhole(database, 'copy'),
        auditBreak: journal.firstAuditBreak(),
        auditCut: checkAudit(journal, echo.found, dataDir, key),
      }),
      close() {
        wal.stop();
        const position = copy.position();
        if (position) journal.writeSetting('watermark', position);
        database.close();
        // Only now: closing any handle on the file drops SQLite's lock on it (POSIX).
        closeBeside();
      },
    };
  }
}

function openJournal(file: string, key: Uint8Array): Database {
  const database = openEncrypted(file, key);
  try {
    // Held from the first read to the end: one process per data folder.
    database.pragma('main.locking_mode = EXCLUSIVE');
    database.pragma('temp_store = MEMORY');
    database.pragma('journal_mode = WAL');
    database.pragma('main.synchronous = FULL');
    // Between the end of one program and the beginning of the next one: what is written now would be lost (rotate-keys.ts).
    if (filesAreChangingKeys(dirname(file))) throw new StoreError('in-use', `${file} is changing keys`);
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
