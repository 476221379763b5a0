import { expect, it } from 'vitest';
import { formatOf } from './format.ts';

const pl = formatOf('pl');

it.each([
  ['longDay', 'poniedziałek, 23 listopada'],
  ['dayTitle', 'Poniedziałek, 23 listopada'],
  ['shortDay', 'pon., 23 lis'],
  ['fullDate', '23.11.2026'],
] as const)('%s', (name, text) => {
  expect(pl[name]('2026-11-23')).toBe(text);
});

it('months stand alone with a capital', () => {
  expect(pl.month('2026-11')).toBe('Listopad 2026');
  expect(formatOf('en').month('2026-11')).toBe('November 2026');
});

it('hours are said without a leading zero', () => {
  expect(pl.time('2026-11-23T08:05')).toBe('8:05');
  expect(pl.moment('2026-11-23T11:00')).toBe('pon., 23 lis, 11:00');
});

it('instants are told in clinic time, summer and winter', () => {
  expect(pl.instantTime('2026-11-23T09:42:00Z')).toBe('10:42');
  expect(pl.shortInstant('2026-07-01T09:42:00Z')).toBe('1 lip, 11:42');
});
