import { expect, it } from 'vitest';
import { Attempts } from './attempts.ts';

it('stops a caller after so many tries until the minute is over, and nobody else', () => {
  const attempts = new Attempts({ most: 2, ms: 60_000 });
  expect(attempts.waitFor('a', 0)).toBeNull();
  attempts.count('a', 'one', 0);
  expect(attempts.waitFor('a', 1)).toBeNull();
  attempts.count('a', 'two', 10_000);
  expect(attempts.waitFor('a', 10_001)).toBe(50);
  expect(attempts.waitFor('b', 10_001)).toBeNull();
  expect(attempts.waitFor('a', 59_999)).toBe(1);
  expect(attempts.waitFor('a', 60_000)).toBeNull();
});

it('takes the same thing again for one try', () => {
  const attempts = new Attempts({ most: 2, ms: 60_000 });
  for (let time = 0; time < 50; time++) attempts.count('a', 'one', time);
  expect(attempts.waitFor('a', 100)).toBeNull();
});

it('goes on counting over the day for who is slow', () => {
  const attempts = new Attempts({ most: 2, ms: 60_000 }, { most: 3, ms: 24 * 3_600_000 });
  for (let minute = 0; minute < 3; minute++) attempts.count('a', `try ${minute}`, minute * 120_000);
  expect(attempts.waitFor('a', 600_000)).toBe(24 * 3600 - 600);
});

it('forgets no caller who has tried much when ten thousand others come', () => {
  const attempts = new Attempts({ most: 3, ms: 60_000 });
  for (const what of ['one', 'two', 'three']) attempts.count('a', what, 0);
  for (let other = 0; other < 25_000; other++) attempts.count(`other ${other}`, 'one', 1);
  expect(attempts.waitFor('a', 2)).toBe(60);
});
