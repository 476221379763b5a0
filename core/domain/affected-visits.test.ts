import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { affectedVisits, type EditedSchedule } from './affected-visits.ts';
import { withAbsence } from './edit-days.ts';
import { withdrawBeside } from './keep-visits.ts';
import type { Schedule } from './schedule.ts';
import { slotsFor } from './slots-for.ts';
import { aSchedule, aStop, aVisit, weeklyHours } from './test-builders.ts';
import { localDateOf } from './time.ts';

const now = '2026-11-23T09:00:00Z';
const range = { from: '2026-11-23', to: '2027-06-30' };
const edited = (after: Partial<Schedule>, before: Schedule | null = aSchedule()): EditedSchedule => ({
  before,
  after: aSchedule(after),
  slotsBefore: before ? slotsFor(before, range) : [],
  slotsAfter: slotsFor(aSchedule(after), range),
});
const there = { from: '2026-11-28', to: '2026-11-30' };
const closed = (date: string) => ({ exceptions: withAbsence([], { from: date, to: date }, 'urlop') });
const why = (after: Partial<Schedule>, some: Parameters<typeof aVisit>[0] = {}, before?: Schedule | null) =>
  affectedVisits(edited(after, before), [aVisit(some)], now)[0]?.why ?? null;

describe('R9, R10: which visits a new definition hits', () => {
  test.each([
    ['an absence on its day', closed('2026-11-30'), 'absence'],
    ['an absence on another day', closed('2026-12-07'), null],
    ['hours that begin later', { weekly: [weeklyHours({ startsAt: '08:20' })] }, 'no-slot'],
    ['another rhythm of slots', { weekly: [weeklyHours({ startsAt: '07:50', slotMinutes: 15 })] }, 'no-slot'],
    ['a validity that ends before it', { weekly: [weeklyHours({ validTo: '2026-11-29' })] }, 'no-slot'],
    ['a validity that ends on its day', { weekly: [weeklyHours({ validTo: '2026-11-30' })] }, null],
    [
      'alternating weeks without its own',
      { weekly: [weeklyHours({ repeat: { everyWeeks: 2, anchor: '2026-12-07' } })] },
      'no-slot',
    ],
    ['alternating weeks with its own', { weekly: [weeklyHours({ repeat: { everyWeeks: 2, anchor: '2026-12-14' } })] }, null],
    ['continuations only', { weekly: [weeklyHours({ firstEvery: 0 })] }, 'other-kind'],
    ['remote hours', { weekly: [weeklyHours({ mode: 'remote' })] }, 'remote'],
    ['shorter slots at the same time', { weekly: [weeklyHours({ slotMinutes: 10 })] }, 'shorter'],
    ['another room', { weekly: [weeklyHours({ room: '12' })] }, null],
    ['longer hours', { weekly: [weeklyHours({ endsAt: '12:00' })] }, null],
    ['no hours at all', { weekly: [] }, 'no-slot'],
  ] as [string, Partial<Schedule>, string | null][])('%s', (_, after, expected) => {
    expect(why(after)).toBe(expected);
  });

  test.each([
    ['cancelled', { status: 'cancelled' as const }],
    ['performed', { status: 'fulfilled' as const }],
    ['no-show', { status: 'no-show' as const }],
    ['begun at this very moment', { startsAt: now, slotId: null }],
  ])('not one that is %s', (_, some) => {
    expect(why({ weekly: [], ...closed('2026-11-23') }, some)).toBeNull();
  });

  test('a visit without a slot of its own is hit by an absence on its day, and by nothing else', () => {
    const some = { slotId: null, legacy: true };
    expect(why(closed('2026-11-30'), some)).toBe('absence');
    expect(why({ weekly: [] }, some)).toBeNull();
    expect(why(closed('2026-11-30'), some, aSchedule(closed('2026-11-30')))).toBeNull();
  });

  test('what did not fit before is no news', () => {
    const before = aSchedule({ weekly: [weeklyHours({ firstEvery: 0 })] });
    expect(why({ weekly: [weeklyHours({ firstEvery: 0, endsAt: '12:00' })] }, {}, before)).toBeNull();
  });

  test.each([
    ['the unit stands elsewhere on its day', { stops: [aStop({ ...there, town: 'Bochnia' })] }, 'other-place'],
    ['its stop goes', { stops: [] }, 'other-place'],
    ['its stop is cut short', { stops: [aStop({ ...there, to: '2026-11-29' })] }, 'other-place'],
    ['another stop comes', { stops: [aStop(there), aStop({ from: '2026-12-07', to: '2026-12-07' })] }, null],
    ['its day closes, whatever the place', { ...closed('2026-11-30'), stops: [] }, 'absence'],
    ['its slot goes, whatever the place', { weekly: [], stops: [] }, 'no-slot'],
  ] as [string, Partial<Schedule>, string | null][])('R38: %s', (_, after, expected) => {
    expect(why(after, {}, aSchedule({ stops: [aStop(there)] }))).toBe(expected);
    // One without a slot of its own goes to the same place.
    const isPlace = expected === 'other-place';
    if (isPlace) expect(why(after, { slotId: null }, aSchedule({ stops: [aStop(there)] }))).toBe('other-place');
  });

  test('by time', () => {
    const visits = ['2026-12-07T07:00:00Z', '2026-11-30T07:40:00Z', '2026-11-30T07:00:00Z'].map((startsAt, index) =>
      aVisit({ startsAt, id: `4444444${index}-4444-4444-8444-444444444444` }),
    );
    const hit = affectedVisits(edited({ weekly: [] }), visits, now);
    expect(hit.map(({ visit }) => visit.startsAt)).toEqual(visits.map(({ startsAt }) => startsAt).reverse());
  });

  test('R9: a visit whose slot goes is always listed, and no other', () => {
    const slots = slotsFor(aSchedule(), { from: '2026-11-24', to: '2027-02-01' });
    const hours = fc.record({
      startsAt: fc.constantFrom('07:00', '08:00', '08:10', '09:00'),
      endsAt: fc.constantFrom('09:00', '10:00', '13:00'),
      slotMinutes: fc.constantFrom(10, 20, 30),
      validTo: fc.constantFrom('2026-12-01', '2027-01-15', '2027-06-30'),
    });
    fc.assert(
      fc.property(hours, fc.subarray(slots, { minLength: 1, maxLength: 12 }), fc.boolean(), (some, taken, absent) => {
        const exceptions = absent ? withAbsence([], { from: '2026-12-01', to: '2026-12-20' }, 'urlop') : [];
        const after = { weekly: [weeklyHours(some)], exceptions };
        const visits = taken.map((slot) => aVisit({ id: slot.id, slotId: slot.id, startsAt: slot.startsAt, kind: slot.kind }));
        const offered = new Map(slotsFor(aSchedule(after), range).map((slot) => [slot.id, slot]));
        const hit = new Set(affectedVisits(edited(after), visits, now).map(({ visit }) => visit.id));
        for (const visit of visits) {
          const slot = offered.get(visit.slotId ?? '');
          const fits = slot !== undefined && slot.kind === visit.kind && slot.durationMinutes >= visit.durationMinutes;
          expect(hit.has(visit.id)).toBe(!fits);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('R9: a visit that is kept outside of the schedule', () => {
  const by = { author: 'desk', reason: 'R9' };
  const after = aSchedule({ weekly: [weeklyHours({ startsAt: '07:50', slotMinutes: 15 })] });
  const slots = { slotsBefore: slotsFor(aSchedule(), range), slotsAfter: slotsFor(after, range) };

  test('has its time to itself: new slots that run into it are withdrawn', () => {
    const guarded = withdrawBeside(after, slots, [aVisit()], by); // 8:00 to 8:20
    const left = slotsFor(guarded, { from: '2026-11-30', to: '2026-11-30' }).map(({ startsAt }) => startsAt.slice(11, 16));
    expect(left).toEqual(['07:20', '07:35', '07:50', '08:05', '08:20', '08:35']);
    expect(left.length).toBe(slots.slotsAfter.filter(({ startsAt }) => localDateOf(startsAt) === '2026-11-30').length - 2);
  });

  test('nothing to guard: the schedule stays the same', () => {
    expect(withdrawBeside(after, slots, [], by)).toBe(after);
    const same = { slotsBefore: slots.slotsBefore, slotsAfter: slots.slotsBefore };
    expect(withdrawBeside(aSchedule(), same, [aVisit()], by)).toEqual(aSchedule());
  });
});
