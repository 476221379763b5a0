import type { EligibilityView } from '../contract/search-views.ts';
import type { EligibilityQuestion } from '../sync/ports.ts';
import { connectionOf, type DeskContext } from './desk-context.ts';

/** R36: eWUŚ and SIMP are asked by central, as of today; nobody else can know. */
export async function askEligibility(
  desk: DeskContext,
  { patientId, clinicCode, repeat }: { patientId: string; clinicCode: string; repeat: boolean },
): Promise<EligibilityView> {
  if (!desk.central || connectionOf(desk) !== 'online') return { state: 'offline' };
  const question: EligibilityQuestion = { patientKey: patientId, clinicCode, repeat };
  const answer = await desk.central.gateway.eligibility(question);
  if (answer.kind !== 'ok') return { state: 'offline' };
  return answer.value === null ? { state: 'unknown' } : { state: 'answered', ...answer.value };
}
