import { createHash, randomUUID } from 'node:crypto';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { EncryptJWT, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Patient } from '../../core/domain/patient.ts';
import { patientToFhir } from '../../core/fhir/patient.ts';
import { scheduleToFhir } from '../../core/fhir/schedule.ts';
import { fhirJson } from '../../core/fhir/systems.ts';
import { AccessTokens } from '../auth/access-tokens.ts';
import { beginSession } from '../ikp/session.ts';
import { sign } from '../notifications/signature.ts';
import type { RunningCentral } from '../start.ts';
import { faults, newClinic, newPatient, newSchedule, slotsOn, startTestCentral, visitIn } from './test-central.ts';
import { bookEntry, type TestDesk } from './test-desk.ts';

/** Who is let in. A new route without a line here fails the first test. */
type Guard = 'everyone' | 'desk' | 'patient' | 'account' | 'this computer' | 'signature';
const guards: Record<string, Guard> = {
  '/fhir/metadata': 'everyone',
  '/fhir': 'desk',
  '/fhir/*': 'desk',
  '/token': 'everyone',
  '/ikp': 'everyone',
  '/ikp/style.css': 'everyone',
  '/ikp/przychodnie': 'everyone',
  '/ikp/zasady': 'everyone',
  '/ikp/logowanie': 'everyone',
  '/ikp/wyloguj': 'everyone',
  '/ikp/api/login': 'everyone',
  '/ikp/api/slots': 'patient',
  '/ikp/api/visits': 'patient',
  '/ikp/api/book': 'patient',
  '/ikp/api/cancel': 'patient',
  '/ikp/api/move': 'patient',
  '/ikp/osoba': 'account',
  '/ikp/wizyty': 'account',
  '/ikp/szukaj': 'account',
  '/ikp/umow/:slot': 'account',
  '/ikp/zmien/:visit/:slot': 'account',
  '/ikp/odwolaj/:visit': 'account',
  '/ikp/badania': 'account',
  '/ikp/badania/zmien/:visit': 'account',
  '/ikp/badania/zmien/:visit/:slot': 'account',
  '/ikp/wiadomosci': 'account',
  '/ikp/poczekalnia': 'account',
  '/ikp/poczekalnia/:entry': 'account',
  '/ikp/poczekalnia/:entry/usun': 'account',
  '/admin/clock': 'this computer',
  '/admin/clinics': 'this computer',
  '/admin/clients': 'this computer',
  '/admin/exam-records': 'this computer',
  '/admin/crowd': 'this computer',
  '/admin/referrals/cancel': 'this computer',
  '/tlum': 'this computer',
  '/sms': 'this computer',
  '/sms/reply': 'this computer',
  '/sms/inbound': 'signature',
};

let central: RunningCentral;
let server: FastifyInstance;
const routes: { method: string; url: string }[] = [];
let desk: TestDesk;
let stranger: TestDesk;
let patient: Patient;
let visitId: string;
let centralVisitId: string;
let centralPatientId: string;
let slotId: string;
let freeSlotId: string;
let scheduleId: string;
let tokens: Record<string, string>;
let sessions: Record<string, string>;

beforeAll(async () => {
  central = await startTestCentral({
    db: 'pglite:memory',
    messages: { smsGateway: { url: 'http://127.0.0.1:9/never', secret: 'of the tests' } },
    onServer: (made) => {
      server = made;
      made.addHook('onRoute', ({ method, url }) => {
        for (const one of [method].flat()) routes.push({ method: one, url });
      });
    },
  });
  [desk] = (await newClinic(central, 1)).desks as [TestDesk];
  [stranger] = (await newClinic(central, 1)).desks as [TestDesk];
  const schedule = newSchedule(desk.clinicId);
  scheduleId = schedule.id;
  await desk.publish(schedule);
  const [slot, free] = slotsOn(schedule, '2026-11-27', 'first');
  patient = newPatient({ familyName: 'Strzeżona', givenName: 'Sekretyna' });
  const visit = { ...visitIn(slot, patient), note: 'tajna notatka' };
  expect((await desk.book(visit, patient)).status).toBe(201);
  [visitId, slotId, freeSlotId] = [visit.id, slot.id, free.id];
  centralVisitId = (await desk.get('/Appointment')).body.entry[0].resource.id;
  centralPatientId = (await desk.get('/Patient')).body.entry[0].resource.id;
  await makeTokens();
});
afterAll(async () => {
  await central.close();
  expect(faults).toEqual([]);
});

async function makeTokens() {
  const [row] = await central.database.query<{ secret: string }>('select token_secret as secret from central');
  const secret = row?.secret ?? '';
  const [own, others] = [new AccessTokens(secret), new AccessTokens('the secret of another central')];
  const { clinicId, clientId } = desk;
  const pesel = patient.pesel ?? '';
  const anotherPesel = newPatient().pesel ?? '';
  const past = Math.floor(Date.now() / 1000) - 60;
  const session = beginSession(pesel);
  tokens = {
    'a desk': desk.token,
    'a desk, expired': await new SignJWT({ clinic: clinicId })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('okienko-central')
      .setAudience('fhir')
      .setSubject(clientId)
      .setExpirationTime(past)
      .sign(new TextEncoder().encode(secret)),
    'a desk, signed elsewhere': await others.forDesk({ clientId, clinicId }),
    'a desk, for the WebSocket': await own.forWebSocket({ clientId, clinicId }),
    'a desk, not signed': `${['{"alg":"none"}', JSON.stringify({ iss: 'okienko-central', aud: 'fhir', sub: clientId, clinic: clinicId })].map((part) => Buffer.from(part).toString('base64url')).join('.')}.`,
    'a patient': await own.forPatient(pesel),
    'a patient, expired': await new EncryptJWT({ session })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setIssuer('okienko-central')
      .setSubject(pesel)
      .setExpirationTime(past)
      .encrypt(createHash('sha256').update(`patient ${secret}`).digest()),
    'a patient, sealed elsewhere': await others.forPatient(pesel, session),
    'another patient': await own.forPatient(anotherPesel),
    rubbish: 'rubbish',
  };
  sessions = {
    own: await own.forPatient(pesel, session),
    another: await own.forPatient(anotherPesel, beginSession(anotherPesel)),
  };
}

const inject = (some: InjectOptions) => server.inject({ remoteAddress: '127.0.0.1', ...some });
const hostOf = () => new URL(central.url).host;
type Method = NonNullable<InjectOptions['method']>;

/** Parameters filled with what belongs to the guarded patient. */
const filled = (url: string) =>
  url
    .replace(':slot', freeSlotId)
    .replace(':visit', visitId)
    .replace(':entry', visitId)
    .replace('*', `Patient/${centralPatientId}`);

function expectNothingOf(body: string) {
  for (const secret of ['Strzeżona', 'Sekretyna', 'tajna notatka', patient.pesel ?? '-', centralVisitId, centralPatientId])
    expect(body).not.toContain(secret);
  expect(body).not.toMatch(/node_modules|\.ts:\d|\n\s+at /);
}

const guarded = (guard: Guard) => routes.filter(({ url }) => guards[url] === guard);

describe('every route', () => {
  it('has a guard named here', () => {
    expect(routes.length).toBeGreaterThan(40);
    expect(new Set(routes.map(({ url }) => url))).toEqual(new Set(Object.keys(guards)));
  });

  it('that is for everyone shows nobody’s data, with and without a token', async () => {
    for (const { method, url } of guarded('everyone')) {
      for (const token of ['', ...Object.values(tokens)]) {
        const headers = token === '' ? {} : { authorization: `Bearer ${token}` };
        const answer = await inject({ method: method as Method, url, headers });
        expect(answer.statusCode, `${method} ${url}`).toBeLessThan(500);
        expectNothingOf(answer.body);
      }
    }
  });

  it.each([
    ['desk', 'a desk'],
    ['patient', 'a patient'],
  ] as const)(
    'that is for a %s answers 401 without a token, with an expired, a forged one, and with any other than of %s',
    async (guard, own) => {
      const wrong = Object.entries(tokens).filter(([name]) => name !== own && (guard === 'desk' || name !== 'another patient'));
      for (const { method, url } of guarded(guard)) {
        for (const [name, token] of [['none', ''], ...wrong] as const) {
          const headers = token === '' ? {} : { authorization: `Bearer ${token}` };
          const answer = await inject({ method: method as Method, url: filled(url), headers });
          expect([answer.statusCode, answer.headers['www-authenticate']], `${method} ${url} with ${name}`).toEqual([
            401,
            'Bearer',
          ]);
          expectNothingOf(answer.body);
        }
      }
    },
  );

  it('that is of the account leads to the sign-in without a session, and with any token that is none', async () => {
    for (const { method, url } of guarded('account')) {
      for (const cookie of ['', ...Object.values(tokens)]) {
        const headers = cookie === '' ? {} : { cookie: `okienko-ikp=${cookie}`, authorization: `Bearer ${cookie}` };
        const answer = await inject({ method: method as Method, url: filled(url), headers });
        expect([answer.statusCode, answer.headers.location], `${method} ${url}`).toEqual([303, '/ikp/logowanie']);
        expectNothingOf(answer.body);
      }
    }
  });

  it('that is for this computer answers 403 from elsewhere, under another name, and from another site’s page', async () => {
    for (const { method, url } of guarded('this computer')) {
      const ask = { method: method as Method, url, headers: { host: hostOf(), authorization: `Bearer ${desk.token}` } };
      const elsewhere = [
        { ...ask, remoteAddress: '10.1.2.3' },
        { ...ask, headers: { ...ask.headers, host: 'central.example' } },
        ...(url === '/sms' ? [] : [{ ...ask, headers: { ...ask.headers, origin: 'https://elsewhere.example' } }]),
      ];
      for (const one of elsewhere) {
        const answer = await inject(one);
        expect(answer.statusCode, `${method} ${url}`).toBe(403);
        expectNothingOf(answer.body);
      }
    }
  });

  it('that takes a signature answers 401 to every token', async () => {
    for (const { method, url } of guarded('signature')) {
      for (const token of Object.values(tokens)) {
        const headers = { authorization: `Bearer ${token}`, 'x-okienko-signature': `t=1,v1=${'0'.repeat(64)}` };
        expect((await inject({ method: method as Method, url, headers, payload: {} })).statusCode).toBe(401);
      }
    }
  });
});

describe('another clinic’s desk', () => {
  const asStranger = (method: string, path: string, payload?: object, headers: Record<string, string> = {}) =>
    inject({
      method: method as Method,
      url: `/fhir/${path}`,
      headers: {
        authorization: `Bearer ${stranger.token}`,
        'x-request-id': randomUUID(),
        ...(payload ? { 'content-type': fhirJson } : {}),
        ...headers,
      },
      ...(payload ? { payload: JSON.stringify(payload) } : {}),
    });

  it('reads nothing, by no id, key, search or stream', async () => {
    const types = [
      'Appointment',
      'Patient',
      'Schedule',
      'Slot',
      'Task',
      'Basic',
      'Communication',
      'Practitioner',
      'PractitionerRole',
    ];
    const paths = [
      ...types,
      ...types.map((type) => `${type}?_summary=count`),
      ...types.flatMap((type) => [centralVisitId, centralPatientId, visitId, slotId, scheduleId].map((id) => `${type}/${id}`)),
      ...types.map((type) => `${type}?_id=${[centralVisitId, centralPatientId, slotId].join(',')}`),
      `Appointment?identifier=urn:okienko:visit|${visitId}`,
      `Appointment?patient=${centralPatientId}`,
      `Appointment?slot=${slotId}`,
      `Patient?name=Strze`,
      `Communication?patient=${centralPatientId}`,
      `AuditEvent?entity:identifier=urn:okienko:visit|${visitId}`,
      `AuditEvent?entity:identifier=urn:okienko:patient|${patient.id}`,
      `AuditEvent?agent:identifier=urn:okienko:client|${desk.clientId}`,
      `Subscription/clinic-${desk.clinicId}`,
      ...['$status', '$events', '$get-ws-binding-token'].map((name) => `Subscription/clinic-${desk.clinicId}/${name}`),
    ];
    for (const path of paths) {
      const answer = await asStranger('GET', path);
      expect(answer.statusCode, path).toBeLessThan(500);
      expectNothingOf(answer.body.replaceAll(encodeURIComponent(centralPatientId), '').replace(/"link":\[.*?\]/g, ''));
      const { total, entry } = answer.json() as { total?: number; entry?: unknown[] };
      expect([total ?? 0, entry?.length ?? 0], path).toEqual([0, 0]);
    }
  });

  it('changes nothing: not the visit, the patient, the schedule, the hold', async () => {
    const held = await desk.hold(freeSlotId);
    const before = await state();
    const visit = { resourceType: 'Appointment', identifier: [{ system: 'urn:okienko:visit', value: visitId }] };
    const sent = (appointment: object) => ({
      resourceType: 'Parameters',
      parameter: [{ name: 'appt-resource', resource: appointment }],
    });
    const cancel = { ...visit, status: 'cancelled', cancelationReason: { coding: [{ code: 'illness' }] } };
    const tries: [string, string, object?][] = [
      ['POST', 'Appointment/$book', sent(cancel)],
      ['POST', 'Appointment/$book', sent({ ...visit, status: 'booked', slot: [{ reference: `Slot/${freeSlotId}` }] })],
      ['POST', 'Appointment/$hold', { resourceType: 'Parameters', parameter: [{ name: 'slot', valueString: freeSlotId }] }],
      ['DELETE', `Appointment/${held.body.id}`],
      ['DELETE', `Appointment/${centralVisitId}`],
      [
        'PUT',
        `Patient?identifier=urn:okienko:patient|${patient.id}`,
        patientToFhir(newPatient({ id: patient.id, familyName: 'Obca', version: 1 })),
      ],
      [
        'PUT',
        `Schedule?identifier=urn:okienko:schedule|${scheduleId}`,
        scheduleToFhir(newSchedule(desk.clinicId, { id: scheduleId, weekly: [] })),
      ],
      [
        'POST',
        '',
        {
          resourceType: 'Bundle',
          type: 'batch',
          entry: [{ ...bookEntryOf(), request: { method: 'POST', url: 'Appointment/$book' } }],
        },
      ],
    ];
    for (const [method, path, payload] of tries) {
      const answer = await asStranger(method, path, payload, { 'if-match': 'W/"1"' });
      expect(answer.statusCode, `${method} ${path}`).toBeLessThan(500);
      expectNothingOf(answer.body);
    }
    expect(await state()).toEqual(before);
  });

  const bookEntryOf = () =>
    bookEntry(visitIn({ ...slotsOn(newSchedule(desk.clinicId), '2026-11-27')[0], id: slotId }, patient), null, randomUUID());
  const state = async () => ({
    visits: await central.database.query('select row from visit where clinic_id = $1::uuid order by id', [desk.clinicId]),
    patients: await central.database.query('select row from patient where clinic_id = $1::uuid order by id', [desk.clinicId]),
    slots: await central.database.query('select id, withdrawn from slot where clinic_id = $1::uuid order by id', [desk.clinicId]),
    holds: await central.database.query('select * from hold order by id'),
  });

  it('learns nothing about a PESEL: the same answer whether central knows it or not', async () => {
    const unknown = newPatient().pesel ?? '';
    const ask = async (pesel: string) => {
      const { statusCode, body } = await asStranger(
        'GET',
        `Patient?identifier=urn:oid:2.16.840.1.113883.3.4424.1.1.616|${pesel}`,
      );
      return { statusCode, body: body.replaceAll(pesel, 'PESEL') };
    };
    expect(await ask(patient.pesel ?? '')).toEqual(await ask(unknown));
    // With a code that is not this patient's referral's, the same again.
    const submission = async (pesel: string, code = '1234') => {
      const parameter = [
        { name: 'referral-code', valueString: code },
        { name: 'pesel', valueString: pesel },
      ];
      const { statusCode, body } = await asStranger('POST', 'Task/$submission', { resourceType: 'Parameters', parameter });
      return { statusCode, body };
    };
    expect(await submission(patient.pesel ?? '')).toEqual(await submission(unknown));
    // Nor can all 10,000 codes be tried.
    let last = await submission(unknown);
    for (let n = 0; n < 10; n++) last = await submission(unknown, String(2000 + n));
    expect(last.statusCode).toBe(429);
  });
});

describe('another patient', () => {
  it('sees and touches no visit by the interface', async () => {
    const headers = { authorization: `Bearer ${tokens['another patient']}` };
    expect((await inject({ url: '/ikp/api/visits', headers })).json()).toEqual({ visits: [] });
    for (const url of ['/ikp/api/cancel', '/ikp/api/move']) {
      for (const visit of [visitId, centralVisitId]) {
        const answer = await inject({
          method: 'POST',
          url,
          headers,
          payload: { visitId: visit, slotId: freeSlotId, reason: 'illness' },
        });
        expect([400, 404, 422]).toContain(answer.statusCode);
        expectNothingOf(answer.body.replaceAll(visit, ''));
      }
    }
    expect((await desk.visit(visitId))?.status).toBe('booked');
  });

  it('sees and touches no visit by the pages', async () => {
    const headers = { cookie: `okienko-ikp=${sessions.another}` };
    for (const { method, url } of guarded('account').filter(({ method: one }) => one === 'GET')) {
      const answer = await inject({ method: method as Method, url: filled(url), headers });
      expect(answer.statusCode, url).toBeLessThan(500);
      expectNothingOf(answer.body);
    }
    expect((await inject({ url: '/ikp/wizyty', headers: { cookie: `okienko-ikp=${sessions.own}` } })).statusCode).toBe(200);
  });
});

describe('limits', () => {
  it('400 for a signed message of the gateway with text that no database holds', async () => {
    const payload = String.raw`{"id":"a\u0000b","from":"+48730181148","text":"NIE"}`;
    const signature = sign('of the tests', payload, Math.floor(Date.now() / 1000));
    const headers = { 'content-type': 'application/json', 'x-okienko-signature': signature };
    expect((await inject({ method: 'POST', url: '/sms/inbound', headers, payload })).statusCode).toBe(400);
  });

  it('429 with Retry-After per desk, patient and address; who is not meant goes on', async () => {
    let limited: FastifyInstance | null = null;
    const other = await startTestCentral({
      db: 'pglite:memory',
      limits: { deskAMinute: 5, patientAMinute: 3, addressAMinute: 12 },
      onServer: (made) => {
        limited = made;
      },
    });
    try {
      const [one, two] = (await newClinic(other)).desks as [TestDesk, TestDesk];
      const ask = async (url: string, headers: Record<string, string> = {}) => {
        const answer = await (limited as unknown as FastifyInstance).inject({ url, headers });
        return [answer.statusCode, Number(answer.headers['retry-after'] ?? 0) > 0];
      };
      const asDesk = ({ token }: TestDesk) => ask('/fhir/Basic/policy', { authorization: `Bearer ${token}` });
      for (let n = 0; n < 5; n++) expect(await asDesk(one)).toEqual([200, false]);
      expect(await asDesk(one)).toEqual([429, true]);
      expect(await asDesk(two)).toEqual([200, false]);
      const login = await fetch(`${other.ikpUrl}/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ pesel: patient.pesel }),
      });
      const { token } = (await login.json()) as { token: string };
      for (let n = 0; n < 3; n++)
        expect(await ask('/ikp/api/visits', { authorization: `Bearer ${token}` })).toEqual([200, false]);
      expect(await ask('/ikp/api/visits', { authorization: `Bearer ${token}` })).toEqual([429, true]);
      let last: unknown[] = [];
      for (let n = 0; n < 13; n++) last = await ask('/fhir/metadata');
      expect(last).toEqual([429, true]);
    } finally {
      await other.close();
    }
  });

  it('400 for JSON deeper than 64 levels and for text that no database holds; 413 for too much', async () => {
    const send = async (payload: string, contentType = fhirJson) =>
      (
        await inject({
          method: 'POST',
          url: '/fhir',
          headers: { authorization: `Bearer ${desk.token}`, 'content-type': contentType },
          payload,
        })
      ).statusCode;
    expect(await send(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toBe(400);
    // The same Bundle each time: only the text decides.
    const bundle = (text: string) => `{"resourceType":"Bundle","type":"batch","language":"${text}","entry":[]}`;
    expect(await send(bundle('\\u0000'))).toBe(400);
    expect(await send(bundle('\\ud800'))).toBe(400);
    expect(await send(bundle('\\ud83d\\ude00'))).toBe(200);
    expect(await send(JSON.stringify('x'.repeat(17_000_000)))).toBe(413);
    expect((await inject({ url: '/fhir/Patient?name=%00', headers: { authorization: `Bearer ${desk.token}` } })).statusCode).toBe(
      400,
    );
  });
});
