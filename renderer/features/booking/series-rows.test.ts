import { describe, expect, test } from 'vitest';
import type { SlotView } from '../../../core/contract/views.ts';
import { instantOf } from '../../../core/domain/time.ts';
import type { SeriesProposal } from '../../../core/domain/visit-series.ts';
import { type BookingDraft, emptyDraft } from './booking-draft.ts';
import type { BookingEvent } from './booking-flow.ts';
import { isAskable, mayBeSeries, otherDays, seriesRows, slotsToBook, startOfSeries } from './series-rows.ts';
import { aPatient, aSlot, context, draftAfter, today } from './test-booking.ts';

const slotOn = (date: string, time = '09:00'): SlotView =>
  aSlot({ id: `${date} ${time}`, kind: 'continuation', startsAt: instantOf(date, time), localStart: `${date}T${time}` });
const proposal = (wanted: string, slot: SlotView | null = slotOn(wanted)): SeriesProposal<SlotView> => ({
  wanted,
  slot,
  sameDay: slot ? [slot] : [],
  gaps: slot ? [] : ['all-taken'],
});
const proposals = [proposal('2026-12-01'), proposal('2026-12-08'), proposal('2026-12-15', null)];
const wish = startOfSeries(today);
const opened: BookingEvent[] = [
  { type: 'patient-chosen', patient: aPatient() },
  { type: 'visit-set', clinicCode: '1100', kind: 'continuation' },
  { type: 'step-done', step: 'visit' },
  { type: 'step-done', step: 'contact' },
  { type: 'series-opened', wish },
];
const rowsOf = ({ series }: BookingDraft) => seriesRows(proposals, series ?? { chosen: {}, left: [] });
const days = (draft: BookingDraft) => slotsToBook(rowsOf(draft)).map(({ localStart }) => localStart.slice(0, 10));

describe('the flow of a series', () => {
  test('opening it gives a chosen slot back and waits at the date', () => {
    const draft = draftAfter([...opened.slice(0, 4), { type: 'slot-chosen', slot: slotOn('2026-11-30') }, ...opened.slice(4)]);
    expect(draft).toMatchObject({ series: { wish }, slot: null, step: 'slot' });
  });

  test('books what is proposed, without what has no date', () => {
    expect(days(draftAfter(opened))).toEqual(['2026-12-01', '2026-12-08']);
  });

  test('one visit can be moved by hand, and left out and taken in again', () => {
    const moved: BookingEvent = { type: 'series-placed', place: 2, slot: slotOn('2026-12-17'), sameDay: [] };
    const out = (yes: boolean): BookingEvent => ({ type: 'series-left-out', place: 0, out: yes });
    expect(days(draftAfter([...opened, moved]))).toEqual(['2026-12-01', '2026-12-08', '2026-12-17']);
    expect(days(draftAfter([...opened, moved, out(true)]))).toEqual(['2026-12-08', '2026-12-17']);
    expect(days(draftAfter([...opened, moved, out(true), out(true), out(false)]))).toHaveLength(3);
  });

  test('two on one day: none is booked until one is changed or left out', () => {
    const clash: BookingEvent = { type: 'series-placed', place: 1, slot: slotOn('2026-12-01', '12:00'), sameDay: [] };
    const draft = draftAfter([...opened, clash]);
    expect(rowsOf(draft).map((row) => row.clash)).toEqual([true, true, false]);
    expect(days(draft)).toEqual([]);
    expect(days(draftAfter([{ type: 'series-left-out', place: 0, out: true }], draft))).toEqual(['2026-12-01']);
  });

  test('the days of the others are not offered to one', () => {
    expect(otherDays(rowsOf(draftAfter(opened)), 0)).toEqual(['2026-12-08']);
  });

  test.each<[string, BookingEvent]>([
    ['another wish', { type: 'series-wished', wish: { every: 2 } }],
    ['another doctor', { type: 'schedule-wished', scheduleId: 'anna' }],
  ])('%s takes changes made by hand away', (_, event) => {
    const changed: BookingEvent[] = [
      { type: 'series-placed', place: 2, slot: slotOn('2026-12-17'), sameDay: [] },
      { type: 'series-left-out', place: 0, out: true },
    ];
    expect(draftAfter([...opened, ...changed, event]).series).toMatchObject({ chosen: {}, left: [] });
  });

  test.each<[string, BookingEvent]>([
    ['another kind of visit', { type: 'visit-set', kind: 'first' }],
    ['one date', { type: 'slot-chosen', slot: slotOn('2026-11-30') }],
    ['the way back', { type: 'series-closed' }],
  ])('%s leaves the series', (_, event) => expect(draftAfter([...opened, event]).series).toBeNull());
});

test('R14, R38: offered to continuing cardiology patients alone', () => {
  const draft = { ...emptyDraft, clinicCode: '1100', kind: 'continuation' as const };
  expect(mayBeSeries({ draft, context })).toBe(true);
  expect(mayBeSeries({ draft: { ...draft, kind: 'first' }, context })).toBe(false);
  expect(mayBeSeries({ draft: { ...draft, clinicCode: 'MMG' }, context })).toBe(false);
});

test.each([
  [2, 1, true],
  [12, 60, true],
  [1, 1, false],
  [13, 1, false],
  [4, 0, false],
  [4, 61, false],
  [4, 1.5, false],
])('%d visits, every %d: asked about is %s', (count, every, asked) => {
  expect(isAskable({ ...wish, count, every })).toBe(asked);
});
