import { expect, it } from 'vitest';
import { monthAfter, weeksOf } from './month-weeks.ts';

it('weeks begin on Monday and hold the whole month', () => {
  const weeks = weeksOf('2026-11');
  expect(weeks[0]?.[0]).toBe('2026-10-26');
  expect(weeks.at(-1)?.[0]).toBe('2026-11-30');
  expect(weeks.flat().filter((date) => date.startsWith('2026-11'))).toHaveLength(30);
});

it('February that begins on a Monday has four weeks', () => {
  expect(weeksOf('2027-02')).toHaveLength(4);
});

it('months go on over the new year', () => {
  expect(monthAfter('2026-12', 1)).toBe('2027-01');
  expect(monthAfter('2027-01', -1)).toBe('2026-12');
});
