import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holidayOn } from './holidays.ts';
import type { SlotOverride, WeeklyHours } from './schedule.ts';
import { slotId } from './slot-id.ts';
import { publishedRange, slotsFor } from './slots-for.ts';
import { aSchedule, weeklyHours } from './test-builders.ts';
import { localDateOf, localDateTimeOf, localTimeOf } from './time.ts';

const monday = { from: '2026-11-30', to: '2026-11-30' };
const at = '2026-11-30T07:20:00Z'; // 8:20 in Warsaw

const times = (...args: Parameters<typeof slotsFor>) => slotsFor(...args).map(({ startsAt }) => localTimeOf(startsAt));
const kinds = (...args: Parameters<typeof slotsFor>) =>
  slotsFor(...args)
    .map(({ kind }) => (kind === 'first' ? 'F' : 'c'))
    .join('');
const override = (change: SlotOverride['change'], startsAt = at): SlotOverride => ({
  startsAt,
  change,
  author: 'manager',
  reason: 'test',
});

describe('R8: the weekly template', () => {
  test('makes slots on its weekday within its hours', () => {
    const slots = slotsFor(aSchedule(), { from: '2026-11-29', to: '2026-12-06' });
    expect(slots.map(({ startsAt }) => localDateTimeOf(startsAt))).toEqual([
      '2026-11-30T08:00',
      '2026-11-30T08:20',
      '2026-11-30T08:40',
      '2026-11-30T09:00',
      '2026-11-30T09:20',
      '2026-11-30T09:40',
    ]);
    expect(slots[0]).toEqual({
      id: slotId(aSchedule().id, '2026-11-30T07:00:00Z'),
      scheduleId: aSchedule().id,
      service: 'cardiology',
      clinicCode: '1100',
      kind: 'first',
      mode: 'in-person',
      payer: 'nfz',
      startsAt: '2026-11-30T07:00:00Z',
      durationMinutes: 20,
      room: '12a',
      overbooked: false,
    });
  });

  test.each([
    ['10:00', 6],
    ['10:19', 6],
    ['10:20', 7],
    ['08:19', 0],
    ['08:20', 1],
    ['08:00', 0],
    ['07:00', 0],
  ])('a slot that does not end by %s is not made (%i slots)', (endsAt, count) => {
    expect(slotsFor(aSchedule({ weekly: [weeklyHours({ endsAt })] }), monday)).toHaveLength(count);
  });

  test.each([
    [0, 'cccccc'],
    [1, 'FFFFFF'],
    [2, 'FcFcFc'],
    [3, 'FccFcc'],
    [5, 'FccccF'],
    [9, 'Fccccc'],
  ])('firstEvery %i: %s', (firstEvery, expected) => {
    expect(kinds(aSchedule({ weekly: [weeklyHours({ firstEvery })] }), monday)).toBe(expected);
  });

  test('firstEvery is counted anew in each stretch', () => {
    const weekly = [weeklyHours({ endsAt: '09:20' }), weeklyHours({ startsAt: '12:00', endsAt: '13:00' })];
    expect(kinds(aSchedule({ weekly }), monday)).toBe('FccFFcc');
  });

  test.each([
    ['2026-11-30', '2026-11-30', 6],
    ['2026-12-01', '2027-06-30', 0],
    ['2026-01-01', '2026-11-29', 0],
  ])('is valid from %s to %s, both inclusive: %i slots', (validFrom, validTo, count) => {
    expect(slotsFor(aSchedule({ weekly: [weeklyHours({ validFrom, validTo })] }), monday)).toHaveLength(count);
  });

  test('stretches that overlap by mistake: the earlier slot stays', () => {
    const weekly = [weeklyHours({ endsAt: '09:00' }), weeklyHours({ startsAt: '08:50', endsAt: '09:30' })];
    expect(times(aSchedule({ weekly }), monday)).toEqual(['08:00', '08:20', '08:40', '09:10']);
  });

  test.each([0, -5, Number.NaN, 7.5])('slots of %d minutes are none', (slotMinutes) => {
    expect(slotsFor(aSchedule({ weekly: [weeklyHours({ slotMinutes })] }), monday)).toEqual([]);
  });
});

describe('R10: days without slots', () => {
  test('public holidays', () => {
    const weekly = [weeklyHours({ weekday: 4 })];
    const slots = slotsFor(aSchedule({ weekly }), { from: '2026-12-17', to: '2026-12-31' });
    expect([...new Set(slots.map(({ startsAt }) => localDateOf(startsAt)))]).toEqual(['2026-12-17', '2026-12-31']);
  });

  test('a closed day', () => {
    expect(slotsFor(aSchedule({ exceptions: [{ date: '2026-11-30', kind: 'closed', reason: 'leave' }] }), monday)).toEqual([]);
  });

  test('other hours replace the template of that day', () => {
    const {
      weekday: _,
      validFrom: __,
      validTo: ___,
      ...hours
    } = weeklyHours({ startsAt: '14:00', endsAt: '15:00', slotMinutes: 30, firstEvery: 2 });
    const schedule = aSchedule({ exceptions: [{ date: '2026-11-30', kind: 'hours', hours: [hours], reason: 'swap' }] });
    expect(times(schedule, monday)).toEqual(['14:00', '14:30']);
    expect(kinds(schedule, monday)).toBe('Fc');
  });

  test('other hours on a public holiday make none', () => {
    const { weekday: _, validFrom: __, validTo: ___, ...hours } = weeklyHours();
    const schedule = aSchedule({ exceptions: [{ date: '2026-12-24', kind: 'hours', hours: [hours], reason: 'mistake' }] });
    expect(slotsFor(schedule, { from: '2026-12-24', to: '2026-12-24' })).toEqual([]);
  });
});

describe('overrides of single slots', () => {
  test('withdraw takes the slot away', () => {
    expect(times(aSchedule({ overrides: [override({ kind: 'withdraw' })] }), monday)).toEqual([
      '08:00',
      '08:40',
      '09:00',
      '09:20',
      '09:40',
    ]);
  });

  test('R14: the kind can be changed, the id stays', () => {
    const [before, after] = [[], [override({ kind: 'set-kind', visitKind: 'first' })]].map((overrides) =>
      slotsFor(aSchedule({ overrides }), monday),
    );
    expect(after?.map(({ id }) => id)).toEqual(before?.map(({ id }) => id));
    expect(after?.[1]?.kind).toBe('first');
  });

  test('R49: an overbooked extra overlaps, has an id of its own and is marked', () => {
    const extra = override({ kind: 'extra', visitKind: 'continuation', durationMinutes: 20, overbooked: true });
    const slots = slotsFor(aSchedule({ overrides: [extra, extra] }), monday).filter(({ startsAt }) => startsAt === at);
    expect(slots.map(({ id, overbooked }) => [id, overbooked])).toEqual([
      [slotId(aSchedule().id, at), false],
      [slotId(aSchedule().id, at, 1), true],
      [slotId(aSchedule().id, at, 2), true],
    ]);
  });

  test('an extra that is not overbooked never overlaps', () => {
    const extra = (startsAt: string) =>
      override({ kind: 'extra', visitKind: 'continuation', durationMinutes: 20, overbooked: false }, startsAt);
    expect(times(aSchedule({ overrides: [extra('2026-11-30T07:10:00Z')] }), monday)).toHaveLength(6);
    expect(times(aSchedule({ overrides: [extra('2026-11-30T09:00:00Z')] }), monday).at(-1)).toBe('10:00');
    expect(
      times(aSchedule({ overrides: [override({ kind: 'withdraw' }), extra('2026-11-30T07:25:00Z')] }), monday),
    ).not.toContain('08:25');
    expect(times(aSchedule({ overrides: [override({ kind: 'withdraw' }), extra(at)] }), monday)).toContain('08:20');
  });

  test('an extra on a holiday is somebody’s decision and stands', () => {
    const extra = override({ kind: 'extra', visitKind: 'first', durationMinutes: 20, overbooked: false }, '2026-12-24T08:00:00Z');
    expect(slotsFor(aSchedule({ overrides: [extra] }), { from: '2026-12-24', to: '2026-12-24' })).toHaveLength(1);
  });
});

describe('clock changes', () => {
  const sunday = (startsAt: string, endsAt: string, some: Partial<WeeklyHours> = {}) =>
    weeklyHours({ weekday: 7, startsAt, endsAt, slotMinutes: 30, validTo: '2027-12-31', ...some });

  test('spring, 28 March 2027 is Easter: the next year’s change has the skipped hour’s slots missing', () => {
    const schedule = aSchedule({ weekly: [sunday('01:00', '04:00', { validTo: '2030-12-31' })] });
    expect(times(schedule, { from: '2028-03-26', to: '2028-03-26' })).toEqual(['01:00', '01:30', '03:00', '03:30']);
  });

  test('autumn, 31 October 2027: the repeated hour has its slots twice, at different instants', () => {
    const slots = slotsFor(aSchedule({ weekly: [sunday('01:00', '04:00')] }), { from: '2027-10-31', to: '2027-10-31' });
    expect(slots.map(({ startsAt }) => localTimeOf(startsAt))).toEqual([
      '01:00',
      '01:30',
      '02:00',
      '02:30',
      '02:00',
      '02:30',
      '03:00',
      '03:30',
    ]);
    expect(new Set(slots.map(({ id }) => id)).size).toBe(8);
  });

  test('stretches that meet inside the skipped hour do not overlap', () => {
    const weekly = [sunday('01:00', '02:30', { validTo: '2030-12-31' }), sunday('03:00', '04:00', { validTo: '2030-12-31' })];
    expect(times(aSchedule({ weekly }), { from: '2028-03-26', to: '2028-03-26' })).toEqual(['01:00', '01:30', '03:00', '03:30']);
  });

  test('the same wall clock before and after a change is another instant', () => {
    const slots = slotsFor(aSchedule({ weekly: [weeklyHours({ endsAt: '08:20' })] }), { from: '2027-03-22', to: '2027-04-05' });
    expect(slots.map(({ startsAt }) => startsAt)).toEqual(['2027-03-22T07:00:00Z', '2027-04-05T06:00:00Z']);
  });
});

test('R8: whatever the template, slots never overlap, stay in their stretch, avoid holidays and are the same each time', () => {
  const hours = fc.record({
    weekday: fc.constantFrom(1, 2, 3, 4, 5, 6, 7),
    startsAt: wallTime(),
    endsAt: wallTime(),
    slotMinutes: fc.integer({ min: 5, max: 120 }),
    firstEvery: fc.integer({ min: 0, max: 6 }),
  });
  fc.assert(
    fc.property(fc.array(hours, { maxLength: 8 }), fc.constantFrom('2026-12-20', '2027-03-20', '2027-10-25'), (weekly, from) => {
      const schedule = aSchedule({
        weekly: weekly.map((some) => weeklyHours({ ...some, validTo: '2027-12-31' } as Partial<WeeklyHours>)),
      });
      const range = { from, to: new Date(Date.parse(from) + 12 * 86_400_000).toISOString().slice(0, 10) };
      const slots = slotsFor(schedule, range);
      let freeFrom = 0;
      for (const { startsAt, durationMinutes } of slots) {
        expect(Date.parse(startsAt)).toBeGreaterThanOrEqual(freeFrom);
        freeFrom = Date.parse(startsAt) + durationMinutes * 60_000;
        expect(holidayOn(localDateOf(startsAt))).toBeNull();
        expect(startsAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00Z$/);
      }
      expect(slotsFor(schedule, range)).toEqual(slots);
    }),
    { numRuns: 60 },
  );
});

function wallTime() {
  return fc.integer({ min: 0, max: 95 }).map((quarter) => {
    const text = (n: number) => String(n).padStart(2, '0');
    return `${text(Math.floor(quarter / 4))}:${text((quarter % 4) * 15)}`;
  });
}

describe('the days that a publication covers', () => {
  test('the first: the whole validity', () => {
    expect(publishedRange(aSchedule(), '2026-11-23')).toEqual({ from: '2026-11-01', to: '2027-06-30' });
  });

  test('a later one leaves the past alone', () => {
    expect(publishedRange(aSchedule({ revision: 2 }), '2026-11-23')).toEqual({ from: '2026-11-23', to: '2027-06-30' });
  });

  test('a mistyped year makes no million slots', () => {
    const weekly = [weeklyHours({ validFrom: '1926-11-01', validTo: '2926-11-01' })];
    expect(publishedRange(aSchedule({ weekly }), '2026-11-23')).toEqual({ from: '2025-10-19', to: '2028-11-23' });
  });
});

test('a year of a full-time schedule takes milliseconds', () => {
  const weekly = ([1, 2, 3, 4, 5] as const).map((weekday) =>
    weeklyHours({ weekday, endsAt: '15:00', slotMinutes: 15, validTo: '2027-12-31' }),
  );
  const year = { from: '2026-11-01', to: '2027-10-31' };
  const run = () => {
    const before = process.cpuUsage();
    slotsFor(aSchedule({ weekly }), year);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  const best = Math.min(...Array.from({ length: 12 }, run));
  expect(best).toBeLessThan(15);
});

describe('R8: every other week', () => {
  const dates = (some: Partial<WeeklyHours>, range: { from: string; to: string }) => [
    ...new Set(
      slotsFor(aSchedule({ weekly: [weeklyHours({ validTo: '2028-12-31', ...some })] }), range).map(({ startsAt }) =>
        localDateOf(startsAt),
      ),
    ),
  ];

  test('goes on evenly across New Year, also after week 53', () => {
    const repeat = { everyWeeks: 2, anchor: '2026-12-15' };
    expect(dates({ weekday: 2, repeat }, { from: '2026-12-01', to: '2027-02-01' })).toEqual([
      '2026-12-01',
      '2026-12-15',
      '2026-12-29',
      '2027-01-12',
      '2027-01-26',
    ]);
  });

  test.each(['2027-01-04', '2027-01-07', '2027-01-10'])('the anchor %s stands for its whole week, Monday to Sunday', (anchor) => {
    const week = { from: '2027-01-01', to: '2027-01-17' };
    expect(dates({ weekday: 1, repeat: { everyWeeks: 2, anchor } }, week)).toEqual(['2027-01-04']);
    expect(dates({ weekday: 7, repeat: { everyWeeks: 2, anchor } }, week)).toEqual(['2027-01-10']);
  });

  test('an anchor in the future counts backwards too; every third week', () => {
    const repeat = { everyWeeks: 3, anchor: '2027-01-04' };
    expect(dates({ weekday: 1, repeat }, { from: '2026-11-23', to: '2027-01-05' })).toEqual([
      '2026-11-23',
      '2026-12-14',
      '2027-01-04',
    ]);
  });

  test('both clock changes leave the count alone', () => {
    const repeat = { everyWeeks: 2, anchor: '2027-03-22' };
    const spring = dates({ weekday: 1, repeat }, { from: '2027-03-20', to: '2027-05-01' });
    expect(spring).toEqual(['2027-03-22', '2027-04-05', '2027-04-19']);
    const autumn = dates({ weekday: 2, repeat }, { from: '2027-10-01', to: '2027-11-20' });
    expect(autumn).toEqual(['2027-10-05', '2027-10-19', '2027-11-02', '2027-11-16']);
  });

  test('every week when it says 1', () => {
    expect(dates({ repeat: { everyWeeks: 1, anchor: '2026-11-30' } }, { from: '2026-11-23', to: '2026-12-07' })).toHaveLength(3);
  });
});
