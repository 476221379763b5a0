import { expect, it } from 'vitest';
import { percent } from './percent.ts';

it.each([
  [0.95, '95%', '95%'],
  [0.9499, '94,9%', '94.9%'],
  [0.57, '57%', '57%'],
  [1, '100%', '100%'],
  [0, '0%', '0%'],
  [1.023, '102,3%', '102.3%'],
])('%d reads %s', (share, polish, english) => {
  expect([percent(share, 'pl'), percent(share, 'en')]).toEqual([polish, english]);
});
