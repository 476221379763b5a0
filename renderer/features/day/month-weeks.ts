import { Temporal } from 'temporal-polyfill';
import { addDays, weekdayOf } from '../../../core/domain/time.ts';

/** `YYYY-MM` some months on or back. */
export function monthAfter(month: string, by: number): string {
  return Temporal.PlainYearMonth.from(month).add({ months: by }).toString();
}

/** Weeks (Monday first) that touch the month, seven dates each. */
export function weeksOf(month: string): string[][] {
  const first = `${month}-01`;
  const weeks: string[][] = [];
  for (let monday = addDays(first, 1 - weekdayOf(first)); monday.slice(0, 7) <= month; monday = addDays(monday, 7)) {
    weeks.push([0, 1, 2, 3, 4, 5, 6].map((day) => addDays(monday, day)));
  }
  return weeks;
}
