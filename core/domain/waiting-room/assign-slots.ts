import type { AssignmentRules, Candidate, OpenSlot } from './candidate.ts';
import { inOrder } from './in-order.ts';
import { slotMatcher } from './slot-matcher.ts';

export interface Assignment<C extends Candidate = Candidate> {
  candidate: C;
  slot: OpenSlot;
}

/** R22, R23: the run of the waiting room. Each patient in the order of the queue takes the earliest slot that matches. */
export function assignSlots<C extends Candidate>(
  candidates: readonly C[],
  openSlots: readonly OpenSlot[],
  rules: AssignmentRules,
): Assignment<C>[] {
  const matcher = slotMatcher(openSlots, rules);
  const assignments: Assignment<C>[] = [];
  for (const candidate of inOrder(candidates, rules.order)) {
    const slot = matcher.take(candidate);
    if (slot !== null) assignments.push({ candidate, slot });
  }
  return assignments;
}
