import { expect, it } from 'vitest';
import { percent } from './percent.ts';

it.each([
  [0.95, '95%'],
  [0.9499, '94,9%'],
  [1, '100%'],
  [0, '0%'],
  [1.023, '102,2%'],
])('%d reads %s', (share, text) => {
  expect(percent(share)).toBe(text);
});
