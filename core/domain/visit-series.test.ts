import { describe, expect, test } from 'vitest';
import { instantOf, localDateTimeOf } from './time.ts';
import { freeDayBeside, placeOn, proposeSeries, type SeriesFacts, type SeriesWish, seriesDays } from './visit-series.ts';

const wish = (some: Partial<SeriesWish> = {}): SeriesWish => ({
  count: 3,
  every: 1,
  unit: 'weeks',
  from: '2026-11-30',
  time: null,
  ...some,
});

interface Free {
  id: string;
  startsAt: string;
}
const at = (...local: string[]): Free[] =>
  local.map((text) => ({ id: text, startsAt: instantOf(text.slice(0, 10), text.slice(11) || '09:00') }));

function facts(free: Free[], some: { busy?: string[]; taken?: string[]; today?: string } = {}): SeriesFacts<Free> {
  const dates = [...free.map(({ startsAt }) => localDateTimeOf(startsAt).slice(0, 10)), ...(some.taken ?? [])];
  return {
    free: (from, to) => free.filter(({ startsAt }) => within(localDateTimeOf(startsAt).slice(0, 10), from, to)),
    offered: (from, to) => dates.some((date) => within(date, from, to)),
    offeredFrom: (date) => dates.some((each) => each >= date),
    busy: new Set(some.busy),
    today: some.today ?? '2026-11-23',
  };
}
const within = (date: string, from: string, to: string) => from <= date && date <= to;
const proposed = (...given: Parameters<typeof proposeSeries<Free>>) =>
  proposeSeries(...given).map(({ slot }) => slot?.id ?? null);

describe('the days that an interval gives', () => {
  test.each<[string, Partial<SeriesWish>, string[]]>([
    ['days', { every: 10, unit: 'days' }, ['2026-11-30', '2026-12-10', '2026-12-20']],
    ['weeks', { every: 2, unit: 'weeks' }, ['2026-11-30', '2026-12-14', '2026-12-28']],
    ['months', { every: 1, unit: 'months' }, ['2026-11-30', '2026-12-30', '2027-01-30']],
    [
      'the 31st, through shorter months and back',
      { unit: 'months', from: '2026-12-31', count: 4 },
      ['2026-12-31', '2027-01-31', '2027-02-28', '2027-03-31'],
    ],
    ['a leap day', { unit: 'months', every: 12, from: '2028-02-29', count: 2 }, ['2028-02-29', '2029-02-28']],
    ['a week over the spring change', { from: '2027-03-22', count: 2 }, ['2027-03-22', '2027-03-29']],
    ['a day over the autumn change', { from: '2026-10-24', unit: 'days', count: 3 }, ['2026-10-24', '2026-10-25', '2026-10-26']],
  ])('%s', (_, some, days) => expect(seriesDays(wish(some))).toEqual(days));
});

describe('R14: a proposal for each wanted day', () => {
  test('is the wanted day where something is free on it', () => {
    const free = at('2026-11-30T09:00', '2026-12-01T09:00', '2026-12-07T09:00', '2026-12-14T09:00');
    expect(proposed(wish(), facts(free))).toEqual(['2026-11-30T09:00', '2026-12-07T09:00', '2026-12-14T09:00']);
  });

  test.each([
    ['the nearest day', ['2026-12-05', '2026-12-10'], '2026-12-05'],
    ['the earlier of two equally near', ['2026-12-04', '2026-12-10'], '2026-12-04'],
    ['the later where it is nearer', ['2026-12-03', '2026-12-10'], '2026-12-10'],
    ['14 days later', ['2026-12-21'], '2026-12-21'],
    ['15 days later: too far', ['2026-12-22'], null],
  ])('%s', (_, days, wanted) => {
    const free = at('2026-11-30', ...days);
    expect(proposed(wish({ count: 2 }), facts(free))).toEqual(['2026-11-30', wanted]);
  });

  test('is never before the first day, nor before today', () => {
    expect(proposed(wish(), facts(at('2026-11-27', '2026-12-02')))[0]).toBe('2026-12-02');
    expect(proposed(wish({ from: '2026-11-20' }), facts(at('2026-11-19', '2026-11-22', '2026-11-24')))[0]).toBe('2026-11-24');
  });

  test('never puts two on one day, and keeps them in order', () => {
    const daily = wish({ every: 1, unit: 'days', from: '2026-12-04', count: 4 });
    const free = at('2026-12-04T08:00', '2026-12-04T09:00', '2026-12-07T08:00', '2026-12-08T08:00', '2026-12-09T08:00');
    expect(proposed(daily, facts(free))).toEqual([
      '2026-12-04T08:00',
      '2026-12-07T08:00',
      '2026-12-08T08:00',
      '2026-12-09T08:00',
    ]);
  });

  test('leaves out days on which the patient comes anyway', () => {
    const free = at('2026-12-07', '2026-12-08');
    expect(proposed(wish({ from: '2026-12-07', count: 2 }), facts(free, { busy: ['2026-12-07'] }))[0]).toBe('2026-12-08');
  });

  test.each([
    ['the nearest time', '10:00', ['09:00', '10:20', '12:00'], '10:20'],
    ['the earlier of two equally near', '10:00', ['09:40', '10:20'], '09:40'],
    ['any time: the earliest', null, ['11:00', '08:20'], '08:20'],
  ])('%s of the day', (_, time, times, best) => {
    const free = at(...times.map((each) => `2026-12-07T${each}`));
    expect(placeOn('2026-12-07', free, time).slot?.id).toBe(`2026-12-07T${best}`);
  });
});

describe('clock changes', () => {
  test.each([
    ['spring', '2027-03-28', '2027-03-27T23:30:00Z'],
    ['autumn', '2026-10-25', '2026-10-24T22:30:00Z'],
  ])('%s: a slot just after midnight belongs to the day that begins', (_, date, startsAt) => {
    const [first] = proposeSeries(
      wish({ from: date, count: 2, time: '00:30' }),
      facts([{ id: 'night', startsAt }], { today: '2026-10-01' }),
    );
    expect(first).toMatchObject({ wanted: date, slot: { id: 'night' } });
  });

  test('the same wall-clock time is kept across the change', () => {
    const free = at('2027-03-22T08:00', '2027-03-22T09:00', '2027-03-29T08:00', '2027-03-29T09:00');
    expect(proposed(wish({ from: '2027-03-22', count: 2, time: '09:00' }), facts(free))).toEqual([
      '2027-03-22T09:00',
      '2027-03-29T09:00',
    ]);
  });

  test('of an hour that autumn repeats, the first', () => {
    const repeated = ['2026-10-25T01:30:00Z', '2026-10-25T00:30:00Z'].map((startsAt) => ({ id: startsAt, startsAt }));
    expect(placeOn('2026-10-25', repeated, '02:30').slot?.id).toBe('2026-10-25T00:30:00Z');
  });
});

describe('where nothing is found, every reason is told', () => {
  const gapsOf = (...given: Parameters<typeof facts>) =>
    proposeSeries(wish({ from: '2026-12-25', count: 2 }), facts(...given))[0]?.gaps;
  test.each<[string, Parameters<typeof facts>, string[]]>([
    ['all taken, on a holiday', [at('2027-02-01'), { taken: ['2026-12-28'] }], ['holiday', 'all-taken']],
    ['no hours around it', [at('2027-02-01')], ['holiday', 'no-hours']],
    ['the schedules end before', [at('2026-12-01')], ['holiday', 'unpublished']],
    ['taken, and then the schedules end', [[], { taken: ['2026-12-24', '2026-12-28'] }], ['holiday', 'all-taken']],
    ['free only where the patient comes anyway', [at('2026-12-28'), { busy: ['2026-12-28'] }], ['holiday', 'own-visit']],
  ])('%s', (_, given, gaps) => expect(gapsOf(...given)).toEqual(gaps));

  test('a wanted day of the week is no holiday', () => {
    expect(proposeSeries(wish(), facts([]))[0]?.gaps).toEqual(['unpublished']);
  });
});

test.each([
  ['later', [], '2026-12-08'],
  ['earlier', [], '2026-12-10'],
  ['later', ['2026-12-08'], '2026-12-09'],
  ['earlier', ['2026-12-08', '2026-12-09', '2026-12-10'], null],
] as const)('the nearest free day %s, without %j', (direction, busy, date) => {
  expect(freeDayBeside(at('2026-12-09', '2026-12-08', '2026-12-10'), new Set(busy), direction)).toBe(date);
});
