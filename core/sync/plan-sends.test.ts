import { describe, expect, test } from 'vitest';
import type { Act } from '../domain/intent.ts';
import { aSchedule, aVisit } from '../domain/test-builders.ts';
import { batchSize, planSends } from './plan-sends.ts';
import type { JournalEntry } from './ports.ts';

const entry = (n: number, act: Act = { kind: 'save-setting', name: `s${n}`, value: n }) =>
  ({ intent: { id: `i${n}`, act }, sequence: n }) as JournalEntry;
const entries = (count: number) => Array.from({ length: count }, (_, n) => entry(n));
const ids = (some: JournalEntry[]) => some.map(({ intent }) => intent.id);

describe('what goes next', () => {
  test('a few go one by one, as many as there are lanes', () => {
    const { single, batch } = planSends(entries(9), 4, true);
    expect([ids(single), batch]).toEqual([['i0', 'i1', 'i2', 'i3'], []]);
  });

  test('a backlog goes in a Bundle from its old end, the newest act by itself', () => {
    const { single, batch } = planSends(entries(300), 4, true);
    expect([ids(single), batch.length, batch[0]?.intent.id]).toEqual([['i299'], batchSize, 'i0']);
  });

  test('one Bundle at a time', () => {
    expect(planSends(entries(300), 4, false)).toMatchObject({ single: [{ sequence: 299 }], batch: [] });
  });

  test.each<[string, Act]>([
    ['a visit', { kind: 'book', visit: aVisit({ bookedBy: 'import' }), patient: null }],
    ['a schedule', { kind: 'publish', schedule: aSchedule() }],
  ])('%s of an import has time', (_, act) => {
    const { single, batch } = planSends([...entries(20), entry(20, act)], 4, true);
    expect([single, batch.length]).toEqual([[], 21]);
  });

  test('nothing starts without a lane', () => {
    expect(planSends(entries(5), 0, true)).toEqual({ single: [], batch: [] });
    expect(planSends(entries(50), 0, false)).toEqual({ single: [], batch: [] });
  });
});
