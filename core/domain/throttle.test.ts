import { expect, it } from 'vitest';
import { pauseLeft } from './throttle.ts';

const now = Date.parse('2026-11-23T09:00:00Z');

it.each([
  [0, 0],
  [4, 0],
  [5, 30],
  [6, 60],
  [7, 120],
  [10, 900],
  [60, 900],
])('after %i mistakes in a row one waits %i s', (count, seconds) => {
  expect(pauseLeft({ count, lastAt: now }, now)).toBe(seconds * 1000);
});

it('the pause passes', () => {
  expect(pauseLeft({ count: 5, lastAt: now }, now + 29_999)).toBe(1);
  expect(pauseLeft({ count: 5, lastAt: now }, now + 30_000)).toBe(0);
  expect(pauseLeft(null, now)).toBe(0);
});

it('a clock that was set back does not shut anybody out for days', () => {
  expect(pauseLeft({ count: 5, lastAt: now }, now - 86_400_000)).toBe(30_000);
});
