import { byText, later } from './date-order.ts';
import { holidayOn } from './holidays.ts';
import { addDays, addMonths } from './time.ts';
import { minuteOfDay, wallMsOf } from './wall-clock.ts';

/** R14: several continuation visits of one patient, at equal intervals. */
export interface SeriesWish {
  /** Within `seriesBounds`. */
  count: number;
  every: number;
  unit: SeriesUnit;
  /** Local date of the first one, `YYYY-MM-DD`. */
  from: string;
  /** Wall clock, `HH:MM`; null = any time of day, the earliest first. */
  time: string | null;
}
export type SeriesUnit = 'days' | 'weeks' | 'months';

export const seriesBounds = { least: 2, most: 12, mostEvery: 60 } as const;

/** Why there is no proposal for a wanted day. */
export type SeriesGap =
  | 'holiday' // the wanted day is a public holiday, and nothing is free around it
  | 'no-hours' // nothing is published for the days around it: an absence, or no hours on these days
  | 'all-taken'
  | 'own-visit' // what is free lies on days on which the patient comes anyway
  | 'unpublished'; // the schedules do not reach so far

export interface SeriesProposal<S> {
  /** Local date that the interval gives. */
  wanted: string;
  slot: S | null;
  /** All that is free on the proposed day, by start. */
  sameDay: S[];
  /** Every reason, when there is no slot. */
  gaps: SeriesGap[];
}

interface Timed {
  id: string;
  startsAt: string;
}

/** What is known of the schedules; local dates, inclusive. Holidays and absences have no slots (R10). */
export interface SeriesFacts<S extends Timed> {
  free(from: string, to: string): readonly S[];
  /** Is any continuation slot published for these days, free or not? */
  offered(from: string, to: string): boolean;
  offeredFrom(date: string): boolean;
  /** Local dates on which the patient has a visit. */
  busy: ReadonlySet<string>;
  today: string;
}

/** Days on either side of the wanted one: the near ones first, since a whole year need not be read for an answer that is near. */
const reaches = [3, 14] as const;

/** The local dates that the interval gives. Counted from the first, so that the 31st comes back after a shorter month. */
export function seriesDays({ count, every, unit, from }: SeriesWish): string[] {
  const days = unit === 'weeks' ? every * 7 : every;
  return Array.from({ length: count }, (_, n) => (unit === 'months' ? addMonths(from, n * every) : addDays(from, n * days)));
}

/**
 * For each wanted day the nearest day with a free slot, the earlier of two equally near; on it the slot nearest to the wanted
 * time. In order of time: each visit comes on a later day than the one before it, so never two on one day.
 */
export function proposeSeries<S extends Timed>(wish: SeriesWish, facts: SeriesFacts<S>): SeriesProposal<S>[] {
  let earliest = later(wish.from, facts.today);
  return seriesDays(wish).map((wanted) => {
    const proposal = proposeOne(wanted, earliest, wish.time, facts);
    if (proposal.slot) earliest = addDays(dateOf(proposal.slot), 1);
    return proposal;
  });
}

function proposeOne<S extends Timed>(
  wanted: string,
  earliest: string,
  time: string | null,
  facts: SeriesFacts<S>,
): SeriesProposal<S> {
  let free: readonly S[] = [];
  for (const reach of reaches) {
    const from = later(addDays(wanted, -reach), earliest);
    const to = addDays(wanted, reach);
    if (from > to) continue;
    free = facts.free(from, to);
    const days = [...new Set(free.map(dateOf))].filter((date) => !facts.busy.has(date));
    const nearest = days.toSorted((a, b) => distance(a, wanted) - distance(b, wanted) || byText(a, b))[0];
    if (nearest !== undefined) return { wanted, ...placeOn(nearest, free, time), gaps: [] };
  }
  return { wanted, slot: null, sameDay: [], gaps: gapsOf(wanted, earliest, free.length > 0, facts) };
}

/** The day's slots by start, and the one nearest to the wanted time, the earlier of two equally near. */
export function placeOn<S extends Timed>(
  date: string,
  free: readonly S[],
  time: string | null,
): { slot: S | null; sameDay: S[] } {
  const sameDay = free.filter((slot) => dateOf(slot) === date).toSorted((a, b) => byText(a.startsAt, b.startsAt));
  const wantedMinute = time === null ? 0 : minuteOfDay(time);
  const off = (slot: S) => Math.abs(minuteOf(slot) - wantedMinute);
  // A stable sort of what is in order of time.
  return { slot: sameDay.toSorted((a, b) => off(a) - off(b))[0] ?? null, sameDay };
}

/** The next or the previous day with something free on which the patient does not come anyway. */
export function freeDayBeside(free: readonly Timed[], busy: ReadonlySet<string>, direction: 'earlier' | 'later'): string | null {
  const days = [...new Set(free.map(dateOf))].filter((date) => !busy.has(date)).toSorted(byText);
  return (direction === 'later' ? days[0] : days.at(-1)) ?? null;
}

function gapsOf<S extends Timed>(wanted: string, earliest: string, someFree: boolean, facts: SeriesFacts<S>): SeriesGap[] {
  const widest = reaches[1];
  const from = later(addDays(wanted, -widest), earliest);
  const to = addDays(wanted, widest);
  const gaps: SeriesGap[] = holidayOn(wanted) ? ['holiday'] : [];
  if (someFree) gaps.push('own-visit');
  else if (from <= to && facts.offered(from, to)) gaps.push('all-taken');
  else gaps.push('no-hours');
  if (!facts.offeredFrom(wanted)) gaps.push('unpublished');
  // Nothing is published from there on: that there are no hours is the same thing said twice.
  return gaps.includes('unpublished') ? gaps.filter((gap) => gap !== 'no-hours') : gaps;
}

const dayMs = 86_400_000;
const distance = (a: string, b: string): number => Math.abs(Date.parse(a) - Date.parse(b));
const dateOf = ({ startsAt }: Timed): string =>
  new Date(Math.floor(wallMsOf(Date.parse(startsAt)) / dayMs) * dayMs).toISOString().slice(0, 10);
const minuteOf = ({ startsAt }: Timed): number => (wallMsOf(Date.parse(startsAt)) % dayMs) / 60_000;
