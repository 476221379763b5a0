import { Temporal } from 'temporal-polyfill';

/** Clinic times are wall clock in this zone; instants are stored in UTC as `2026-11-23T07:00:00Z`. */
export const clinicZone = 'Europe/Warsaw';

export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** `2026-11-23` of a UTC instant, in the clinic's zone. */
export function localDateOf(instant: string): string {
  return zoned(instant).toPlainDate().toString();
}

/** `08:15` of a UTC instant, in the clinic's zone. */
export function localTimeOf(instant: string): string {
  return zoned(instant).toPlainTime().toString({ smallestUnit: 'minute' });
}

/** `2026-11-23T08:15` of a UTC instant, in the clinic's zone. */
export function localDateTimeOf(instant: string): string {
  return zoned(instant).toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/**
 * UTC instant of a wall-clock time. A time that the spring change skips moves forward by the gap; of a time
 * that autumn repeats the first is taken (Temporal's `compatible`).
 */
export function instantOf(date: string, time: string): string {
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(clinicZone).toInstant().toString();
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** The 31st becomes the last day of a shorter month. */
export function addMonths(date: string, months: number): string {
  return Temporal.PlainDate.from(date).add({ months }).toString();
}

/** Of a UTC instant. Counted by the hundred thousand in a reseed, so without an object of Temporal for each. */
export function addMinutes(instant: string, minutes: number): string {
  return new Date(Date.parse(instant) + minutes * 60_000).toISOString().replace(/\.?0+Z$/, 'Z');
}

/** Whole and part minutes from one instant to another; negative when `to` is earlier. */
export function minutesBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 60_000;
}

export function weekdayOf(date: string): Weekday {
  return Temporal.PlainDate.from(date).dayOfWeek as Weekday;
}

/** Full years between a date of birth and a day. */
export function ageOn(birthDate: string, date: string): number {
  return Temporal.PlainDate.from(birthDate).until(Temporal.PlainDate.from(date), { largestUnit: 'year' }).years;
}

function zoned(instant: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(clinicZone);
}
