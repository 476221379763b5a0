import { Temporal } from 'temporal-polyfill';
import { clinicZone } from './time.ts';

/** A stretch of time with one offset from UTC: `[fromMs, toMs)`. */
interface Season {
  fromMs: number;
  toMs: number;
  offsetMs: number;
}

const seasonsOfYear = new Map<number, Season[]>();

/**
 * The instant (ms since 1970) of a wall-clock minute. Made for slots, which are counted by the thousand: one look at the
 * zone per year, arithmetic otherwise.
 *
 * Monotone, so that stretches that do not overlap on the clock never overlap in time: a time that the spring change skips
 * is the moment of the change; of a time that autumn repeats, the first is taken.
 */
export function instantMsOf(date: string, minuteOfDay: number): number {
  const wallMs = Date.parse(`${date}T00:00:00Z`) + minuteOfDay * 60_000;
  const seasons = seasonsOf(Number(date.slice(0, 4)));
  const season = seasons.find(({ toMs, offsetMs }) => wallMs - offsetMs < toMs) as Season;
  return Math.max(wallMs - season.offsetMs, season.fromMs);
}

/** `2026-11-23T07:00:00Z` of a whole minute. The text of a day is kept: slots come by the day. */
export function instantText(ms: number): string {
  const day = Math.floor(ms / dayMs);
  if (day !== lastDay.day) lastDay = { day, text: new Date(day * dayMs).toISOString().slice(0, 11) };
  return lastDay.text + minuteTexts[(ms - day * dayMs) / 60_000];
}

const dayMs = 86_400_000;
let lastDay = { day: Number.NaN, text: '' };
const twoDigits = (n: number): string => String(n).padStart(2, '0');
const minuteTexts = Array.from({ length: 1440 }, (_, m) => `${twoDigits(Math.floor(m / 60))}:${twoDigits(m % 60)}:00Z`);

/** Minutes since midnight of `HH:MM`. */
export function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function seasonsOf(year: number): Season[] {
  const known = seasonsOfYear.get(year);
  if (known) return known;
  const seasons: Season[] = [];
  let start = Temporal.PlainDate.from({ year, month: 1, day: 1 }).toZonedDateTime(clinicZone);
  const end = start.add({ years: 1 });
  for (;;) {
    const next = start.getTimeZoneTransition('next');
    const isLast = !next || Temporal.ZonedDateTime.compare(next, end) >= 0;
    seasons.push({
      fromMs: seasons.length === 0 ? Number.NEGATIVE_INFINITY : start.epochMilliseconds,
      toMs: isLast ? Number.POSITIVE_INFINITY : next.epochMilliseconds,
      offsetMs: start.offsetNanoseconds / 1_000_000,
    });
    if (isLast) break;
    start = next;
  }
  seasonsOfYear.set(year, seasons);
  return seasons;
}

/** The wall clock at an instant, as ms since 1970 as if it were UTC: its day is `Math.floor(ms / 86_400_000)`. */
export function wallMsOf(ms: number): number {
  const season = seasonsOf(new Date(ms).getUTCFullYear()).find(({ toMs }) => ms < toMs) as Season;
  return ms + season.offsetMs;
}
