import { expect, it } from 'vitest';
import { Attempts } from './attempts.ts';

it('stops a caller after so many failures until the minute is over, and nobody else', () => {
  const attempts = new Attempts(2);
  expect(attempts.waitFor('a', 0)).toBeNull();
  attempts.failed('a', 0);
  expect(attempts.waitFor('a', 1)).toBeNull();
  attempts.failed('a', 10_000);
  expect(attempts.waitFor('a', 10_001)).toBe(50);
  expect(attempts.waitFor('b', 10_001)).toBeNull();
  expect(attempts.waitFor('a', 59_999)).toBe(1);
  expect(attempts.waitFor('a', 60_000)).toBeNull();
});
