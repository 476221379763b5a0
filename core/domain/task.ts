import type { Contact, Patient } from './patient.ts';
import type { Refusal } from './refusal.ts';
import type { VisitKind } from './schedule.ts';
import type { CancelReason, Entitlement, MedicalCategory, VisitGap, VisitStatus } from './visit.ts';

/** What a visit lacks; the last two are nothing that a visit itself shows (R18; R38: the unit stands elsewhere and the patient may not know). */
export type TaskGap = VisitGap | 'referral-cancelled' | 'other-place';

/** Something that a person at the clinic must settle. Shared by all desks of the clinic; outlives shifts. */
export interface DeskTask {
  id: string;
  version: number;
  /** `freed-slot`: calls about one slot that the waiting room does not take (R34). */
  kind: 'refused-intent' | 'visit-gap' | 'call-patient' | 'freed-slot';
  /** Refusals of central for `refused-intent`; codes and facts only, no personal data. */
  refusals: Refusal[];
  /** What the refusal means to a person; null = none of the known conflicts. */
  conflict: ConflictKind | null;
  /** What was asked for, so that every desk of the clinic can do it anew. */
  refused: RefusedAct | null;
  /** The visit as central held it when it refused. */
  current: VisitSnapshot | null;
  gap: TaskGap | null;
  visitId: string | null;
  patientId: string | null;
  /** For `freed-slot`. */
  slotId: string | null;
  /** The intent that was refused, at the desk named by `originDesk`. */
  intentId: string | null;
  originDesk: string;
  state: 'open' | 'done';
  owner: string | null;
  /** Oldest first; only ever added to. */
  calls: TaskCall[];
  openedAt: string;
  closedAt: string | null;
  closedBy: string | null;
  /** What was done: `booked-elsewhere`, `patient-called`, `withdrawn`, `fixed`, `kept`. */
  resolution: string | null;
}

export const conflictKinds = ['slot-taken', 'visit-cancelled', 'session-withdrawn', 'referral-used', 'stale-version'] as const;
export type ConflictKind = (typeof conflictKinds)[number];

export const callOutcomes = ['reached', 'not-reached', 'later'] as const;
export type CallOutcome = (typeof callOutcomes)[number];

/** One call to a patient. */
export interface TaskCall {
  /** The intent that logged it: the same call is logged once. */
  id: string;
  /** Central's instant. */
  at: string;
  author: string;
  outcome: CallOutcome;
  /** When to call again, for `later`. */
  laterAt: string | null;
  /** For `freed-slot`: whose visit the call was about. */
  visitId: string | null;
}

export type VisitSnapshot = { startsAt: string; scheduleId: string; status: VisitStatus; cancelReason: CancelReason | null };

export interface RefusedAct {
  act: 'book' | 'move' | 'cancel' | 'set-outcome' | 'change-visit' | 'change-patient' | 'publish' | 'other';
  /** The wanted time and place; null for what has none. */
  startsAt: string | null;
  scheduleId: string | null;
  booking: RefusedBooking | null;
  /** For `change-patient`: the data as they were typed. */
  patient: Omit<Patient, 'version'> | null;
}

/** A refused booking in the terms of a new one: everything but the slot. */
export interface RefusedBooking {
  /** Carried along when the booking brought a new or corrected patient. */
  patient: Omit<Patient, 'version'> | null;
  patientId: string;
  clinicCode: string;
  contact: Contact;
  kind: VisitKind;
  category: MedicalCategory | null;
  entitlement: Entitlement | null;
  /** 44-digit key or 4-digit code. */
  referral: string | null;
  note: string | null;
  /** R31: the exam that was to be cancelled with the booking, and still stands. */
  replaces?: string | undefined;
}

/** What desks add to a shared task without closing it. Central merges it: none of these waits for another's version. */
export type TaskChange = { kind: 'owner'; owner: string | null } | { kind: 'call'; call: Omit<TaskCall, 'at' | 'author'> };

/** A new task, to be filled; `refusals` and `calls` are each task's own. */
export const plainTask = {
  version: 0,
  conflict: null,
  refused: null,
  current: null,
  gap: null,
  visitId: null,
  patientId: null,
  slotId: null,
  intentId: null,
  state: 'open',
  owner: null,
  closedAt: null,
  closedBy: null,
  resolution: null,
} as const;

/** Tasks that were written before there were conflicts and calls have none. */
export function wholeTask(task: Partial<DeskTask> & Omit<DeskTask, 'refusals' | 'calls' | keyof typeof plainTask>): DeskTask {
  return { ...plainTask, refusals: [], calls: [], ...task };
}

/** Run by desk and central alike. Whoever logs a call to a task of nobody's takes it. */
export function changedTask(task: DeskTask, change: TaskChange, { author, at }: { author: string; at: string }): DeskTask {
  if (change.kind === 'owner') return { ...task, owner: change.owner };
  if (task.calls.some(({ id }) => id === change.call.id)) return task;
  const calls = [...task.calls, { ...change.call, at, author }];
  return { ...task, calls, owner: task.owner ?? (task.kind === 'freed-slot' ? null : author) };
}

/** The first closing stands: a colleague who closes it a moment later changes nothing. */
export function closedTask(
  task: DeskTask,
  { resolution, author, at }: { resolution: string; author: string | null; at: string },
): DeskTask {
  return task.state === 'done' ? task : { ...task, state: 'done', closedAt: at, closedBy: author, resolution };
}

/** When the patient asked to be called again; null = not asked, or called since. */
export function callBackAt({ calls }: Pick<DeskTask, 'calls'>): string | null {
  return calls.at(-1)?.laterAt ?? null;
}
