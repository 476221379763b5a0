import type { Appointment } from 'fhir/r4';
import type { Refusal } from '../../core/domain/refusal.ts';
import { httpStatusOfAll, refusalsToOutcome } from '../../core/fhir/outcome.ts';
import type { StoredAnswer } from './change-plan.ts';

/** A refusal as it is stored and sent. `invalid` is 422 here: what reaches a rule was at least FHIR. */
export function refusalAnswer(refusals: readonly Refusal[], current: Appointment | null = null): StoredAnswer {
  const status = refusals[0]?.code === 'invalid' ? 422 : httpStatusOfAll(refusals);
  return { status, body: JSON.stringify(refusalsToOutcome(refusals, current)) };
}
