/** A central to be shaken: two clinics, a visit, a waiting patient, tokens of each kind, and a valid request for every call. */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { AccessTokens } from '../../central/auth/access-tokens.ts';
import { beginSession } from '../../central/ikp/session.ts';
import { sign, signatureHeader } from '../../central/notifications/signature.ts';
import type { RunningCentral } from '../../central/start.ts';
import {
  newClinic,
  newPatient,
  newReferral,
  newSchedule,
  slotsOn,
  startTestCentral,
  visitIn,
} from '../../central/test/test-central.ts';
import { bookEntry, type TestDesk } from '../../central/test/test-desk.ts';
import { aWaitingEntry, weeklyHours } from '../../core/domain/test-builders.ts';
import { anyCriteria } from '../../core/domain/waiting-entry.ts';
import { patientToFhir } from '../../core/fhir/patient.ts';
import { scheduleToFhir } from '../../core/fhir/schedule.ts';
import { settingToFhir } from '../../core/fhir/setting.ts';
import { fhirJson } from '../../core/fhir/systems.ts';
import { waitingCommandToTask } from '../../core/fhir/waiting-task.ts';

export interface SeedRequest {
  method: string;
  url: string;
  body?: unknown;
  form?: Record<string, string>;
}

export interface FuzzWorld {
  central: RunningCentral;
  server: FastifyInstance;
  faults: unknown[];
  seeds: SeedRequest[];
  /** All that central answers at. */
  routes: { method: string; url: string }[];
  credentials: Record<string, string>[];
  signed(text: string): Record<string, string>;
}

const secret = 'of the fuzz';
const unlimited = 1_000_000_000;

export async function makeFuzzWorld(): Promise<FuzzWorld> {
  const faults: unknown[] = [];
  const routes: FuzzWorld['routes'] = [];
  let server: FastifyInstance | undefined;
  const central = await startTestCentral({
    db: 'pglite:memory',
    messages: { smsGateway: { url: 'http://127.0.0.1:9/never', secret } },
    limits: {
      deskAMinute: unlimited,
      patientAMinute: unlimited,
      addressAMinute: unlimited,
      wrongCodesAMinute: unlimited,
      wrongCodesADay: unlimited,
      eligibilityAMinute: unlimited,
      eligibilityADay: unlimited,
      loginsAMinute: unlimited,
    },
    onServer: (made) => {
      server = made;
      made.addHook('onRoute', ({ method, url }) => {
        for (const one of [method].flat()) routes.push({ method: one, url });
      });
    },
    onFault: (error) => faults.push(error),
  });
  if (server === undefined) throw new Error('no server');
  const [desk, other] = (await newClinic(central, 2)).desks as [TestDesk, TestDesk];
  const pesel = newPatient().pesel ?? '';
  const [row] = await central.database.query<{ secret: string }>('select token_secret as secret from central');
  const tokens = new AccessTokens(row?.secret ?? '');
  const session = beginSession(pesel);
  const [bearer, cookie] = [await tokens.forPatient(pesel), await tokens.forPatient(pesel, session)];
  const origin = central.url;
  return {
    central,
    server,
    faults,
    routes,
    seeds: await seedsOf(desk, pesel, session.formToken),
    credentials: [
      { authorization: `Bearer ${desk.token}` },
      { authorization: `Bearer ${other.token}` },
      { authorization: `Bearer ${bearer}`, cookie: `okienko-ikp=${cookie}`, origin, host: new URL(origin).host },
      {},
      { authorization: 'Bearer rubbish', cookie: 'okienko-ikp=rubbish; okienko-ikp' },
    ],
    signed: (text) => ({ [signatureHeader]: sign(secret, text, Math.floor(Date.now() / 1000)) }),
  };
}

/** One valid request for each call, so that a change of it gets past the first check. */
async function seedsOf(desk: TestDesk, pesel: string, formToken: string): Promise<SeedRequest[]> {
  const hours = weeklyHours({ weekday: 5, startsAt: '08:00', endsAt: '12:00', validFrom: '2026-11-01', validTo: '2026-12-31' });
  const schedule = newSchedule(desk.clinicId, { weekly: [hours] });
  await desk.publish(schedule);
  const [slot, free, third] = slotsOn(schedule, '2026-11-27');
  const patient = newPatient({ pesel });
  const waiting = newPatient();
  const entry = aWaitingEntry({
    id: randomUUID(),
    clinicId: desk.clinicId,
    patientId: waiting.id,
    referral: { key: newReferral(), code: null, clinicCodes: null },
  });
  const visit = visitIn(slot, patient);
  await desk.book(visit, patient);
  const booking = () => {
    const one = newPatient();
    return bookEntry(visitIn(free, one), one, randomUUID());
  };
  const stream = `/fhir/Subscription/clinic-${desk.clinicId}`;
  const parameters = (parameter: object[]) => ({ resourceType: 'Parameters', parameter });
  const named = { resourceType: 'Appointment', identifier: [{ system: 'urn:okienko:visit', value: visit.id }] };
  const form = {
    token: formToken,
    pesel,
    code: '1100',
    phone: '730 181 148',
    email: 'a@example.org',
    relation: 'patient',
    referral: newReferral(),
    familyName: 'Próbna',
    givenName: 'Ida',
    reason: 'illness',
    from: '+48730181148',
    id: '1',
    text: 'NIE',
  };
  const post = (url: string, body: unknown): SeedRequest => ({ method: 'POST', url, body });
  const put = (type: string, system: string, key: string, body: unknown): SeedRequest => ({
    method: 'PUT',
    url: `/fhir/${type}?identifier=urn:okienko:${system}|${key}`,
    body,
  });
  const pages = [
    'osoba',
    'wizyty',
    'szukaj',
    `umow/${free.id}`,
    `zmien/${visit.id}/${third.id}`,
    `odwolaj/${visit.id}`,
    'badania',
    `badania/zmien/${visit.id}`,
    `badania/zmien/${visit.id}/${third.id}`,
    'wiadomosci',
    'poczekalnia',
    `poczekalnia/${visit.id}`,
    `poczekalnia/${visit.id}/usun`,
    'logowanie',
    'wyloguj',
    'przychodnie',
    'zasady',
  ];
  return [
    post('/fhir/Appointment/$book', booking().resource),
    post(
      '/fhir/Appointment/$book',
      parameters([
        {
          name: 'appt-resource',
          resource: { ...named, status: 'cancelled', cancelationReason: { coding: [{ code: 'illness' }] } },
        },
      ]),
    ),
    post(
      '/fhir/Appointment/$find',
      parameters([
        { name: 'start', valueDate: '2026-11-23' },
        { name: 'end', valueDate: '2026-12-30' },
        { name: 'service-type', valueString: '1100' },
        { name: 'town', valueString: 'Kielce' },
        { name: 'radius-km', valueInteger: 30 },
        { name: 'weekday', valueInteger: 5 },
        { name: 'from-time', valueString: '08:00' },
        { name: 'birth-date', valueDate: '1950-01-01' },
        { name: '_count', valueInteger: 5 },
      ]),
    ),
    post('/fhir/Appointment/$hold', parameters([{ name: 'slot', valueString: free.id }])),
    post(
      '/fhir/Appointment/$set-outcome',
      parameters([
        { name: 'visit', valueString: visit.id },
        { name: 'outcome', valueCode: 'arrived' },
      ]),
    ),
    post(
      '/fhir/Appointment/$change-details',
      parameters([
        { name: 'visit', valueString: visit.id },
        { name: 'note', valueString: 'x' },
      ]),
    ),
    post(
      '/fhir/Task/$submission',
      parameters([
        { name: 'referral-code', valueString: '1234' },
        { name: 'pesel', valueString: pesel },
      ]),
    ),
    post('/fhir', {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [booking(), booking(), { request: { method: 'GET', url: 'Slot?_count=1' } }],
    }),
    post(`/fhir/$intent-void?id=${randomUUID()}`, null),
    put('Patient', 'patient', patient.id, patientToFhir(patient)),
    put('Schedule', 'schedule', schedule.id, scheduleToFhir(schedule)),
    put('Task', 'waiting-entry', entry.id, waitingCommandToTask({ kind: 'enter', entry, patient: patientToFhir(waiting) })),
    put(
      'Task',
      'waiting-entry',
      entry.id,
      waitingCommandToTask({ kind: 'change', key: entry.id, criteria: anyCriteria, referral: entry.referral, pesel: null }),
    ),
    put(
      'Task',
      'waiting-entry',
      entry.id,
      waitingCommandToTask({ kind: 'leave', key: entry.id, referral: entry.referral, pesel: null }),
    ),
    post('/fhir/CoverageEligibilityRequest/$submit', {
      resourceType: 'CoverageEligibilityRequest',
      patient: { identifier: { value: pesel } },
    }),
    put('Basic', 'setting', 'fuzz', settingToFhir({ name: 'fuzz', value: { a: [1] }, version: 0 })),
    put('Task', 'task', 'fuzz', {
      resourceType: 'Task',
      status: 'requested',
      intent: 'order',
      identifier: [{ system: 'urn:okienko:task', value: 'fuzz' }],
    }),
    { method: 'DELETE', url: `/fhir/Appointment/${visit.id}` },
    ...[
      'Appointment?date=ge2026-11-23&status=booked&patient=x',
      'Patient?name=P&birthdate=1950-01-01',
      `Slot?schedule=${schedule.id}&start=ge2026-11-27&status=free`,
      'Schedule',
      'Task?status=requested',
      'Basic/policy',
      'Communication?sent=ge2026-01-01',
      'Organization',
      'PractitionerRole',
      `AuditEvent?entity:identifier=urn:okienko:visit|${visit.id}`,
      'AuditEvent?date=ge2026-01-01',
      `$intent?id=${randomUUID()}`,
      'metadata',
    ].map((path) => ({ method: 'GET', url: `/fhir/${path}` })),
    ...['', '/$status', '/$events?eventsSinceNumber=0&_count=5', '/$get-ws-binding-token'].map((path) => ({
      method: 'GET',
      url: stream + path,
    })),
    {
      method: 'POST',
      url: '/token',
      form: {
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: 'a.b.c',
      },
    },
    post('/ikp/api/login', { pesel }),
    { method: 'GET', url: '/ikp/api/slots?code=1100&from=2026-11-23&to=2026-12-30' },
    { method: 'GET', url: '/ikp/api/visits' },
    post('/ikp/api/book', {
      slotId: free.id,
      referral: newReferral(),
      contact: { phone: '730 181 148' },
      person: { familyName: 'P', givenName: 'I' },
      search: null,
    }),
    post('/ikp/api/cancel', { visitId: visit.id, reason: null }),
    post('/ikp/api/move', { visitId: visit.id, slotId: third.id }),
    ...pages.flatMap((page) => [
      { method: 'GET', url: `/ikp/${page}?code=1100&from=2026-11-23&town=Kielce&ok=kryteria&nazwa=x` },
      { method: 'POST', url: `/ikp/${page}?code=1100`, form },
    ]),
    { method: 'GET', url: '/sms?address=%2B48730181148' },
    { method: 'POST', url: '/sms/reply', form },
    post('/sms/inbound', { id: 'fuzz', from: '+48730181148', text: 'NIE' }),
    post('/admin/clock', { now: '2026-11-23T09:00:00Z' }),
    post('/admin/clock', { advance: 1 }),
    post('/admin/clinics', { name: 'Fuzz', desks: 1 }),
    // Refused, since messages go to a gateway here: a crowd would act between the requests, and no run would be like another.
    post('/admin/crowd', { patients: 3, profile: 'pilot', seed: 1, hours: 1, outcomes: true }),
    post('/admin/crowd', { on: false }),
    post('/admin/referrals/cancel', { code: '1234', pesel }),
    { method: 'GET', url: '/admin/crowd' },
    { method: 'GET', url: '/admin/clock' },
    { method: 'GET', url: '/tlum' },
    { method: 'POST', url: '/tlum', form: { osoby: '3', ziarno: '1', godziny: '1', profil: 'pilot', przychodnie: 'tak' } },
    { method: 'GET', url: '/admin/clients' },
    {
      method: 'PUT',
      url: '/admin/exam-records',
      body: { pesel, insured: true, exams: [{ service: 'mammography', lastExamOn: '2020-01-01', exclusions: ['x'] }] },
    },
  ];
}

export const contentTypes = [
  fhirJson,
  'application/json',
  'application/x-www-form-urlencoded',
  'text/xml',
  'application/json; charset=nonsense',
  '',
];
