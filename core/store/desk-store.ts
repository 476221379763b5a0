import type { RetentionKind } from '../domain/retention.ts';
import type { CopyStore, Journal, StoreChange } from '../sync/ports.ts';
import type { BackupFile } from './backup-files.ts';
import type { OthersChanges } from './others-changes.ts';
import type { Pruned } from './prune.ts';
import type { JournalRecovery } from './recover-journal.ts';
import type { SqlJournal } from './sql-journal.ts';

/**
 * The desk's data: a copy of what central holds and the journal of this desk's own acts, on one connection.
 * Everything is synchronous. One process per data folder: a second one gets `StoreError` `in-use`.
 */
export interface DeskStore {
  copy: CopyStore;
  journal: Journal;
  /** The audit log, and what another file brings into the journal. */
  log: Pick<SqlJournal, 'adopt' | 'note' | 'auditHead' | 'auditLines' | 'auditOn'>;
  overlay: Overlay;
  others: OthersChanges;
  read: StoreReads;
  /** Called after each durable change, never inside a transaction. The returned function unsubscribes. */
  onChange(listener: (change: StoreChange) => void): () => void;
  /** Why the copy of this folder had to be set aside at opening; null = it was good or new. */
  copyWasSetAside: 'damaged' | 'older' | null;
  /** The journal had to be restored, or has lost its newest part, at this opening; null = it is the one that was written last. */
  recovery: JournalRecovery | null;
  /**
   * A verified copy of the journal in the folder `backups`, made while people work; older ones go (24 hourly, 14 daily).
   *
   * @throws StoreError `backup-bad`: the journal itself is damaged; the next opening restores it
   */
  backUp(now: Date): Promise<BackupFile>;
  /** Takes at most `most` rows of each kind away that are settled and older than their cut (retention). */
  prune(cuts: Record<RetentionKind, string>, most: number): Pruned;
  /** Newest first. */
  backups(): BackupFile[];
  /** Reads both files through, page by page, and the audit log's chain: seconds with a large clinic. */
  check(): StoreCheck;
  close(): void;
}

export interface StoreCheck {
  journalIsWhole: boolean;
  copyIsWhole: boolean;
  /** Number of the first audit row that was changed or follows a missing one; null = none. */
  auditBreak: number | null;
  /**
   * The audit log is not the continuation of what was noted elsewhere: its end was cut off or all of it was written anew.
   * `noted` is the row that `where` (journal.echo or a backup) knows. null = it is.
   */
  auditCut: { where: string; noted: number; newest: number } | null;
}

/** Reads over the views `now_<entity>`: the copy with the effects of this desk's open intents laid over it. */
export interface StoreReads {
  /** Only statements that read; anything else throws. */
  prepare(sql: string): { all(...values: unknown[]): unknown[]; get(...values: unknown[]): unknown };
  /** Patients by starts of names in any order, PESEL or phone digits, by family name. Rows of `now_patient`. */
  searchPatients(text: string, limit: number): PatientHitRow[];
  /** The key that central keeps for a thing that this desk had minted under another one (merged patients), or the key itself. */
  resolve(entity: 'patient' | 'visit' | 'schedule' | 'task', id: string): string;
}

export interface PatientHitRow {
  id: string;
  version: number;
  family_name: string;
  given_name: string;
  pesel: string | null;
  birth_date: string | null;
  phone: string | null;
  second_phone: string | null;
  body: string;
  truth: 'confirmed' | 'local' | 'sent' | 'unknown';
  intent_id: string | null;
}

export interface Overlay {
  /** Touched by an intent whose outcome is unknown: nothing else may be offered for these. */
  heldBack(): { slots: ReadonlySet<string>; patients: ReadonlySet<string> };
  /** Newest open intent of this desk that touches the row (key as in `Intent.keys`): the base of the next act on it. */
  newestIntentOn(key: string): string | null;
  /** Derives everything anew from the journal. */
  rebuild(): void;
}
