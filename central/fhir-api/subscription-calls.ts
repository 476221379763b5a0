import type { OperationOutcome, Parameters } from 'fhir/r4';
import { eventsToBundle, statusParameters } from '../../core/fhir/subscription-status.ts';
import { noteFeed } from '../access/of-call.ts';
import type { Central } from '../central.ts';
import { readEvents, streamPosition } from '../feed/read-events.ts';
import { type FhirAnswer, type FhirCall, forbidden, invalid, notFound, resourceAnswer } from './fhir-call.ts';

const defaultEvents = 100;
const maxEvents = 1000;

/** `Subscription/clinic-<id>/$status | $events | $get-ws-binding-token`, and the Subscription itself. */
export async function subscriptionCall(central: Central, call: FhirCall): Promise<FhirAnswer> {
  const [, id = '', operation] = call.path;
  const clinicId = id.startsWith('clinic-') ? id.slice('clinic-'.length) : null;
  if (clinicId === null) return notFound('Subscription');
  if (clinicId !== call.caller.clinicId) return forbidden('Subscription');
  switch (operation) {
    case undefined:
      return resourceAnswer({
        resourceType: 'Subscription',
        id,
        status: 'active',
        reason: 'All changes of this clinic',
        criteria: `clinic-${clinicId}`,
        channel: { type: 'websocket', payload: 'application/fhir+json' },
      });
    case '$status': {
      const position = await streamPosition(central.database, clinicId);
      return position ? resourceAnswer(statusParameters(clinicId, position, 'query-status')) : notFound('Subscription');
    }
    case '$events':
      return events(central, call, clinicId);
    case '$get-ws-binding-token':
      return bindingToken(central, call);
    default:
      return notFound(operation);
  }
}

async function events(central: Central, call: FhirCall, clinicId: string): Promise<FhirAnswer> {
  const since = Number(call.query.get('eventsSinceNumber') ?? '0');
  const count = Number(call.query.get('_count') ?? defaultEvents);
  if (!Number.isSafeInteger(since) || since < 0) return invalid('eventsSinceNumber');
  if (!Number.isSafeInteger(count) || count < 1) return invalid('_count');
  const from = { epoch: call.query.get('epoch'), event: since };
  const page = await readEvents(central.database, clinicId, from, Math.min(count, maxEvents), central.clock.now());
  if (page === null) return notFound('Subscription');
  if (page.kind === 'page') await noteFeed(central, call, page.events);
  if (page.kind === 'page') return resourceAnswer(eventsToBundle(clinicId, page.position, page.events));
  return { status: 410, body: JSON.stringify(feedExpired) };
}

const feedExpired: OperationOutcome = {
  resourceType: 'OperationOutcome',
  issue: [
    {
      severity: 'error',
      code: 'expired',
      details: { coding: [{ system: 'https://okienko.example/fhir/CodeSystem/feed', code: 'feed-expired' }] },
      diagnostics: 'The position is too old or of another epoch; read everything anew.',
    },
  ],
};

async function bindingToken(central: Central, { caller }: FhirCall): Promise<FhirAnswer> {
  const parameters: Parameters = {
    resourceType: 'Parameters',
    parameter: [
      { name: 'token', valueString: await central.tokens.forWebSocket(caller) },
      { name: 'websocket-url', valueUrl: `${central.url().replace(/^http/, 'ws')}/ws` },
    ],
  };
  return resourceAnswer(parameters);
}
