/** Whoever is shown a person's data leaves a line, and nothing is shown without one. */
import type { AuditEvent, Bundle } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Patient } from '../../core/domain/patient.ts';
import type { Visit } from '../../core/domain/visit.ts';
import { eligibilityRequest } from '../../core/fhir/eligibility.ts';
import { submissionParameters } from '../../core/fhir/submission.ts';
import { problemsOf } from '../../test/conformance/official-definitions.ts';
import { type Access, AccessLog } from '../access/access-log.ts';
import type { Queryable } from '../db/database.ts';
import type { RunningCentral } from '../start.ts';
import { noClinic } from '../waiting-room/patient-actor.ts';
import { newBrowser, signIn } from './ikp-browser.ts';
import { faults, newClinic, newPatient, newSchedule, slotsOn, startTestCentral, visitIn } from './test-central.ts';
import type { TestDesk } from './test-desk.ts';

let central: RunningCentral;
let desk: TestDesk;
let stranger: TestDesk;
let patient: Patient;
let other: Patient;
let visit: Visit;
let patientId: string;
let visitId: string;
const said = { 'x-okienko-author': encodeURIComponent('Łucja Żak') };

beforeAll(async () => {
  central = await startTestCentral({ db: 'pglite:memory' });
  [desk] = (await newClinic(central, 1)).desks as [TestDesk];
  [stranger] = (await newClinic(central, 1)).desks as [TestDesk];
  const schedule = newSchedule(desk.clinicId);
  await desk.publish(schedule);
  const [slot, next] = slotsOn(schedule, '2026-11-27', 'first');
  [patient, other] = [newPatient(), newPatient()];
  visit = visitIn(slot, patient);
  expect((await desk.book(visit, patient)).status).toBe(201);
  expect((await desk.book(visitIn(next, other), other)).status).toBe(201);
  const find = async (path: string) => ((await desk.get(path)).body as Bundle).entry?.[0]?.resource?.id ?? '';
  visitId = await find(`/Appointment?identifier=urn:okienko:visit|${visit.id}`);
  patientId = await find(`/Patient?identifier=urn:okienko:patient|${patient.id}`);
});
afterAll(async () => {
  await central.close();
  expect(faults).toEqual([]);
});

interface Line {
  client: string;
  author: string | null;
  act: string;
  type: string;
  shown: string[] | null;
  count: number;
}

/** Lines that `act` adds. */
async function linesOf(act: () => Promise<unknown>, clinicId = desk.clinicId): Promise<Line[]> {
  const [last] = await central.database.query<{ id: number }>('select coalesce(max(id), 0)::int as id from access');
  await act();
  return central.database.query<Line>(
    'select client, author, act, type, shown, count from access where id > $1 and clinic_id = $2::uuid order by id',
    [last?.id, clinicId],
  );
}

describe('a desk', () => {
  it.each<[string, () => [string, string, unknown?], string, string, () => string[]]>([
    ['reads a patient', () => ['GET', `/Patient/${patientId}`], 'read', 'Patient', () => [patientId]],
    ['reads a visit', () => ['GET', `/Appointment/${visitId}`], 'read', 'Appointment', () => [visitId]],
    [
      'looks for a PESEL',
      () => ['GET', `/Patient?identifier=urn:oid:2.16.840.1.113883.3.4424.1.1.616|${patient.pesel}`],
      'search',
      'Patient',
      () => [patientId],
    ],
    [
      'looks for a PESEL that it has not',
      () => ['GET', '/Patient?identifier=urn:oid:2.16.840.1.113883.3.4424.1.1.616|44051401359'],
      'search',
      'Patient',
      () => [],
    ],
    [
      'lists the visits of a patient',
      () => ['GET', `/Appointment?patient=${patientId}`],
      'search',
      'Appointment',
      () => [visitId],
    ],
    [
      'asks for the history',
      () => ['GET', `/AuditEvent?entity:identifier=urn:okienko:visit|${visit.id}`],
      'history',
      'AuditEvent',
      () => [visit.id],
    ],
    [
      'asks for a submission',
      () => ['POST', '/Task/$submission', submissionParameters({ referralKey: '7'.repeat(44), referralCode: null, pesel: null })],
      'submission',
      'Task',
      () => [],
    ],
    [
      'asks whether a patient qualifies',
      () => [
        'POST',
        '/CoverageEligibilityRequest/$submit',
        eligibilityRequest({ patientKey: patient.id, clinicCode: 'MMG', repeat: false }, central.clock.now()),
      ],
      'eligibility',
      'Patient',
      () => [patientId],
    ],
    [
      'asks for a referral',
      () => ['GET', `/ServiceRequest?identifier=urn:okienko:visit|${visit.id}`],
      'referral',
      'ServiceRequest',
      () => [expect.any(String)],
    ],
  ])('%s', async (_, request, act, type, shown) => {
    const [method, path, body] = request();
    const lines = await linesOf(() => desk.ask(method, path, { headers: said, ...(body ? { body } : {}) }));
    expect(lines).toEqual([{ client: desk.clientId, author: 'Łucja Żak', act, type, shown: shown(), count: shown().length }]);
  });

  it('reads a page of everybody: the first, the last and how many', async () => {
    const lines = await linesOf(() => desk.get('/Patient?_count=5000'));
    expect(lines).toMatchObject([{ act: 'search', type: 'Patient', count: 2 }]);
  });

  it('reads the feed: the numbers of the events; news of nobody are nothing', async () => {
    const { epoch, event } = await desk.position();
    expect(await linesOf(() => desk.events(0, epoch))).toMatchObject([{ act: 'feed', type: 'Subscription', count: event }]);
    expect(await linesOf(() => desk.events(event, epoch))).toEqual([]);
  });

  it('is shown inside a batch', async () => {
    const entry = [{ request: { method: 'GET', url: `Patient/${patientId}` } }];
    const lines = await linesOf(() => desk.ask('POST', '/', { body: { resourceType: 'Bundle', type: 'batch', entry } }));
    expect(lines).toMatchObject([{ act: 'read', type: 'Patient', shown: [patientId] }]);
  });

  it('leaves no line where nobody is shown: schedules, slots, counts, another clinic’s patient', async () => {
    const paths = ['/Schedule', '/Slot?_count=5', '/Organization', '/Basic/policy', '/Patient?_summary=count'];
    expect(await linesOf(async () => Promise.all(paths.map((path) => desk.get(path))))).toEqual([]);
    expect(await linesOf(() => stranger.get(`/Patient/${patientId}`), stranger.clinicId)).toEqual([]);
  });

  it('I7: is told who was shown a patient or a visit, by itself or in a list, and of no other clinic', async () => {
    const path = (key: string) => `/AuditEvent?action=R&entity:identifier=urn:okienko:patient|${key}`;
    await desk.ask('GET', `/Patient/${patientId}`, { headers: said });
    const { status, body } = await desk.get(path(patient.id));
    expect([status, problemsOf(body)]).toEqual([200, []]);
    const events = ((body as Bundle).entry ?? []).map(({ resource }) => resource);
    expect(events.at(-1)).toMatchObject({
      action: 'R',
      agent: [{ who: { identifier: { value: desk.clientId } }, name: 'Łucja Żak' }],
      entity: [{ what: { reference: `Patient/${patientId}` } }],
    });
    const kinds = (who: Bundle) => (who.entry ?? []).map(({ resource }) => (resource as AuditEvent).subtype?.[0]?.code);
    expect(kinds(body)).toContain('eligibility');
    expect(kinds((await desk.get(path(other.id))).body)).not.toContain('eligibility');
    expect((await stranger.get(path(patient.id))).body.entry).toBeUndefined();
    expect((await desk.get('/AuditEvent?action=R&entity:identifier=urn:okienko:schedule|x')).body.entry).toBeUndefined();
  });

  it('I7: is told what it was shown itself, and of its changes the kind that it asks for', async () => {
    const own = (await desk.get('/AuditEvent?action=R')).body;
    expect(problemsOf(own)).toEqual([]);
    expect(JSON.stringify(own)).toContain(`"reference":"Appointment/${visitId}"`);
    const actions = async (action: string) =>
      new Set(
        ((await desk.get(`/AuditEvent?action=${action}`)).body.entry ?? []).map(
          (each: { resource: { action: string } }) => each.resource.action,
        ),
      );
    expect([await actions('C'), await actions('D')]).toEqual([new Set(['C']), new Set()]);
    expect((await desk.get(`/AuditEvent?action=R&agent=${stranger.clientId}`)).status).toBe(403);
  });
});

it('a patient’s pages and calls: who is signed in, and for whom', async () => {
  const pesel = patient.pesel ?? '';
  const own = { client: 'ikp', author: pesel, act: 'account', type: 'Patient', shown: [pesel], count: 1 };
  const page = newBrowser(central.url);
  await signIn(page, pesel);
  for (const path of ['/ikp/wizyty', '/ikp/wiadomosci', '/ikp/poczekalnia']) {
    expect(await linesOf(() => page.get(path), noClinic), path).toEqual([own]);
  }
  const login = await fetch(`${central.ikpUrl}/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ pesel }),
  });
  const { token } = (await login.json()) as { token: string };
  const visits = () => fetch(`${central.ikpUrl}/visits`, { headers: { authorization: `Bearer ${token}` } });
  expect(await linesOf(visits, noClinic)).toEqual([own]);
});

describe('AccessLog', () => {
  const line: Access = { clinicId: noClinic, client: 'a', author: null, act: 'read', type: 'Patient', shown: ['1'] };

  it('writes what comes meanwhile together, and lets nobody go before', async () => {
    const written: number[] = [];
    const gates: (() => void)[] = [];
    const query = async (_sql: string, [, lines]: unknown[] = []) => {
      await new Promise<void>((resolve) => gates.push(resolve));
      written.push((JSON.parse(lines as string) as unknown[]).length);
      return [];
    };
    const log = new AccessLog({ query } as unknown as Queryable, () => '2026-11-23T08:00:00Z');
    let done = 0;
    const all = [1, 2, 3, 4].map(() => log.add(line).then(() => done++));
    await expect.poll(() => gates.length).toBe(1);
    const late = log.add(line);
    expect(done).toBe(0);
    gates[0]?.();
    await Promise.all(all);
    await expect.poll(() => gates.length).toBe(2);
    gates[1]?.();
    await late;
    expect(written).toEqual([4, 1]);
  });

  it('a line that cannot be written fails the answer, and the next one is tried again', async () => {
    const faults = [new Error('disk full')];
    const query = async () => {
      const fault = faults.pop();
      if (fault) throw fault;
      return [];
    };
    const log = new AccessLog({ query } as unknown as Queryable, () => '2026-11-23T08:00:00Z');
    await expect(log.add(line)).rejects.toThrow('disk full');
    await log.add(line);
  });
});
