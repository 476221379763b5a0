import { earlier, later } from './date-order.ts';
import type { DayHours, Schedule } from './schedule.ts';
import { type DateRange, datesOf, hoursOn } from './slots-for.ts';

/** Two schedules want the same room, or the same doctor, at the same time. Told, never forbidden: two may share a large room. */
export interface ScheduleConflict {
  kind: 'room' | 'actor';
  room: string | null;
  /** Two different schedules, in order of their ids. */
  scheduleIds: [string, string];
  /** First day and number of days in the range. */
  firstDate: string;
  days: number;
  /** Wall clock of the overlap on the first day, `HH:MM`. */
  from: string;
  to: string;
}

interface Booked extends DayHours {
  schedule: Schedule;
}

/**
 * Conflicts between schedules on the days of a range, one entry for each pair and room. Hours that only touch do not conflict.
 *
 * @param edited only pairs with one of these are looked at: what others agreed among themselves is not news
 */
export function scheduleConflicts(
  schedules: readonly Schedule[],
  edited: ReadonlySet<string>,
  range: DateRange,
): ScheduleConflict[] {
  const exceptions = new Map(
    schedules.map(({ id, exceptions: days }) => [id, new Map(days.map((exception) => [exception.date, exception]))]),
  );
  const found = new Map<string, ScheduleConflict>();
  for (const date of datesOf(range)) {
    const booked = schedules.flatMap((schedule) =>
      hoursOn(schedule, date, exceptions.get(schedule.id)?.get(date)).map((hours): Booked => ({ ...hours, schedule })),
    );
    const today = new Map<string, ScheduleConflict>();
    for (const [index, one] of booked.entries()) {
      for (const other of booked.slice(index + 1)) {
        if (!edited.has(one.schedule.id) && !edited.has(other.schedule.id)) continue;
        for (const overlap of overlapsOf(one, other, date)) today.set(keyOf(overlap), overlap);
      }
    }
    for (const [key, overlap] of today) {
      const known = found.get(key);
      if (known) known.days++;
      else found.set(key, overlap);
    }
  }
  return [...found.values()].sort((a, b) => (a.firstDate < b.firstDate ? -1 : a.firstDate > b.firstDate ? 1 : 0));
}

const keyOf = ({ kind, room, scheduleIds }: ScheduleConflict) => [kind, ...scheduleIds, roomName(room)].join('|');

function overlapsOf(one: Booked, other: Booked, date: string): ScheduleConflict[] {
  if (one.schedule.id === other.schedule.id) return [];
  const from = later(one.startsAt, other.startsAt);
  const to = earlier(one.endsAt, other.endsAt);
  if (from >= to) return [];
  const scheduleIds: [string, string] =
    one.schedule.id < other.schedule.id ? [one.schedule.id, other.schedule.id] : [other.schedule.id, one.schedule.id];
  const overlap = { scheduleIds, firstDate: date, days: 1, from, to };
  const conflicts: ScheduleConflict[] = [];
  if (isSameActor(one.schedule, other.schedule)) conflicts.push({ kind: 'actor', room: null, ...overlap });
  const room = roomName(one.room);
  if (room !== '' && room === roomName(other.room)) conflicts.push({ kind: 'room', room: one.room, ...overlap });
  return conflicts;
}

function isSameActor({ actor: one }: Schedule, { actor: other }: Schedule): boolean {
  return one.id === other.id || (one.npwz !== null && one.npwz === other.npwz);
}

const roomName = (room: string | null): string => (room ?? '').trim().toLocaleLowerCase('pl');
