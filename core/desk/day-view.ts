import type { DayColumn, DayView, ScheduleView, SlotView, VisitView } from '../contract/views.ts';
import { stopOn, stopText } from '../domain/mobile-stops.ts';
import { activeStatuses } from '../domain/visit.ts';
import { compareText } from './compare-text.ts';
import { inColumnOrder } from './schedule-view.ts';

export interface DayFacts {
  date: string;
  holiday: string | null;
  schedules: ScheduleView[];
  slots: SlotView[];
  visits: VisitView[];
}

/** One column per schedule that has something on that day, slots and visits by time. */
export function dayView(facts: DayFacts): DayView {
  const slots = groupedBySchedule(facts.slots);
  const visits = groupedBySchedule(facts.visits);
  const columns = facts.schedules
    .filter((schedule) => slots.has(schedule.id) || visits.has(schedule.id))
    .sort(inColumnOrder)
    .map((schedule) => dayColumn(schedule, facts.date, slots.get(schedule.id) ?? [], visits.get(schedule.id) ?? []));
  return {
    date: facts.date,
    holiday: facts.holiday,
    columns,
    free: columns.reduce((sum, column) => sum + column.free, 0),
    booked: columns.reduce((sum, column) => sum + column.booked, 0),
  };
}

function dayColumn(schedule: ScheduleView, date: string, slots: SlotView[], visits: VisitView[]): DayColumn {
  const stop = stopOn(schedule.stops, date);
  const rooms = new Set(slots.flatMap((slot) => (slot.room ? [slot.room] : [])));
  return {
    schedule,
    // R38: where a mobile unit stands comes before its rooms, in the header as on paper.
    rooms: stop ? [stopText(stop), ...rooms] : [...rooms],
    slots: slots.sort(byStart),
    visits: visits.sort(byStart),
    free: freeCount(slots),
    booked: bookedCount(visits),
  };
}

export const freeCount = (slots: SlotView[]) => slots.filter((slot) => slot.state === 'free').length;
export const bookedCount = (visits: VisitView[]) => visits.filter((visit) => activeStatuses.includes(visit.status)).length;

export const byStart = (left: { startsAt: string; id: string }, right: { startsAt: string; id: string }) =>
  compareText(left.startsAt, right.startsAt) || compareText(left.id, right.id);

function groupedBySchedule<T extends { scheduleId: string }>(things: T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const group = groups.get(thing.scheduleId);
    if (group) group.push(thing);
    else groups.set(thing.scheduleId, [thing]);
  }
  return groups;
}
