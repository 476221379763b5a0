import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { auditChain } from './audit-chain.ts';
import { type BackupFile, listBackups } from './backup-files.ts';
import { changeKey, openEncrypted } from './database.ts';
import { flush, flushFolder } from './flush.ts';
import { journalMigrations } from './journal-migrations.ts';
import { migrate } from './migrate.ts';
import { formerKeys } from './rotation-file.ts';
import { salvageJournal } from './salvage-journal.ts';
import { verifyJournal } from './verify-journal.ts';

/** A journal that is not the one that was written last: what happened, and from when on central must be asked. */
export interface JournalRecovery {
  /** `tail-lost`: the file is whole, but its newest part is gone. `asked`: a person restored a backup. */
  why: 'damaged' | 'missing' | 'tail-lost' | 'asked';
  /** UTC instant by this computer's clock. */
  at: string;
  backup: { name: string; at: string } | null;
  /** Intents that were not in the backup and came back from the damaged file or from journal.echo. */
  regained: number;
  /** What was entered from this instant on may be missing. */
  since: string;
}

const companions = ['', '-wal', '-shm', '-journal'];

export const journalFile = (dataDir: string): string => join(dataDir, 'journal.db');
export const recoverySetting = 'recovery';

/** journal.db is gone or empty although backups of it are there: a new one must not be begun in silence. */
export function journalIsMissing(dataDir: string): boolean {
  const file = journalFile(dataDir);
  const isThere = existsSync(file) && statSync(file).size > 0;
  return !isThere && listBackups(dataDir).length > 0;
}

/**
 * Puts the newest good backup (or `from`) in the place of journal.db, with whatever can be read of the damaged one. That one is
 * kept beside as `journal.damaged-<n>.db`. The new file is complete and on disk before any name changes: a crash leaves the
 * old one or the new one. What was open in the backup becomes `unknown`, since it may have been sent after it.
 *
 * @returns null when there is no backup that this key opens: nothing was changed
 */
export function recoverJournal(
  dataDir: string,
  key: Uint8Array,
  { why, from, now }: { why: JournalRecovery['why']; from?: string; now: Date },
): JournalRecovery | null {
  const backup = goodBackup(dataDir, key, from);
  if (!backup) return null;
  const file = journalFile(dataDir);
  const draft = join(dataDir, 'journal.restoring.db');
  for (const each of companions) rmSync(draft + each, { force: true });
  copyFileSync(backup.file, draft);
  if (backup.key !== key) changeKey(draft, backup.key, key);
  const recovery: JournalRecovery = {
    why,
    at: now.toISOString(),
    backup: { name: backup.name, at: backup.at },
    regained: 0,
    since: backup.at,
  };
  recovery.regained = completeDraft(draft, key, recovery, lastDamaged(dataDir));
  flush(draft);
  setAside(dataDir);
  renameSync(draft, file);
  flushFolder(dataDir);
  return recovery;
}

/** With the key that opens it: one from before a rotation may have been taken elsewhere. */
type GoodBackup = Pick<BackupFile, 'file' | 'name' | 'at'> & { key: Uint8Array };

function goodBackup(dataDir: string, key: Uint8Array, from: string | undefined): GoodBackup | null {
  const keys = [key, ...formerKeys(dataDir, key)];
  const candidates =
    from === undefined
      ? listBackups(dataDir)
      : [listed(dataDir, from) ?? { file: from, name: 'given', at: statSync(from).mtime.toISOString() }];
  for (const candidate of candidates) {
    const found = keys.find((each) => isGood(dataDir, candidate.file, each));
    if (found) return { ...candidate, key: found };
  }
  return null;
}

function isGood(dataDir: string, file: string, key: Uint8Array): boolean {
  // On a copy: opening changes a file.
  const probe = join(dataDir, 'journal.probe.db');
  copyFileSync(file, probe);
  const { ok } = verifyJournal(probe, key);
  rmSync(probe, { force: true });
  return ok;
}

const listed = (dataDir: string, from: string) => listBackups(dataDir).find(({ file, name }) => file === from || name === from);

function completeDraft(draft: string, key: Uint8Array, recovery: JournalRecovery, damaged: string | null): number {
  const database = openEncrypted(draft, key);
  try {
    database.pragma('locking_mode = EXCLUSIVE');
    migrate(database, draft, journalMigrations);
    const regained = damaged ? salvageJournal(database, damaged, key) : 0;
    database
      .transaction(() => {
        database.exec(
          "UPDATE intent SET state = 'unknown', exposed = 1, next_attempt_at = NULL WHERE state IN ('pending', 'sending')",
        );
        auditChain(database).add({
          at: recovery.at,
          author: 'okienko',
          what: 'restore-journal',
          beforeRef: null,
          afterRef: `backup:${recovery.backup?.name ?? ''}`,
          reason: recovery.why,
        });
        const save = database.prepare('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)');
        save.run(recoverySetting, JSON.stringify({ ...recovery, regained }));
      })
      .immediate();
    database.pragma('wal_checkpoint(TRUNCATE)');
    return regained;
  } finally {
    database.close();
    for (const name of readdirSync(join(draft, '..'))) {
      if (name.startsWith('journal.restoring.db.before-')) rmSync(join(draft, '..', name));
    }
  }
}

/** journal.db; when an interrupted recovery has moved it, the one that was set aside last. */
function lastDamaged(dataDir: string): string | null {
  const file = journalFile(dataDir);
  if (existsSync(file)) return file;
  const aside = asideNumbers(dataDir).at(-1);
  return aside === undefined ? null : join(dataDir, `journal.damaged-${aside}.db`);
}

function setAside(dataDir: string): void {
  const file = journalFile(dataDir);
  const number = (asideNumbers(dataDir).at(-1) ?? 0) + 1;
  // The file last: while it has its name, an interrupted recovery begins anew.
  for (const each of companions.toReversed()) {
    if (existsSync(file + each)) renameSync(file + each, join(dataDir, `journal.damaged-${number}.db${each}`));
  }
}

function asideNumbers(dataDir: string): number[] {
  return readdirSync(dataDir)
    .flatMap((name) => Number(/^journal\.damaged-(\d+)\.db$/.exec(name)?.[1] ?? 0) || [])
    .toSorted((a, b) => a - b);
}
