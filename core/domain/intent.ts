import type { VisitDecision } from './affected-visits.ts';
import type { AuditValues } from './audit-values.ts';
import type { Patient } from './patient.ts';
import type { Schedule } from './schedule.ts';
import type { DeskTask, TaskChange } from './task.ts';
import type { CancelReason, Elsewhere, Referral, Visit } from './visit.ts';
import type { VisitDetails } from './visit-details.ts';
import type { VisitOutcome } from './visit-outcome.ts';
import type { SearchCriteria, WaitingEntry } from './waiting-entry.ts';

/**
 * A person's act, written durably before anything else happens. The id is the idempotency key at central (I3).
 * What the screen shows is the copy with the effects of the open intents laid over it (`effectOf`).
 */
export type Act =
  /**
   * Books a visit; `patient` is carried along when it is new or was changed in the same form. Legacy visits too (R6). In another
   * clinic (`visit.elsewhere`) `search` tells what the patient had asked for (R27). `replaces`: the exam (R31) that is cancelled
   * with this booking, both or neither.
   */
  | { kind: 'book'; visit: Visit; patient: Patient | null; search?: SearchCriteria; replaces?: string }
  /** `place`: the clinic of the new slot, when the visit comes from another one or goes there (R31). */
  | {
      kind: 'move';
      visitId: string;
      scheduleId: string;
      slotId: string;
      startsAt: string;
      durationMinutes: number;
      place?: VisitPlace;
    }
  /** R30: `by` tells whose will it is; a cancellation by the clinic keeps the patient's place in the waiting room. */
  | { kind: 'cancel'; visitId: string; reason: CancelReason; by: 'patient' | 'clinic' }
  /** R13, R18: a central submission to the waiting room; `patient` as with `book`. */
  | { kind: 'enter-waiting'; entry: WaitingEntry; patient: Patient | null }
  /** R24: other criteria, on the patient's request. Who changes or leaves an entry names its referral, with the PESEL for a code (R20). */
  | { kind: 'change-waiting'; entryId: string; criteria: SearchCriteria; referral: Referral; pesel: string | null }
  /** R27, R29: deletes the entry; an assigned visit is cancelled with it, without return. */
  | { kind: 'leave-waiting'; entryId: string; referral: Referral; pesel: string | null }
  /** What happened on the day of the visit, and when; going back is the same act (undo). `eventNumber` goes with `performed` (R43). */
  | { kind: 'set-outcome'; visitId: string; outcome: VisitOutcome; at: string; eventNumber: string | null }
  /** Contact (R15), note and referral of a visit, as they shall be from now on. */
  | { kind: 'change-visit'; visitId: string; details: VisitDetails }
  | { kind: 'change-patient'; patient: Patient }
  /**
   * R9: `decided` names the affected visits that the manager decided about, so that central can tell a visit that came in
   * between; `before` is what was published until then, for the way back. Absent where nobody edits (an import).
   */
  | { kind: 'publish'; schedule: Schedule; before?: Schedule | null; decided?: DecidedVisit[] }
  | { kind: 'open-task'; task: DeskTask }
  | { kind: 'close-task'; taskId: string; resolution: string }
  /** Owner or call log of a shared task; merged at central, so no version is needed. */
  | { kind: 'change-task'; taskId: string; change: TaskChange }
  /** Clinic-wide setting or table (AP-KOLCE counts ...), kept at central as a Basic resource. */
  | { kind: 'save-setting'; name: string; value: unknown };

/** A clinic; `elsewhere` when it is not this one. */
export interface VisitPlace {
  clinicId: string;
  elsewhere: Elsewhere | null;
}

/** What was decided about a visit that a publication hits, and the slot that it had. */
export interface DecidedVisit {
  visitId: string;
  decision: VisitDecision;
  slotId: string | null;
}

export type ActKind = Act['kind'];

export interface Intent {
  /** UUID, minted where the person acts (in the renderer), so that a repeated command is the same command. */
  id: string;
  act: Act;
  /** What it touches: `visit:…`, `slot:…`, `patient:…`, `schedule:…`, `task:…`, `waiting:…`, `setting:…`. First-in first-out per key. */
  keys: string[];
  /** Central's version of the changed thing that the person saw; null for something new. */
  seenVersion: number | null;
  /** Own open intent that this one builds on; `If-Match` then comes from its verdict. */
  baseIntentId: string | null;
  /** Parked intent that this one replaces. */
  supersedes: string | null;
  author: string;
  reason: string | null;
  /** I7: what the changed thing was, as far as the audit log names it; none for a new thing. */
  before?: AuditValues;
  /** Central's time as the desk knows it (own clock + measured offset), UTC instant. */
  at: string;
}
