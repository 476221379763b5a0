import { expect, test } from 'vitest';
import { addTally, emptyTally, neverStruck } from './tally.ts';

test('a fault that never struck is named; those of restored centrals only where there were some', () => {
  const tally = emptyTally();
  for (const name of Object.keys(tally)) addTally(tally, { [name]: 2 });
  expect(neverStruck(tally, { restores: true })).toEqual([]);
  tally['feed-gap'] = 0;
  tally.restore = 0;
  expect(neverStruck(tally, { restores: true })).toEqual(['feed-gap', 'restore']);
  expect(neverStruck(tally, { restores: false })).toEqual(['feed-gap']);
});
