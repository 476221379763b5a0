import type { Policy } from '../../core/domain/policy.ts';
import type { Queryable } from '../db/database.ts';
import { type Applied, applyPlans } from './apply-plans.ts';
import { type ChangePlan, emptyPlan, type Said } from './change-plan.ts';

/** Who writes, under which intent, and what he saw. */
export interface WriteContext {
  clinicId: string;
  clientId: string;
  intentId: string | null;
  said: Said;
  ifMatch: number | null;
  /** Central's instant. */
  now: string;
  policy: Policy;
  newId: () => string;
}

export function planFor({ clinicId, clientId, intentId, said, now }: WriteContext, digest: string): ChangePlan {
  return emptyPlan({ clinicId, clientId, author: clientId, said, now, intentId, digest });
}

const maxAttempts = 8;

/** Gather, decide, do; again when the facts changed in between. */
export async function decideAndApply(database: Queryable, decide: () => Promise<ChangePlan>): Promise<Applied> {
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const [applied] = await applyPlans(database, [await decide()]);
    if (applied && applied.outcome !== 'retry') return applied;
  }
  return { outcome: 'retry' };
}
