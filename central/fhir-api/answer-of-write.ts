import { refusalsToOutcome } from '../../core/fhir/outcome.ts';
import type { Central } from '../central.ts';
import { refusalAnswer } from '../writes/answer.ts';
import type { Applied } from '../writes/apply-plans.ts';
import { type FhirAnswer, plainOutcome } from './fhir-call.ts';

/** What a write became, as HTTP; tells the readers of the streams that grew. */
export function answerOfWrite(central: Central, applied: Applied): FhirAnswer {
  switch (applied.outcome) {
    case 'applied':
      central.waitingRoom.forecasts.changed();
      for (const { clinicId, number } of applied.events) central.notices.announce(clinicId, number);
      return { status: applied.status, body: applied.body, event: applied.event, ...namesOf(applied.body) };
    case 'refused':
      return { status: applied.status, body: applied.body };
    case 'replay': {
      if (applied.state === 'voided') return { ...refusalAnswer([{ code: 'intent-voided' }]), replay: true };
      const answer = { status: applied.status, body: applied.body, replay: true };
      return applied.state === 'applied' ? { ...answer, event: applied.event, ...namesOf(applied.body) } : answer;
    }
    case 'mismatch':
      return { status: 422, body: JSON.stringify(refusalsToOutcome([{ code: 'invalid', path: 'X-Request-Id' }])) };
    case 'retry':
      // Others changed the same things again and again; nothing was done, and the client knows it.
      return {
        status: 503,
        body: JSON.stringify(plainOutcome('transient', 'Too much at once; nothing was changed. Try again.')),
      };
    default:
      return applied satisfies never;
  }
}

interface Named {
  resourceType?: string;
  id?: string;
  meta?: { versionId?: string };
  parameter?: { name: string; resource?: { entry?: { resource?: Named }[] } }[];
}

/** Version and place of what was changed: the resource itself, or the first one of `$book`'s Bundle. */
function namesOf(body: string): Pick<FhirAnswer, 'etag' | 'location'> {
  const parsed = JSON.parse(body) as Named;
  const resource = parsed.resourceType === 'Parameters' ? parsed.parameter?.[0]?.resource?.entry?.[0]?.resource : parsed;
  if (!resource?.resourceType || !resource.id) return {};
  const version = resource.meta?.versionId;
  return { etag: version ? `W/"${version}"` : null, location: `${resource.resourceType}/${resource.id}` };
}
