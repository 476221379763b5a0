import type { AssignmentRules, Candidate, OpenSlot } from './candidate.ts';
import { compareInQueue, inOrder } from './in-order.ts';
import { slotMatcher } from './slot-matcher.ts';

export interface Forecaster {
  /** R25: the slot that this patient would get, in the queue already or thinking of entering it; null = none. */
  slotFor(candidate: Candidate): OpenSlot | null;
}

/** Patients served between two yields: some ten milliseconds of a large queue. */
const turn = 500;

/**
 * One run of the whole queue answers any number of questions. Each patient takes the earliest slot that those before left over, so
 * what stands before never depends on what stands behind: a patient gets the earliest matching slot that nobody of a better
 * rank has taken. That holds for criteria that are other than at the run, too, and his own slot of the run does not count. What
 * must be as it was at the run is his rank, which does not change while somebody waits.
 *
 * In turns, between which its caller may do something else: a run of a large queue takes many seconds.
 */
export function* forecaster(
  candidates: readonly Candidate[],
  slots: readonly OpenSlot[],
  rules: AssignmentRules,
): Generator<void, Forecaster> {
  const queue = inOrder(candidates, rules.order);
  const left = slotMatcher(slots, rules);
  const takers = new Map<string, number>();
  for (const [rank, candidate] of queue.entries()) {
    if (rank % turn === turn - 1) yield;
    const slot = left.take(candidate);
    if (slot !== null) takers.set(slot.id, rank);
  }
  /** Made when the first one asks who stands before somebody; nothing is ever taken from it. */
  let all: { find: ReturnType<typeof slotMatcher>['find']; rankOfTaker: Int32Array } | null = null;

  function untouched(): NonNullable<typeof all> {
    if (all !== null) return all;
    const matcher = slotMatcher(slots, rules);
    all = { find: matcher.find, rankOfTaker: Int32Array.from(matcher.slots, ({ id }) => takers.get(id) ?? queue.length) };
    return all;
  }

  return {
    slotFor(candidate) {
      const rank = placeIn(queue, candidate, rules.order);
      // Behind everybody: whatever is taken is taken before him.
      if (rank === queue.length) return left.find(candidate);
      const { find, rankOfTaker } = untouched();
      return find(candidate, (place) => (rankOfTaker[place] as number) < rank);
    },
  };
}

/** How many stand before. */
function placeIn(queue: readonly Candidate[], candidate: Candidate, order: AssignmentRules['order']): number {
  let low = 0;
  let high = queue.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareInQueue(queue[middle] as Candidate, candidate, order) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
