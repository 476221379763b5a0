import { addDays } from '../../../core/domain/time.ts';

/**
 * One timeGrid whose "days" stand for columns (a doctor, or a day of a doctor's week): column 0 is this date, column 1
 * the next ... Far in the past, so that FullCalendar never takes one of them for today. A Monday without a clock change.
 */
export const firstColumnDay = '2001-01-01';

/** `2001-01-04T11:20:00` of column 3 and wall clock `2026-11-23T11:20`. FullCalendar reads it as UTC: no zone plays a part. */
export function inColumn(column: number, local: string): string {
  return `${dayOfColumn(column)}T${local.slice(11, 16)}:00Z`;
}

export function dayOfColumn(column: number): string {
  return columnDays[column] ?? addDays(firstColumnDay, column);
}

/** Worked out once: every block of every drawing asks. */
const columnDays = Array.from({ length: 64 }, (_, column) => addDays(firstColumnDay, column));

/** Column and `HH:MM` of what FullCalendar hands back. */
export function placeOf(date: Date): { column: number; time: string } {
  const column = Math.floor((date.getTime() - Date.parse(`${firstColumnDay}T00:00:00Z`)) / 86_400_000);
  return { column, time: date.toISOString().slice(11, 16) };
}

/** Minutes since midnight of `HH:MM` or of a wall clock `YYYY-MM-DDTHH:MM`. */
export function minuteOf(local: string): number {
  const time = local.length > 5 ? local.slice(11, 16) : local;
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

export function timeOfMinute(minute: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
