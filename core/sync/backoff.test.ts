import { describe, expect, test } from 'vitest';
import { backoffMs, retryDelayMs } from './backoff.ts';

describe('backoff', () => {
  test('doubles from one second to one minute', () => {
    expect([1, 2, 3, 6, 7, 8, 100, 100_000].map((attempt) => backoffMs(attempt, 0))).toEqual([
      1_000, 2_000, 4_000, 32_000, 60_000, 60_000, 60_000, 60_000,
    ]);
  });

  test('takes up to half off at random', () => {
    expect([0, 0.5, 0.9999].map((random) => backoffMs(2, random))).toEqual([2_000, 1_500, 1_000]);
  });
});

describe('the pause that central asks for', () => {
  test.each([
    ['longer than ours', 5_000, 5_000],
    ['shorter than ours', 10, 1_000],
    ['none', null, 1_000],
    ['absurd', 86_400_000, 900_000],
  ])('%s', (_, asked, expected) => {
    expect(retryDelayMs(1, asked, 0)).toBe(expected);
  });
});
