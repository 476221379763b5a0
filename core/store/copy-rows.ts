import type { Patient } from '../domain/patient.ts';
import type { Schedule, Slot } from '../domain/schedule.ts';
import type { DeskTask } from '../domain/task.ts';
import { localDateOf } from '../domain/time.ts';
import { activeStatuses, type Visit } from '../domain/visit.ts';
import type { FeedChange } from '../sync/ports.ts';
import { fold, searchWords } from './search-text.ts';

type Value = string | number | null;
/** A change that brings a row (not a deletion). */
export type RowOf<E extends FeedChange['entity']> = NonNullable<Extract<FeedChange, { entity: E }>['row']>;

/** Values of a row in the order of `copyColumns`. */
export function columnsOf(change: FeedChange): Value[] {
  switch (change.entity) {
    case 'visit':
      return visitColumns(present(change.row));
    case 'patient':
      return patientColumns(present(change.row));
    case 'schedule':
      return scheduleColumns(present(change.row));
    case 'slot':
      return slotColumns(present(change.row));
    case 'task':
      return taskColumns(present(change.row));
    case 'setting': {
      const row = present(change.row);
      return [row.name, row.version, JSON.stringify(row.value)];
    }
    default:
      return change satisfies never;
  }
}

function visitColumns(visit: Visit): Value[] {
  return [
    visit.id,
    visit.version,
    visit.scheduleId,
    visit.slotId,
    visit.patientId,
    visit.startsAt,
    // In another clinic's calendar it is on no day of this one.
    visit.elsewhere ? '' : dateOf(visit.startsAt),
    visit.durationMinutes,
    visit.kind,
    visit.service,
    visit.clinicCode,
    visit.status,
    activeStatuses.includes(visit.status) ? 1 : 0,
    visit.referral?.key ?? null,
    JSON.stringify(visit),
  ];
}

function patientColumns(patient: Patient): Value[] {
  return [
    patient.id,
    patient.version,
    patient.familyName,
    patient.givenName,
    patient.pesel,
    patient.birthDate,
    patient.contact.phone,
    patient.contact.secondPhone,
    `${fold(patient.familyName)} ${fold(patient.givenName)}`,
    searchWords(patient),
    JSON.stringify(patient),
  ];
}

function scheduleColumns(schedule: Schedule): Value[] {
  return [schedule.id, schedule.version, schedule.clinicCode, schedule.service, schedule.actor.name, JSON.stringify(schedule)];
}

function slotColumns(slot: Slot): Value[] {
  return [
    slot.id,
    slot.scheduleId,
    dateOf(slot.startsAt),
    slot.startsAt,
    slot.durationMinutes,
    slot.kind,
    slot.service,
    slot.clinicCode,
    slot.mode,
    slot.payer,
    slot.room,
    slot.overbooked ? 1 : 0,
  ];
}

function taskColumns(task: DeskTask): Value[] {
  return [task.id, task.version, task.state, task.openedAt, JSON.stringify(task)];
}

/** Warsaw is one or two hours ahead of UTC: only late in the evening is its date another one. Spares a reseed the calendar's arithmetic. */
function dateOf(instant: string): string {
  return instant.slice(11, 13) < '22' ? instant.slice(0, 10) : localDateOf(instant);
}

function present<T>(row: T | null): T {
  if (row === null) throw new Error('a deletion has no columns');
  return row;
}
