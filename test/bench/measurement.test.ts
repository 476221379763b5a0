import { expect, test } from 'vitest';
import { type Measurement, percentile, ratioOf, withinBudget } from './measurement.ts';

const measured: Measurement = { what: 'x', unit: 'ms', value: 3, floor: { what: 'bare', value: 2 }, budget: 1.5, samples: 1 };

test('a ratio is judged against the floor of the same run', () => {
  expect(ratioOf(measured)).toBe(1.5);
  expect(withinBudget(measured)).toBe(true);
  expect(withinBudget({ ...measured, value: 3.01 })).toBe(false);
});

test('without a floor the value itself is judged', () => {
  expect(withinBudget({ ...measured, floor: null, budget: 2.9 })).toBe(false);
});

test.each([
  [50, 3],
  [99, 5],
  [100, 5],
  [1, 1],
])('percentile %i by nearest rank', (p, expected) => {
  expect(percentile([5, 1, 4, 2, 3], p)).toBe(expected);
});
