import type { Act, Intent, VisitPlace } from './intent.ts';
import type { Patient } from './patient.ts';
import { referralKeyOf } from './referral.ts';
import { missingFrom, republish } from './republish.ts';
import type { Schedule, Slot } from './schedule.ts';
import { changedTask, closedTask, type DeskTask } from './task.ts';
import { localDateOf } from './time.ts';
import type { CancelReason, Visit, VisitGap } from './visit.ts';
import { withDetails } from './visit-details.ts';
import { withOutcome } from './visit-outcome.ts';

export interface SettingRow {
  name: string;
  value: unknown;
  version: number;
}

/** The rows as an intent finds them: the copy with the effects of earlier intents. Missing rows are null. */
export interface Rows {
  visit(id: string): Visit | null;
  patient(id: string): Patient | null;
  schedule(id: string): Schedule | null;
  slot(id: string): Slot | null;
  /** All slots of a schedule, in any order. */
  slotsOf(scheduleId: string): Slot[];
  task(id: string): DeskTask | null;
  setting(name: string): SettingRow | null;
}

/** Rows to put (whole, by key) and slots that cease. */
export interface RowChanges {
  visits: Visit[];
  patients: Patient[];
  schedules: Schedule[];
  slots: Slot[];
  removedSlotIds: string[];
  tasks: DeskTask[];
  settings: SettingRow[];
}

/**
 * What an open intent changes on the screen. Pure, so that it can be run again whenever the rows below it change; an
 * intent whose row is gone has no effect. Versions stay central's: an effect never raises one.
 */
export function effectOf({ act, at, author }: Intent, rows: Rows): RowChanges {
  switch (act.kind) {
    case 'book': {
      const known = rows.visit(act.visit.id);
      // Once central knows the visit, its row is the truth and booking it again would undo what came after.
      if (known && known.version > 0) return changes({});
      const replaced = act.replaces === undefined ? null : rows.visit(act.replaces);
      const left = replaced && isOpen(replaced) ? [cancelledVisit(replaced, 'other-date')] : [];
      return changes({ visits: [...left, act.visit], patients: act.patient ? [mergedPatient(act.patient, rows)] : [] });
    }
    case 'move': {
      const visit = rows.visit(act.visitId);
      if (!visit || !isOpen(visit)) return changes({});
      return changes({ visits: [movedVisit(visit, act, rows.slot(act.slotId), rows.schedule(act.scheduleId))] });
    }
    case 'cancel': {
      const visit = rows.visit(act.visitId);
      return changes({ visits: visit && isOpen(visit) ? [cancelledVisit(visit, act.reason)] : [] });
    }
    case 'enter-waiting':
      // R20: entries are not in the copy; a patient who came along is.
      return changes({ patients: act.patient ? [mergedPatient(act.patient, rows)] : [] });
    case 'change-waiting':
    case 'leave-waiting':
      return changes({});
    case 'set-outcome': {
      const visit = rows.visit(act.visitId);
      return changes({ visits: visit && visit.status !== 'cancelled' ? [withOutcome(visit, act)] : [] });
    }
    case 'change-visit': {
      const visit = rows.visit(act.visitId);
      return changes({ visits: visit && visit.status !== 'cancelled' ? [withDetails(visit, act.details)] : [] });
    }
    case 'change-patient':
      return changes({ patients: [mergedPatient(act.patient, rows)] });
    case 'publish':
      return published(act.schedule, at, rows);
    case 'open-task':
      return changes({ tasks: rows.task(act.task.id) ? [] : [act.task] });
    case 'close-task': {
      const task = rows.task(act.taskId);
      if (!task || task.state === 'done') return changes({});
      return changes({ tasks: [closedTask(task, { resolution: act.resolution, author, at })] });
    }
    case 'change-task': {
      const task = rows.task(act.taskId);
      return changes({ tasks: task ? [changedTask(task, act.change, { author, at })] : [] });
    }
    case 'save-setting':
      return changes({ settings: [{ name: act.name, value: act.value, version: rows.setting(act.name)?.version ?? 0 }] });
    default:
      return act satisfies never;
  }
}

/**
 * Keys that an act touches; acts that share one keep their order (architecture §4). A moved or cancelled visit also
 * touches the slot it leaves and its patient, which only the visit as it is now can tell.
 */
export function keysOf(act: Act, current: Visit | null = null): string[] {
  switch (act.kind) {
    case 'book': {
      const { visit, patient } = act;
      const keys = [`visit:${visit.id}`, `patient:${visit.patientId}`];
      if (visit.slotId) keys.push(`slot:${visit.slotId}`);
      if (visit.referral) keys.push(`referral:${referralKeyOf(visit.referral, patient?.pesel ?? null)}`);
      return act.replaces === undefined ? keys : [...new Set([...keys, ...keysOfVisit(act.replaces, current)])];
    }
    case 'move':
      return [...keysOfVisit(act.visitId, current), `slot:${act.slotId}`];
    case 'cancel':
    case 'set-outcome':
      return keysOfVisit(act.visitId, current);
    case 'enter-waiting': {
      const { entry, patient } = act;
      const referral = `referral:${referralKeyOf(entry.referral, patient?.pesel ?? null)}`;
      return [`waiting:${entry.id}`, `patient:${entry.patientId}`, referral];
    }
    case 'change-waiting':
    case 'leave-waiting':
      return [`waiting:${act.entryId}`, `referral:${referralKeyOf(act.referral, act.pesel)}`];
    case 'change-visit': {
      const { referral } = act.details;
      const keys = keysOfVisit(act.visitId, current);
      return referral?.key ? [...keys, `referral:${referralKeyOf(referral, null)}`] : keys;
    }
    case 'change-patient':
      return [`patient:${act.patient.id}`];
    case 'publish':
      return [`schedule:${act.schedule.id}`];
    case 'open-task':
      return [`task:${act.task.id}`];
    case 'close-task':
    case 'change-task':
      return [`task:${act.taskId}`];
    case 'save-setting':
      return [`setting:${act.name}`];
    default:
      return act satisfies never;
  }
}

/** R31: the visit at its new place. What was wrong with the old place (outside the schedule, doubly booked) is settled. */
export function movedVisit(
  visit: Visit,
  to: { scheduleId: string; slotId: string; startsAt: string; durationMinutes: number; place?: VisitPlace },
  slot: Slot | null,
  schedule: Schedule | null,
): Visit {
  const { scheduleId, slotId, startsAt, durationMinutes } = to;
  const gaps = visit.gaps.filter((gap) => !placeGaps.includes(gap));
  const clinicCode = slot?.clinicCode ?? schedule?.clinicCode ?? visit.clinicCode;
  // Who has arrived today is not there on another day.
  const there = localDateOf(startsAt) === localDateOf(visit.startsAt) ? visit : withOutcome(visit, expected);
  const moved = { ...there, scheduleId, slotId, startsAt, durationMinutes, gaps, clinicCode, mode: slot?.mode ?? visit.mode };
  return to.place ? atClinic(moved, to.place) : moved;
}

function atClinic({ elsewhere: _left, ...visit }: Visit, { clinicId, elsewhere }: VisitPlace): Visit {
  return { ...visit, clinicId, ...(elsewhere ? { elsewhere } : {}) };
}

export function cancelledVisit(visit: Visit, reason: CancelReason): Visit {
  return { ...visit, status: 'cancelled', cancelReason: reason };
}

const expected = { outcome: 'expected', at: '', eventNumber: null } as const;
const placeGaps: readonly VisitGap[] = ['outside-schedule', 'holiday', 'double-booked'];

function isOpen(visit: Visit): boolean {
  return visit.status === 'booked' || visit.status === 'arrived';
}

function keysOfVisit(visitId: string, current: Visit | null): string[] {
  const keys = [`visit:${visitId}`];
  if (current) keys.push(`patient:${current.patientId}`);
  if (current?.slotId) keys.push(`slot:${current.slotId}`);
  return keys;
}

function mergedPatient(patient: Patient, rows: Rows): Patient {
  return { ...patient, version: rows.patient(patient.id)?.version ?? patient.version };
}

function published(schedule: Schedule, at: string, rows: Rows): RowChanges {
  const known = rows.schedule(schedule.id);
  if (known && known.revision >= schedule.revision && known.version > 0) return changes({});
  const offered = rows.slotsOf(schedule.id);
  const { slots, gone } = republish({
    before: known,
    after: schedule,
    offered,
    isWithdrawn: missingFrom(offered),
    today: localDateOf(at),
  });
  return changes({
    schedules: [{ ...schedule, version: known?.version ?? schedule.version }],
    slots,
    removedSlotIds: gone.map(({ id }) => id),
  });
}

function changes(some: Partial<RowChanges>): RowChanges {
  return { visits: [], patients: [], schedules: [], slots: [], removedSlotIds: [], tasks: [], settings: [], ...some };
}
