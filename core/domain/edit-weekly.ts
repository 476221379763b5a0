import { earlier, later } from './date-order.ts';
import type { WeeklyHours } from './schedule.ts';
import { addDays } from './time.ts';
import { minuteOfDay } from './wall-clock.ts';

/** Edits of a weekly template. Each answers a new list; nothing is changed in place. */

/** A break divides a stretch in two; the slots are counted anew after it. Nothing is left of a side without room for a slot. */
export function withBreak<Hours extends Pick<WeeklyHours, 'startsAt' | 'endsAt' | 'slotMinutes'>>(
  hours: Hours,
  pause: { from: string; to: string },
): Hours[] {
  const sides = [
    { ...hours, endsAt: earlier(pause.from, hours.endsAt) },
    { ...hours, startsAt: later(pause.to, hours.startsAt) },
  ];
  if (pause.from >= pause.to || pause.to <= hours.startsAt || pause.from >= hours.endsAt) return [hours];
  return sides.filter(({ startsAt, endsAt, slotMinutes }) => minuteOfDay(endsAt) - minuteOfDay(startsAt) >= slotMinutes);
}

/**
 * From `date` on a stretch is another one: the old holds until the day before. When it would begin on that day or later, it is
 * simply replaced.
 */
export function changeFrom(weekly: readonly WeeklyHours[], index: number, date: string, next: WeeklyHours | null): WeeklyHours[] {
  return weekly.flatMap((hours, at) => {
    if (at !== index) return [hours];
    const former = hours.validFrom < date ? [{ ...hours, validTo: earlier(hours.validTo, addDays(date, -1)) }] : [];
    return next ? [...former, { ...next, validFrom: later(next.validFrom, date) }] : former;
  });
}

/** The hours of one day of the week, given to others in place of what they had while these are valid. */
export function copyDay(weekly: readonly WeeklyHours[], from: WeeklyHours['weekday'], to: readonly WeeklyHours['weekday'][]) {
  const source = weekly.filter(({ weekday }) => weekday === from);
  const others = weekly.filter(({ weekday }) => weekday === from || !to.includes(weekday));
  return [
    ...others,
    ...to.filter((weekday) => weekday !== from).flatMap((weekday) => source.map((each) => ({ ...each, weekday }))),
  ];
}

/** Another schedule's template as of a day: what is over is left out, what holds begins on that day. */
export function copyTemplate(source: readonly WeeklyHours[], validFrom: string, validTo: string): WeeklyHours[] {
  return source
    .filter((hours) => hours.validTo >= validFrom && hours.validFrom <= validTo)
    .map((hours) => ({ ...hours, validFrom: later(hours.validFrom, validFrom), validTo: earlier(hours.validTo, validTo) }));
}
