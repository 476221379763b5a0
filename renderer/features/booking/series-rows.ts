import type { SlotView } from '../../../core/contract/views.ts';
import type { SeriesGap, SeriesProposal, SeriesWish } from '../../../core/domain/visit-series.ts';
import { seriesBounds } from '../../../core/domain/visit-series.ts';
import { type BookingContext, serviceOf } from './booking-context.ts';
import type { BookingDraft, SeriesDraft } from './booking-draft.ts';

/** R14: a cardiology patient who continues; exams have a window of their own (R38). */
export function mayBeSeries({ draft, context }: { draft: BookingDraft; context: BookingContext }): boolean {
  return draft.kind === 'continuation' && serviceOf(draft.clinicCode, context) === 'cardiology' && draft.supersedes === null;
}

/** To begin with; a person changes what does not suit. */
export const startOfSeries = (from: string): SeriesWish => ({ count: 4, every: 1, unit: 'months', from, time: null });

/** One visit of the series as it would be booked now. */
export interface SeriesRow {
  place: number;
  /** Local date that the interval gives. */
  wanted: string;
  slot: SlotView | null;
  /** What else is free on that day. */
  sameDay: SlotView[];
  gaps: SeriesGap[];
  left: boolean;
  /** Another row stands on the same day. */
  clash: boolean;
}

/** The proposals with what a person has changed about them. */
export function seriesRows(
  proposals: readonly SeriesProposal<SlotView>[],
  { chosen, left }: Pick<SeriesDraft, 'chosen' | 'left'>,
): SeriesRow[] {
  const rows = proposals.map((proposal, place): SeriesRow => {
    const { slot, sameDay } = chosen[place] ?? proposal;
    const gaps = slot ? [] : proposal.gaps;
    return { place, wanted: proposal.wanted, slot, sameDay, gaps, left: left.includes(place), clash: false };
  });
  const standing = rows.filter((row) => row.slot && !row.left);
  return rows.map((row) => ({
    ...row,
    clash: standing.includes(row) && standing.some((other) => other !== row && dayOf(other.slot) === dayOf(row.slot)),
  }));
}

/** What would be booked, in order of time; none while two stand on one day. */
export function slotsToBook(rows: readonly SeriesRow[]): SlotView[] {
  if (rows.some(({ clash }) => clash)) return [];
  return rows.flatMap(({ slot, left }) => (slot && !left ? [slot] : [])).toSorted((a, b) => a.startsAt.localeCompare(b.startsAt));
}

/** Days of the other visits, on which this one cannot be. */
export function otherDays(rows: readonly SeriesRow[], place: number): string[] {
  return rows.flatMap(({ slot, left, place: of }) => (slot && !left && of !== place ? [dayOf(slot)] : []));
}

/** A wish whose numbers can be asked about. */
export function isAskable({ count, every }: SeriesWish): boolean {
  const within = (value: number, least: number, most: number) => Number.isInteger(value) && value >= least && value <= most;
  return within(count, seriesBounds.least, seriesBounds.most) && within(every, 1, seriesBounds.mostEvery);
}

export const dayOf = (slot: SlotView | null): string => slot?.localStart.slice(0, 10) ?? '';
