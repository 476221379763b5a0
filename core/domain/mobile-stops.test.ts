import { describe, expect, it, test } from 'vitest';
import { isElsewhere, judgeStops, stopOn } from './mobile-stops.ts';
import { aStop } from './test-builders.ts';

const stops = [
  aStop({ from: '2026-12-01', to: '2026-12-03', town: 'Wieliczka' }),
  aStop({ from: '2026-12-04', to: '2026-12-04', town: 'Bochnia' }),
];

test.each([
  ['2026-11-30', null],
  ['2026-12-01', 'Wieliczka'],
  ['2026-12-03', 'Wieliczka'],
  ['2026-12-04', 'Bochnia'],
  ['2026-12-05', null],
])('R38: on %s the unit stands in %s', (date, town) => expect(stopOn(stops, date)?.town ?? null).toBe(town));

test('R38: a schedule without stops is always at its clinic', () => expect(stopOn(undefined, '2026-12-01')).toBeNull());

test.each([
  ['the same stops', stops, '2026-12-02', false],
  ['corrected coordinates', [aStop({ ...stops[0], latitude: 50 })], '2026-12-02', false],
  ['another square', [aStop({ ...stops[0], address: 'Rynek 2' })], '2026-12-02', true],
  ['another square, on a day without a stop', [aStop({ ...stops[0], address: 'Rynek 2' })], '2026-11-30', false],
  ['the same name in another voivodeship', [aStop({ ...stops[0], voivodeship: '14' })], '2026-12-02', true],
  ['a stop that goes', [], '2026-12-04', true],
  ['a stop that comes', [...stops, aStop({ from: '2026-12-07', to: '2026-12-07' })], '2026-12-07', true],
] as const)('R38: with %s the unit stands elsewhere on %3$s: %4$s', (_, after, date, expected) =>
  expect(isElsewhere({ stops }, { stops: [...after] }, date)).toBe(expected),
);

describe('R38: stops', () => {
  const codes = (given: typeof stops, service: 'mammography' | 'cardiology' = 'mammography') =>
    judgeStops({ service, stops: given }).map(({ code, path }) => [code, path]);

  it('follow each other day by day', () => expect(codes(stops)).toEqual([]));
  it('do not share a day', () =>
    expect(codes([...stops, aStop({ from: '2026-12-03', to: '2026-12-03' })])).toEqual([['hours-overlap', 'stops.2']]));
  it('do not end before they begin', () =>
    expect(codes([aStop({ from: '2026-12-02', to: '2026-12-01' })])).toEqual([['hours-invalid', 'stops.0']]));
  it('belong to exams alone', () => expect(codes(stops, 'cardiology')).toEqual([['hours-invalid', 'stops']]));
});
