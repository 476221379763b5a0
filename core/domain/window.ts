import type { Policy } from './policy.ts';
import type { Service, VisitKind } from './schedule.ts';
import { addDays, localDateOf } from './time.ts';

/** Local dates, inclusive; `to` null = no limit. */
export interface BookingWindow {
  from: string;
  to: string | null;
}

/** R11: first cardiology visits; R38: prevention programmes; R14: the clinic is free in the date of a continuation. */
export function bookingWindow(policy: Policy, service: Service, kind: VisitKind, today: string): BookingWindow {
  if (service !== 'cardiology') return { from: today, to: addDays(today, policy.examWindowDays) };
  return { from: today, to: kind === 'first' ? addDays(today, policy.searchWindowDays) : null };
}

/** R11: inside when the local date is in the window and the start (a UTC instant) is in the future by central's `now`. */
export function insideWindow(window: BookingWindow, startsAt: string, now: string): boolean {
  return Date.parse(startsAt) > Date.parse(now) && onWindowDay(window, startsAt);
}

/** The date alone, without the look at the clock. */
export function onWindowDay({ from, to }: BookingWindow, startsAt: string): boolean {
  const date = localDateOf(startsAt);
  return from <= date && (to === null || date <= to);
}
