import type { FastifyRequest } from 'fastify';
import { outcomeToRefusals } from '../../core/fhir/outcome.ts';
import type { Central } from '../central.ts';
import { answerOfWrite } from '../fhir-api/answer-of-write.ts';
import type { Applied } from '../writes/apply-plans.ts';
import { type Explained, explain } from './texts.ts';

export function formOf({ body }: FastifyRequest): URLSearchParams {
  return body instanceof URLSearchParams ? body : new URLSearchParams();
}

/** What a write became: null = done; otherwise why not, in words for the patient, and the status of the page that says so. */
export function faultsOf(central: Central, applied: Applied): { faults: Explained[]; status: number } | null {
  const { status, body } = answerOfWrite(central, applied);
  if (status < 400) return null;
  const refusals = outcomeToRefusals(body === null ? null : JSON.parse(body));
  const faults = [...new Map(refusals.map((refusal) => [explain(refusal).what, explain(refusal)])).values()];
  return { faults: faults.length > 0 ? faults : [explain({ code: 'invalid' })], status };
}
