import { holidayOn } from '../../../core/domain/holidays.ts';
import { stopOn } from '../../../core/domain/mobile-stops.ts';
import type { DayHours, MobileStop, Schedule, ScheduleException, Slot } from '../../../core/domain/schedule.ts';
import { isValidOn, slotsFor } from '../../../core/domain/slots-for.ts';
import { addDays, weekdayOf } from '../../../core/domain/time.ts';
import { minuteOfDay } from '../../../core/domain/wall-clock.ts';

/** A stretch in the grid: of the template (`weekly` tells which) or of one day alone. */
export interface Block {
  source: { kind: 'weekly'; index: number } | { kind: 'day'; date: string; index: number };
  hours: DayHours;
  /** Of alternating weeks, and this is not one of them: drawn faintly, makes no slots. */
  off: boolean;
  first: number;
  continuation: number;
}

export interface GridDay {
  date: string;
  state: 'template' | 'absent' | 'one-off' | 'holiday';
  reason: string;
  holiday: string | null;
  blocks: Block[];
  slots: Slot[];
  /** R38: where the unit stands; null = at its clinic. */
  stop: MobileStop | null;
}

/** Seven days of a schedule from a Monday, with the slots that they give: the grid is the preview. */
export function weekModel(schedule: Schedule, monday: string): GridDay[] {
  const slots = slotsFor(schedule, { from: monday, to: addDays(monday, 6) });
  const byDate = Map.groupBy(slots, (slot) => dateOfSlot(slot, monday));
  return Array.from({ length: 7 }, (_, index) => {
    const date = addDays(monday, index);
    const exception = schedule.exceptions.find((each) => each.date === date);
    const holiday = holidayOn(date);
    return {
      date,
      state: stateOf(holiday, exception),
      reason: exception?.reason ?? '',
      holiday,
      blocks: blocksOn(schedule, date, exception),
      slots: byDate.get(date) ?? [],
      stop: stopOn(schedule.stops, date),
    };
  });
}

/** Slots begin in office hours: their UTC date is their local one but for the small hours, which follow the day before. */
function dateOfSlot({ startsAt }: Slot, monday: string): string {
  const shifted = new Date(Date.parse(startsAt) + 2 * 3_600_000).toISOString().slice(0, 10);
  return shifted < monday ? monday : shifted;
}

function stateOf(holiday: string | null, exception: ScheduleException | undefined): GridDay['state'] {
  if (exception?.kind === 'closed') return 'absent';
  if (holiday) return 'holiday';
  return exception ? 'one-off' : 'template';
}

function blocksOn(schedule: Schedule, date: string, exception: ScheduleException | undefined): Block[] {
  if (exception?.kind === 'closed') return [];
  if (exception) {
    return exception.hours.map((hours, index) => ({ source: { kind: 'day', date, index }, hours, off: false, ...counts(hours) }));
  }
  const weekday = weekdayOf(date);
  return schedule.weekly.flatMap((hours, index): Block[] => {
    if (hours.weekday !== weekday || hours.validFrom > date || hours.validTo < date) return [];
    return [{ source: { kind: 'weekly', index }, hours, off: !isValidOn(hours, date), ...counts(hours) }];
  });
}

/** What a stretch gives on an ordinary day. */
export function counts({ startsAt, endsAt, slotMinutes, firstEvery }: DayHours): { first: number; continuation: number } {
  const minutes = minuteOfDay(endsAt) - minuteOfDay(startsAt);
  const all = slotMinutes >= 1 && minutes > 0 ? Math.floor(minutes / slotMinutes) : 0;
  const first = firstEvery > 0 ? Math.ceil(all / firstEvery) : 0;
  return { first, continuation: all - first };
}

/** First and last hour to draw: office hours, and whatever lies outside of them. */
export function hoursToDraw(days: readonly GridDay[]): { from: number; to: number } {
  const all = days.flatMap(({ blocks }) => blocks.map(({ hours }) => hours));
  const from = Math.min(7, ...all.map(({ startsAt }) => Math.floor(minuteOfDay(startsAt) / 60)));
  const to = Math.max(19, ...all.map(({ endsAt }) => Math.ceil(minuteOfDay(endsAt) / 60)));
  return { from, to: Math.min(24, to) };
}

/** The Monday of a day's week. */
export function mondayOf(date: string): string {
  return addDays(date, 1 - weekdayOf(date));
}
