/** Batches, fates, the feed and reads over the wire, with a scripted central. */
import { generateKeyPairSync } from 'node:crypto';
import type { JWK } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aBooking, anIntent, aPatient, aVisit } from '../../test/conformance/builders.ts';
import { html, json, type ScriptedServer, scriptedServer } from '../../test/conformance/scripted-server.ts';
import { fateToParameters } from '../fhir/intent-fate.ts';
import { refusalsToOutcome } from '../fhir/outcome.ts';
import { patientToFhir } from '../fhir/patient.ts';
import { slotToProposal } from '../fhir/proposal.ts';
import { eventsToBundle, type SentEvent, statusParameters } from '../fhir/subscription-status.ts';
import { visitToAppointment } from '../fhir/visit-appointment.ts';
import type { CentralGateway } from '../sync/ports.ts';
import { fhirGateway } from './gateway.ts';

const privateJwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }) as JWK;
let server: ScriptedServer;
let central: CentralGateway;
let unreadable: string[];

beforeEach(async () => {
  server = await scriptedServer((_call, response) => html(response, 404));
  unreadable = [];
  central = fhirGateway({
    fhirUrl: `${server.fhirUrl}/`,
    clinicId: 'k-1',
    clientId: 'desk-1',
    privateJwk,
    requestTimeoutMs: 2_000,
    userAgent: 'okienko-test',
    now: Date.now,
    onUnreadable: (reference) => unreadable.push(reference),
  });
});
afterEach(async () => {
  await central.close();
  await server.close();
});

const always = (status: number, body: unknown, headers: Record<string, string> = {}) => {
  server.script = (_call, response) => json(response, status, body, headers);
};

describe('a batch', () => {
  const items = [aBooking(), anIntent({ kind: 'change-patient', patient: aPatient() }), aBooking({ id: 'v-3' })].map(
    (intent) => ({
      intent,
      ifMatch: null,
    }),
  );
  const position = { 'X-Okienko-Position': 'e-1;12' };

  test('outcomes come in the order of the intents, each judged by itself', async () => {
    const outcome = refusalsToOutcome([{ code: 'slot-taken' }]);
    const entry = [
      { response: { status: '200 OK', etag: 'W/"4"' } },
      { response: { status: '409 Conflict', outcome } },
      { response: { status: '503' } },
    ];
    always(200, { resourceType: 'Bundle', type: 'batch-response', entry }, position);
    const visitKey = `visit:${aVisit().id}`;
    expect(await central.sendBatch(items)).toEqual([
      { kind: 'applied', position: { epoch: 'e-1', event: 12 }, versions: { [visitKey]: 4 }, aliases: {} },
      { kind: 'refused', status: 409, refusals: [{ code: 'slot-taken' }], current: null },
      { kind: 'unknown' },
    ]);
    const sent = JSON.parse(server.calls[0]?.body ?? '') as { entry: { request: { extension: { valueString: string }[] } }[] };
    expect(sent.entry.map(({ request }) => request.extension[0]?.valueString)).toEqual(items.map(({ intent }) => intent.id));
  });

  test.each([
    ['an answer too few', { resourceType: 'Bundle', type: 'batch-response', entry: [] }],
    ['another Bundle', { resourceType: 'Bundle', type: 'searchset' }],
    ['no Bundle', { resourceType: 'Parameters' }],
  ])('I3: %s leaves all unknown', async (_name, body) => {
    always(200, body, position);
    expect(await central.sendBatch(items)).toEqual(items.map(() => ({ kind: 'unknown' })));
  });

  test('turned down as a whole, so each goes by itself', async () => {
    server.script = ({ url }, response) =>
      url === '/fhir/' ? html(response, 413) : json(response, 200, { resourceType: 'Task' }, position);
    expect((await central.sendBatch(items)).map(({ kind }) => kind)).toEqual(['applied', 'applied', 'applied']);
    expect(server.calls).toHaveLength(4);
  });

  test('nothing to send asks nobody', async () => {
    expect(await central.sendBatch([])).toEqual([]);
    expect(server.calls).toHaveLength(0);
  });
});

describe('what became of an intent', () => {
  test('is asked by its id, and voided by its id', async () => {
    always(200, fateToParameters({ state: 'never-seen' }));
    expect(await central.fateOf('i-1')).toEqual({ kind: 'never-seen' });
    always(200, fateToParameters({ state: 'voided' }));
    expect(await central.voidIntent('i-1')).toEqual({ kind: 'voided' });
    expect(server.calls.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /fhir/$intent?id=i-1',
      'POST /fhir/$intent-void?id=i-1',
    ]);
  });

  test('I3: only a fate is an answer; a refusal of the question is none of the intent', async () => {
    always(404, refusalsToOutcome([{ code: 'not-found' }]));
    expect(await central.fateOf('i-1')).toEqual({ kind: 'unknown' });
    always(200, { resourceType: 'Parameters' }, { 'X-Okienko-Position': 'e-1;12' });
    expect(await central.fateOf('i-1')).toEqual({ kind: 'unknown' });
    server.script = ({ socket }) => void socket.destroy();
    expect(await central.fateOf('i-1')).toEqual({ kind: 'offline' });
    always(403, {});
    expect(await central.voidIntent('i-1')).toEqual({ kind: 'unauthorised', status: 403 });
  });
});

describe('events', () => {
  const since = { epoch: 'e-1', event: 4 };
  const event = (number: number): SentEvent => ({
    event: number,
    at: '2026-03-02T08:00:00Z',
    intentId: 'i-1',
    changes: [{ type: 'Patient', id: '9', key: 'p', resource: patientToFhir(aPatient({ id: 'p', version: 2 }), { id: '9' }) }],
  });
  const page = (numbers: number[], epoch = 'e-1', last = 9) => eventsToBundle('k-1', { epoch, event: last }, numbers.map(event));

  test('come in an unbroken row', async () => {
    always(200, page([5, 6]));
    const answer = await central.events(since, 100);
    expect(answer).toMatchObject({
      kind: 'ok',
      value: { kind: 'events', epoch: 'e-1', last: 9, events: [{ event: 5 }, { event: 6 }] },
    });
    expect(server.calls[0]?.url).toBe('/fhir/Subscription/clinic-k-1/$events?eventsSinceNumber=4&epoch=e-1&_count=100');
  });

  test.each<[string, number, unknown]>([
    ['too old a position', 410, refusalsToOutcome([{ code: 'not-found' }])],
    ['another epoch', 200, page([5], 'e-2')],
    ['a gap', 200, page([6])],
    ['a hole', 200, page([5, 7])],
    ['a stream that is shorter than our copy', 200, page([], 'e-1', 2)],
  ])('I5: %s asks for a new copy, from the position of now', async (_name, status, body) => {
    server.script = ({ url }, response) =>
      url.includes('$status')
        ? json(response, 200, statusParameters('k-1', { epoch: 'e-2', event: 40 }, 'query-status'))
        : json(response, status, body);
    expect(await central.events(since, 100)).toEqual({
      kind: 'ok',
      value: { kind: 'reseed', position: { epoch: 'e-2', event: 40 } },
    });
  });

  test('an unreadable resource is named and skipped', async () => {
    const broken = {
      ...event(5),
      changes: [{ type: 'Patient', id: '7', key: 'q', resource: { resourceType: 'Patient', id: '7' } }],
    };
    always(200, eventsToBundle('k-1', { epoch: 'e-1', event: 5 }, [broken as SentEvent]));
    expect(await central.events(since, 100)).toMatchObject({ kind: 'ok', value: { events: [{ event: 5, changes: [] }] } });
    expect(unreadable).toEqual(['Patient/7']);
  });

  test('half a page is no page', async () => {
    const whole = page([5, 6]);
    always(200, { ...whole, entry: whole.entry?.slice(0, 2) });
    expect(await central.events(since, 100)).toEqual({ kind: 'failed', status: 200 });
  });
});

describe('pages of a reseed', () => {
  test('hold rows of one kind and tell where the next begins', async () => {
    const entry = [
      { resource: visitToAppointment(aVisit({ version: 2 }), { id: '1' }) },
      { resource: { resourceType: 'Appointment', id: '2', status: 'pending', participant: [] } },
      { resource: { resourceType: 'Appointment', id: '3', status: 'booked', participant: [] } },
    ];
    const link = [{ relation: 'next', url: 'https://elsewhere.example/fhir/Appointment?_count=3&_after=3' }];
    always(200, { resourceType: 'Bundle', type: 'searchset', entry, link });
    expect(await central.page('visit', null, 3)).toEqual({
      kind: 'ok',
      value: { rows: [{ entity: 'visit', key: aVisit().id, row: aVisit({ version: 2 }) }], next: '3' },
    });
    expect(unreadable).toEqual(['Appointment/3']);
    always(200, { resourceType: 'Bundle', type: 'searchset' });
    expect(await central.page('visit', '3', 3)).toEqual({ kind: 'ok', value: { rows: [], next: null } });
    expect(server.calls.at(-1)?.url).toBe('/fhir/Appointment?_count=3&_after=3');
  });
});

test('R19: found slots are those of the wanted service', async () => {
  const slot = {
    id: 's-1',
    scheduleId: 'c',
    service: 'cardiology',
    clinicCode: '1100',
    kind: 'first',
    mode: 'in-person',
  } as const;
  const free = {
    ...slot,
    payer: 'nfz',
    startsAt: '2026-03-02T08:00:00Z',
    durationMinutes: 20,
    room: null,
    overbooked: false,
  } as const;
  const refs = { clinicId: 'k-1', actor: { id: 'a', kind: 'practitioner', name: 'dr Z.' } } as const;
  const entry = [free, { ...free, id: 's-2', service: 'cytology' as const }].map((each) => ({
    resource: slotToProposal(each, refs),
  }));
  always(200, { resourceType: 'Bundle', type: 'searchset', entry });
  const criteria = {
    service: 'cardiology',
    clinicCodes: ['1100'],
    clinicId: null,
    actorId: null,
    from: '2026-03-01',
    to: '2026-04-10',
  } as const;
  expect(await central.find({ ...criteria, clinicCodes: ['1100'] })).toEqual({ kind: 'ok', value: [free] });
});

test('policy and position that are not what they should be are no answer', async () => {
  always(200, { resourceType: 'Basic', code: {} });
  expect(await central.policy()).toEqual({ kind: 'failed', status: 200 });
  expect(await central.position()).toEqual({ kind: 'failed', status: 200 });
  server.script = (_call, response) => html(response, 200);
  expect(await central.policy()).toEqual({ kind: 'offline' });
});
