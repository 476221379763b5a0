/** Backups, rescue files, the audit log: what keeps the desk's own data safe and accounted for. */

import type { Patient } from '../domain/patient.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Retention, RetentionKind } from '../domain/retention.ts';
import type { DeskTask } from '../domain/task.ts';
import type { Visit } from '../domain/visit.ts';
import type { SubmissionQuestion, SubmissionStatus } from '../domain/waiting-entry.ts';
import type { PossibleDuplicate, Truth } from './views.ts';

/** A verified copy of the journal on this computer. */
export interface BackupView {
  name: string;
  /** UTC instant by this computer's clock. */
  at: string;
  bytes: number;
}

/** How long this computer keeps what is done with. */
export interface RetentionView {
  /** In force here. */
  days: Retention;
  usual: Retention;
  /** Of the last run, with the rows that it took away; own clock. */
  last: { at: string; counts: Record<RetentionKind, number> } | null;
}

export interface SafetyView {
  /** Newest first. */
  backups: BackupView[];
  /** Where they lie. */
  folder: string;
  /** Why the last attempt made none; null = it did, or none was due. */
  failed: string | null;
  recovery: RecoveryView | null;
}

/** The journal was restored or has lost its newest part, and nobody has said yet that he knows. */
export interface RecoveryView {
  why: 'damaged' | 'missing' | 'tail-lost' | 'asked';
  at: string;
  backupAt: string | null;
  /** Acts that the backup did not have and that came back from this computer. */
  regained: number;
  /** Entered from this instant on: may be missing. */
  since: string;
  /** What central has from this desk since then and the journal does not; null = central could not be asked yet. */
  missing: MissingAct[] | null;
}

export interface MissingAct {
  intentId: string;
  at: string;
  author: string | null;
  /** Key of the changed thing, as in `Intent.keys`; null for an act that central refused. */
  key: string | null;
  patientName: string | null;
  refused: boolean;
}

/** An encrypted file with the acts that have not reached central. */
export type RescueFile =
  | { ok: true; name: string; base64: string; code: string; acts: number }
  | { ok: false; refusals: Refusal[] };

export type RescueImported =
  /** `known`: acts that this desk had already. */
  { ok: true; acts: number; added: number; known: number } | { ok: false; refusals: Refusal[] };

/** Who did what when, from what to what (I7). */
export interface AuditEntry {
  at: string;
  author: string | null;
  what: string;
  /** As in `Intent.keys`. */
  key: string | null;
  before: Record<string, string | number | boolean | null> | null;
  after: Record<string, string | number | boolean | null> | null;
  reason: string | null;
  /** `desk`: this computer's own log; `central`: everybody's. */
  source: 'desk' | 'central';
}

export interface AuditView {
  /** Oldest first. */
  entries: AuditEntry[];
  /** false: central could not be asked, so acts of others are missing. */
  complete: boolean;
}

export interface AuditExport {
  rows: number;
  /** File content as text. */
  text: string;
}

/** What is held about one person (RODO art. 15 and 20). */
export interface PatientHeld {
  madeAt: string;
  clinicName: string;
  person: Patient;
  duplicates: PossibleDuplicate[];
  /** Oldest first. */
  visits: (Visit & { actorName: string; truth: Truth })[];
  /** With the log of calls. */
  tasks: Pick<DeskTask, 'kind' | 'state' | 'openedAt' | 'calls'>[];
  /** Entries of the waiting room that the clinic asked about or watches. */
  waiting: { question: SubmissionQuestion | null; status: SubmissionStatus | null; watchedSince: string | null }[];
  /** Acts that have not reached central. */
  unsent: { act: string; at: string; author: string; state: string }[];
  history: AuditEntry[];
  /** False: central did not answer, so others' changes are missing. */
  historyIsComplete: boolean;
  /** Who opened the record, at this computer. */
  looks: Pick<AuditEntry, 'at' | 'author' | 'what'>[];
}

/** `name` has no ending and names nobody. */
export interface PatientFile {
  name: string;
  held: PatientHeld;
}
