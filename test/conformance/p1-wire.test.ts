/** What really travels in P1's dialect: each wish of docs/p1.md seen on the wire, with the shipped gateway on the other end. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import got from 'got';
import { importJWK, type JWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DemoClient } from '../../central/auth/clients.ts';
import type { P1Address } from '../../central/p1/p1-address.ts';
import { type P1Tls, p1Tls } from '../../central/p1/p1-tls.ts';
import { type RunningCentral, startCentral } from '../../central/start.ts';
import { openNetwork } from '../../core/remote/network/network.ts';
import { p1Gateway } from '../../core/remote/p1/p1-gateway.ts';
import type { CentralGateway } from '../../core/sync/ports.ts';
import { anIntent, aSchedule } from './builders.ts';
import { answered, mustApply, send } from './central-under-test.ts';
import { newPatient, visitOn } from './clinic-acts.ts';

interface Seen {
  request: { method: string; url: string; headers: Record<string, unknown>; body: string };
  answer: { status: number; headers: Record<string, unknown>; body: string };
}

let folder: string;
let tls: P1Tls;
let central: RunningCentral;
let client: DemoClient & P1Address;
let desk: CentralGateway;
let seen: Seen[] = [];
const endings: (() => unknown)[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'okienko-p1-'));
  tls = p1Tls(folder, true);
  central = await startCentral({ admin: true, clock: '2026-03-02T06:00:00Z', dialect: 'p1', p1: { tlsFolder: folder } });
  const made = (await got.post(`${central.url}/admin/clinics`).json()) as { clients: [typeof client] };
  client = made.clients[0];
  const network = openNetwork({
    proxyFor: async () => [null],
    authorities: () => [client.tls?.authority ?? ''],
    identity: () => client.tls,
  });
  endings.push(() => network.close());
  desk = p1Gateway({
    fhirUrl: `${await watched()}/fhir`,
    tokenUrl: client.tokenUrl,
    clinicId: client.clinic,
    clientId: client.clientId,
    privateJwk: client.jwk,
    requestTimeoutMs: 20_000,
    userAgent: 'okienko-test',
    now: Date.now,
    network,
  });
  endings.push(() => desk.close());
});
afterAll(async () => {
  for (const end of endings.reverse()) await end();
  await central.close();
  rmSync(folder, { recursive: true });
});

const https = () => ({
  certificateAuthority: tls.client?.authority ?? '',
  certificate: tls.client?.certificate ?? '',
  key: tls.client?.key ?? '',
});

/** A server before central that notes both directions. */
async function watched(): Promise<string> {
  const { authority: ca, certificate: cert, key } = tls.server;
  const target = new URL(central.fhirUrl).origin;
  const server = createServer({ ca, cert, key, requestCert: true, rejectUnauthorized: true }, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const { 'content-length': _length, host: _host, connection: _connection, ...headers } = request.headers;
    const method = request.method as 'GET';
    const asked = { method, headers, throwHttpErrors: false, retry: { limit: 0 }, decompress: false, https: https() };
    const answer = await got(target + request.url, { ...asked, ...(body === '' ? {} : { body }) });
    seen.push({
      request: { method, url: request.url ?? '', headers: request.headers, body },
      answer: { status: answer.statusCode, headers: answer.headers, body: answer.body },
    });
    const { 'transfer-encoding': _chunked, connection: _kept, ...told } = answer.headers;
    response.writeHead(answer.statusCode, told).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endings.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function publish() {
  const schedule = aSchedule(client.clinic);
  mustApply(await send(desk, { kind: 'publish', schedule }));
  const slots = answered(
    await desk.find({
      ...{ service: 'cardiology', clinicCodes: ['1100'], clinicId: client.clinic, actorId: schedule.actor.id },
      ...{ from: '2026-03-02', to: '2026-04-30' },
    }),
  ).filter(({ kind }) => kind === 'first');
  const [first, second, third] = slots.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt));
  if (!first || !second || !third) throw new Error('no slots');
  return { schedule, first, second, third };
}

async function bookOn(slot: Parameters<typeof visitOn>[0]) {
  const patient = newPatient();
  const visit = visitOn(slot, patient, { clinicId: client.clinic });
  mustApply(await send(desk, { kind: 'book', visit, patient }));
  return { visit, patient };
}

describe('what travels', () => {
  test('has no name of ours, no ETag, no If-Match, no header with a position', async () => {
    seen = [];
    const { first, second } = await publish();
    const { visit } = await bookOn(first);
    const place = { slotId: second.id, scheduleId: second.scheduleId, startsAt: second.startsAt, durationMinutes: 20 };
    mustApply(await send(desk, { kind: 'move', visitId: visit.id, ...place }, 1));
    mustApply(await send(desk, { kind: 'cancel', visitId: visit.id, reason: 'illness', by: 'patient' }, 2));
    answered(await desk.page('visit', null, 100));
    const all = seen.flatMap(({ request, answer }) => [decodeURIComponent(request.url), request.body, answer.body]).join('\n');
    expect(all).not.toMatch(/"system":"(urn:okienko|https:\/\/okienko)/);
    expect(all).not.toContain('okienko.example');
    expect(all).not.toMatch(/\?.*urn:okienko/);
    for (const { request, answer } of seen) {
      expect(Object.keys(request.headers)).not.toContain('if-match');
      for (const name of ['etag', 'x-okienko-position', 'x-okienko-now']) expect(Object.keys(answer.headers)).not.toContain(name);
    }
  });

  test('R5: a publication carries every slot; one that carries others is refused', async () => {
    seen = [];
    await publish();
    const sent = seen.find(({ request }) => request.method === 'POST' && request.url === '/fhir/');
    const bundle = JSON.parse(sent?.request.body ?? '{}') as { type: string; entry: { resource: { resourceType: string } }[] };
    expect(bundle.type).toBe('transaction');
    expect(bundle.entry[0]?.resource.resourceType).toBe('Schedule');
    expect(bundle.entry.length).toBeGreaterThan(200);
    const fewer = { ...bundle, entry: bundle.entry.filter((_each, index) => index !== 150) };
    const refused = await got.post(central.fhirUrl, {
      headers: { 'content-type': 'application/fhir+json', authorization: String(sent?.request.headers.authorization) },
      ...{ json: fewer, throwHttpErrors: false, https: https() },
    });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('REG.CER.4220');
  });

  test('a change reads the visit first and puts all of it, with the version that was seen in it', async () => {
    const { first, second } = await publish();
    const { visit, patient } = await bookOn(first);
    seen = [];
    const place = { slotId: second.id, scheduleId: second.scheduleId, startsAt: second.startsAt, durationMinutes: 20 };
    mustApply(await send(desk, { kind: 'move', visitId: visit.id, ...place }, 1));
    expect(seen.map(({ request }) => `${request.method} ${request.url.split('=')[0]}`)).toEqual([
      'GET /fhir/Appointment?plappointment',
      'PUT /fhir/Appointment?plappointment',
      'GET /fhir/_history?_count',
    ]);
    const put = JSON.parse(seen[1]?.request.body ?? '{}') as Record<string, unknown>;
    expect(put).toMatchObject({
      meta: { versionId: '1', security: [{ system: 'urn:oid:2.16.840.1.113883.3.4424.11.1.83', code: 'N' }] },
      start: second.startsAt,
      status: 'booked',
      serviceType: expect.any(Array),
    });
    expect(JSON.stringify(put)).toContain(patient.id);
    expect(JSON.parse(seen[1]?.answer.body ?? '{}')).toMatchObject({ resourceType: 'Parameters' });
  });

  test('many intents travel alone, but where the stream stands is asked for once, after the last of them', async () => {
    const { first, second, third } = await publish();
    await bookOn(third);
    const bookings = [first, second, third].map((slot) => {
      const patient = newPatient();
      return anIntent({ kind: 'book', visit: visitOn(slot, patient, { clinicId: client.clinic }), patient });
    });
    seen = [];
    const outcomes = await desk.sendBatch(bookings.map((intent) => ({ intent, ifMatch: null })));
    expect(outcomes).toMatchObject([{ kind: 'applied' }, { kind: 'applied' }, { refusals: [{ code: 'slot-taken' }] }]);
    expect(seen.map(({ request }) => `${request.method} ${request.url.split('?')[0]}`)).toEqual([
      ...bookings.map(() => 'POST /fhir/Appointment/$book'),
      'GET /fhir/_history',
    ]);
    const position = answered(await desk.position());
    for (const outcome of outcomes.slice(0, 2)) expect(mustApply(outcome).position).toEqual(position);
  });

  test('a refusal is 422 with a REG code', async () => {
    const { first } = await publish();
    await bookOn(first);
    seen = [];
    const patient = newPatient();
    const visit = visitOn(first, patient, { clinicId: client.clinic });
    expect(await send(desk, { kind: 'book', visit, patient })).toMatchObject({ status: 409, refusals: [{ code: 'slot-taken' }] });
    expect(seen[0]?.answer.status).toBe(422);
    expect(seen[0]?.answer.body).toContain('REG.CER.4092');
  });

  test('nothing that is read can be changed meanwhile without being noticed: the former version is refused', async () => {
    const { first } = await publish();
    const { visit } = await bookOn(first);
    const change = { kind: 'cancel', visitId: visit.id, reason: 'illness', by: 'clinic' } as const;
    expect(await send(desk, change, 5)).toMatchObject({
      status: 412,
      refusals: [{ code: 'stale-version' }],
      current: { version: 1 },
    });
  });

  test('I3: a change again, after the visit has become another, has its first answer', async () => {
    const { first, second } = await publish();
    const { visit } = await bookOn(first);
    const place = { slotId: second.id, scheduleId: second.scheduleId, startsAt: second.startsAt, durationMinutes: 20 };
    const move = anIntent({ kind: 'move', visitId: visit.id, ...place });
    const outcome = mustApply(await desk.send(move, 1));
    mustApply(await send(desk, { kind: 'cancel', visitId: visit.id, reason: 'illness', by: 'patient' }, 2));
    expect(mustApply(await desk.send(move, 1)).versions).toEqual(outcome.versions);
    expect(await desk.fateOf(move.id)).toMatchObject({ kind: 'applied', versions: outcome.versions });
  });
});

describe('the door', () => {
  const form = async (over: Record<string, unknown> = {}, algorithm = 'RS256', key: JWK = client.jwk, scope?: string) => {
    const provider = `2.16.840.1.113883.3.4424.2.3.1:${client.clientId}`;
    const claims = { iss: provider, sub: provider, aud: 'https://ezdrowie.gov.pl/token', jti: crypto.randomUUID() };
    const context = { user_id: `1.2:${client.clientId}`, user_role: 'PRACOWNIK_ADMINISTRACYJNY' };
    const assertion = await new SignJWT({ ...claims, ...context, ...over })
      .setProtectedHeader({ alg: algorithm })
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(await importJWK(key, algorithm));
    return {
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      scope: scope ?? 'https://ezdrowie.gov.pl/fhir-erejestracja',
    };
  };
  const asked = async (sent: Record<string, string>) => {
    const answer = await got.post(client.tokenUrl, { form: sent, throwHttpErrors: false, https: https() });
    return { status: answer.statusCode, body: JSON.parse(answer.body) as Record<string, unknown> };
  };

  test('who shows no certificate is not let in', async () => {
    const certificateAuthority = tls.client?.authority ?? '';
    await expect(got(client.tokenUrl, { https: { certificateAuthority }, retry: { limit: 0 } })).rejects.toThrow();
  });

  test('a certificate of another authority is not let in', async () => {
    const strange = p1Tls(null, true).client;
    const mine = {
      certificate: strange?.certificate ?? '',
      key: strange?.key ?? '',
      certificateAuthority: tls.client?.authority ?? '',
    };
    await expect(got(client.tokenUrl, { https: mine, retry: { limit: 0 } })).rejects.toThrow();
  });

  test('the token comes in camelCase', async () => {
    expect(await asked(await form())).toEqual({ status: 200, body: { error: null, accessToken: expect.any(String) } });
  });

  test.each<[string, Record<string, unknown>, string | undefined, string]>([
    ['the audience of the address that is called', { aud: 'https://127.0.0.1/token' }, undefined, 'client_assertion.aud'],
    ['another issuer than subject', { iss: 'x' }, undefined, 'client_assertion.iss'],
    ['nobody who acts', { user_id: undefined }, undefined, 'client_assertion.user_id'],
    ['an unknown role', { user_role: 'KRÓL' }, undefined, 'client_assertion.user_role'],
    ['another scope', {}, 'https://ezdrowie.gov.pl/fhir', 'scope'],
  ])('422 says where: %s', async (_name, over, scope, location) => {
    const { status, body } = await asked(await form(over, 'RS256', client.jwk, scope));
    expect(status).toBe(422);
    expect(body).toEqual({ error: { location, diagnostics: expect.any(String) }, accessToken: null });
  });

  test('422: a key that central does not know, or of another kind', async () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }) as JWK;
    expect(await asked(await form({}, 'RS256', rsa))).toMatchObject({
      status: 422,
      body: { error: { location: 'client_assertion' } },
    });
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }) as JWK;
    expect(await asked(await form({}, 'ES256', ec))).toMatchObject({
      status: 422,
      body: { error: { location: 'client_assertion.alg' } },
    });
  });

  test('the plain dialect is not spoken beside it', async () => {
    for (const path of ['/fhir/metadata', '/token']) {
      expect((await got(central.url + path, { throwHttpErrors: false })).statusCode).toBe(404);
    }
    expect((await got(`${central.url}/ikp/zasady`)).statusCode).toBe(200);
  });
});
