import { expect, test } from 'vitest';
import { withoutGaps } from './event-gap.ts';

const events = (...numbers: number[]) => numbers.map((event) => ({ event, at: '', intentId: null, changes: [] }));
const numbers = (found: { event: number }[]) => found.map(({ event }) => event);

test.each([
  ['in order', [4, 5, 6], [4, 5, 6]],
  ['shuffled', [6, 4, 5], [4, 5, 6]],
  ['twice', [4, 4, 5], [4, 5]],
  ['already known', [2, 3, 4], [4]],
  ['a hole', [4, 6, 7], [4]],
  ['a hole at the front', [5, 6], []],
  ['nothing', [], []],
])('after event 3: %s', (_, given, expected) => {
  expect(numbers(withoutGaps(events(...given), 3))).toEqual(expected);
});
