import { localDateTimeOf } from '../domain/time.ts';

/** Where a slot or a visit stands in the calendar: the instant, and the clinic's wall clock for drawing. */
export interface PlacedInTime {
  startsAt: string;
  /** `YYYY-MM-DDTHH:MM`. */
  localStart: string;
  localEnd: string;
  durationMinutes: number;
}

/**
 * Poland's clock changes fall on whole UTC hours, so all instants of one UTC hour share one offset. Asking Temporal
 * once per hour instead of once per slot keeps a day of 400 visits and 400 slots within a few milliseconds.
 */
const offsetByUtcHour = new Map<string, number>();

export function placed(startsAt: string, durationMinutes: number): PlacedInTime {
  const endsAtMs = Date.parse(startsAt) + durationMinutes * 60_000;
  return {
    startsAt,
    localStart: localMinuteOf(startsAt),
    localEnd: localMinuteOf(new Date(endsAtMs).toISOString()),
    durationMinutes,
  };
}

/** `YYYY-MM-DDTHH:MM` of a UTC instant, in the clinic's zone. */
export function localMinuteOf(instant: string): string {
  const hour = instant.slice(0, 13);
  let offsetMs = offsetByUtcHour.get(hour);
  if (offsetMs === undefined) {
    const wholeHour = `${hour}:00:00Z`;
    offsetMs = Date.parse(`${localDateTimeOf(wholeHour)}:00Z`) - Date.parse(wholeHour);
    if (offsetByUtcHour.size > 20_000) offsetByUtcHour.clear();
    offsetByUtcHour.set(hour, offsetMs);
  }
  return new Date(Date.parse(instant) + offsetMs).toISOString().slice(0, 16);
}
