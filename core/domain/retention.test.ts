import { expect, test } from 'vitest';
import { retentionBounds, retentionCuts, retentionKinds, usualRetention } from './retention.ts';

test.each(retentionKinds)('the usual period of %s lies within its bounds', (kind) => {
  const { least, most, usual } = retentionBounds[kind];
  expect([least <= usual, usual <= most, usualRetention[kind] === usual]).toEqual([true, true, true]);
});

test('what is older than the period may go, to the second', () => {
  const cuts = retentionCuts({ ...usualRetention, visits: 90 }, '2026-11-23T09:00:00Z');
  expect(cuts.visits).toBe('2026-08-25T09:00:00.000Z');
  expect(cuts.audit < cuts.acts).toBe(true);
});
