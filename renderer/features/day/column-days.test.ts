import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inColumn, minuteOf, placeOf, timeOfMinute } from './column-days.ts';

it('a place in a column comes back as it went in, whatever zone the machine is in', () => {
  fc.assert(
    fc.property(fc.nat(40), fc.nat(24 * 60 - 1), (column, minute) => {
      const time = timeOfMinute(minute);
      const date = new Date(inColumn(column, `2026-10-25T${time}`));
      expect(placeOf(date)).toEqual({ column, time });
    }),
  );
});

it('the hour that autumn repeats is drawn at its wall clock', () => {
  expect(inColumn(0, '2026-10-25T02:30')).toBe('2001-01-01T02:30:00Z');
});

it.each([
  ['00:00', 0],
  ['08:05', 485],
  ['2026-11-23T23:59', 1439],
])('minute of %s', (local, minute) => {
  expect(minuteOf(local)).toBe(minute);
});
