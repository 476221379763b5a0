/** What others changed meanwhile, and late freed slots. */
import type { JoinedClinic } from '../domain/joined-clinic.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { TaskCall } from '../domain/task.ts';
import type { CancelReason, Elsewhere } from '../domain/visit.ts';
import type { SlotView } from './views.ts';

export interface AwayItem {
  /** For `away.tick`. */
  n: number;
  /** Central's instant; null = happened while the desk could not follow (found in a renewed copy). */
  at: string | null;
  /** `unknown`: a renewed copy shows the change, not who made it. */
  who: 'patient' | 'waiting-room' | 'other-clinic' | 'colleague' | 'unknown';
  what: 'booked' | 'moved' | 'cancelled' | 'outcome' | 'changed' | 'gone' | 'patient' | 'schedule';
  patientId: string | null;
  patientName: string | null;
  /** Whose schedule it is now. */
  actorName: string | null;
  /** Former wall clock, `YYYY-MM-DDTHH:MM`, for a move. */
  fromLocal: string | null;
  /** Where to look in the calendar: the visit, or its former place. */
  atLocal: string | null;
  visitId: string | null;
  cancelReason: CancelReason | null;
  /** The visit is in another clinic, where this one booked it. */
  elsewhere: Elsewhere | null;
}

export interface AwayView {
  /** Since when nobody was at this desk in this person's name; null = not known. */
  since: string | null;
  /** Newest first. */
  items: AwayItem[];
  /** All of them, also those beyond the list. */
  total: number;
}

/** R34: a slot that the waiting room will not take, and who of this clinic's patients could come sooner. */
export interface FreedSlot {
  slot: SlotView;
  actorName: string;
  clinicCode: string;
  /** In the order of R23. */
  candidates: FreedCandidate[];
}

export interface FreedCandidate {
  visitId: string;
  version: number;
  patientId: string;
  patientName: string;
  phone: string | null;
  /** The visit that would be moved. */
  localStart: string;
  urgent: boolean;
  entitled: boolean;
  /** Instant from which the patient waits. */
  submittedAt: string;
  /** Calls about this slot, oldest first. */
  calls: TaskCall[];
}

export interface FreedSlots {
  /** Off by the clinic's setting: nothing is listed. */
  on: boolean;
  hours: number;
  slots: FreedSlot[];
}

/** R4: participating clinics, as central told them; may be printed without a line, with its date. */
export interface JoinedClinicsView {
  asOf: string;
  clinics: JoinedClinic[];
}

/** `why`: nothing was refused, but now is not the time. */
export type ConfirmationSent = { ok: true } | { ok: false; refusals: Refusal[]; why?: 'offline' | 'unconfirmed' };
