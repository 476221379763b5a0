import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { historyOf, historyQuery } from '../../core/fhir/audit-event.ts';
import { patientToFhir } from '../../core/fhir/patient.ts';
import type { RunningCentral } from '../start.ts';
import { faults, newClinic, newPatient, newSchedule, slotsOn, startTestCentral, visitIn } from './test-central.ts';
import { bookEntry, type TestDesk } from './test-desk.ts';

let central: RunningCentral;
let desk: TestDesk;
beforeAll(async () => {
  central = await startTestCentral({ db: 'pglite:memory' });
  const { desks } = await newClinic(central, 1);
  [desk] = desks as [TestDesk];
});
afterAll(async () => {
  await central.close();
  expect(faults).toEqual([]);
});

describe('whatever is wrong is an OperationOutcome', () => {
  it.each([
    ['broken JSON', 'POST', '/Appointment/$book', { body: '{"resourceType":' }, 400],
    ['no Parameters', 'POST', '/Appointment/$book', { body: { resourceType: 'Patient' } }, 400],
    ['no body', 'POST', '/Appointment/$find', {}, 400],
    ['a body of the wrong type', 'PUT', '/Patient?identifier=urn:okienko:patient|x', { body: { resourceType: 'Slot' } }, 400],
    [
      'a key that is not the resource’s',
      'PUT',
      '/Patient?identifier=urn:okienko:patient|x',
      { body: patientToFhir(newPatient()) },
      422,
    ],
    ['no identifier', 'PUT', '/Patient', { body: patientToFhir(newPatient()) }, 400],
    [
      'a schedule without its definition',
      'PUT',
      '/Schedule?identifier=urn:okienko:schedule|s',
      { body: { resourceType: 'Schedule', identifier: [{ system: 'urn:okienko:schedule', value: 's' }] } },
      422,
    ],
    ['an unreadable If-Match', 'PUT', '/Patient?identifier=urn:okienko:patient|x', { body: {}, ifMatch: 'tuesday' }, 400],
    ['an unknown resource', 'GET', `/Slot/${randomUUID()}`, {}, 404],
    ['an id that is none', 'GET', "/Slot/1'--", {}, 404],
    ['an unknown type', 'GET', '/Goblin', {}, 404],
    ['an unknown operation', 'POST', '/Appointment/$dance', {}, 404],
    ['an unknown search parameter', 'GET', '/Slot?colour=red', {}, 400],
    ['an unreadable date', 'GET', '/Slot?start=ge2026-99-99', {}, 400],
    ['a count of nothing', 'GET', '/Slot?_count=0', {}, 400],
    ['a method that is not offered', 'PATCH', `/Patient/${randomUUID()}`, { body: {} }, 405],
    ['deleting a patient', 'DELETE', `/Patient/${randomUUID()}`, {}, 405],
    ['a broken escape', 'GET', '/%E0%A4%A', {}, 400],
  ])('%s', async (_what, method, path, ask, status) => {
    const reply = await desk.ask(method, path, ask);
    expect(reply.status).toBe(status);
    expect(reply.body).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ severity: 'error' }] });
    expect(JSON.stringify(reply.body)).not.toMatch(/node_modules|\.ts:|at Object/);
  });

  it('413 for more than 16 MB, 415 for what is not JSON, 404 outside /fhir', async () => {
    expect((await desk.ask('POST', '', { body: `"${'x'.repeat(17_000_000)}"` })).status).toBe(413);
    expect((await desk.ask('POST', '', { body: '<a/>', headers: { 'content-type': 'text/xml' } })).status).toBe(415);
    const nowhere = await fetch(`${central.url}/nowhere`);
    expect([nowhere.status, ((await nowhere.json()) as { resourceType: string }).resourceType]).toEqual([
      404,
      'OperationOutcome',
    ]);
  });
});

describe('reading', () => {
  it('pages in order of id until there is no next link, each thing once', async () => {
    const schedule = newSchedule(desk.clinicId);
    await desk.publish(schedule);
    const { total } = (await desk.get('/Slot?_summary=count')).body;
    const ids: string[] = [];
    let path: string | null = '/Slot?_count=500';
    while (path) {
      const { body } = await desk.get(path);
      ids.push(...body.entry.map(({ resource }: { resource: { id: string } }) => resource.id));
      const next = body.link.find(({ relation }: { relation: string }) => relation === 'next');
      path = next ? new URL(next.url).pathname.replace('/fhir', '') + new URL(next.url).search : null;
    }
    expect(ids.every((id, n) => n === 0 || id > (ids[n - 1] ?? ''))).toBe(true);
    expect(ids).toHaveLength(total);
  });

  it('finds patients by PESEL and by the beginning of a name, never by a wildcard', async () => {
    const patient = newPatient({ familyName: 'Żółcińska', givenName: 'Łucja' });
    await desk.ask('PUT', `/Patient?identifier=urn:okienko:patient|${patient.id}`, { body: patientToFhir(patient) });
    const found = async (query: string) => ((await desk.get(`/Patient?${query}`)).body.entry ?? []).length;
    expect(await found(`identifier=urn:oid:2.16.840.1.113883.3.4424.1.1.616|${patient.pesel}`)).toBe(1);
    expect(await found(`name=${encodeURIComponent('żółc')}`)).toBe(1);
    expect(await found(`name=${encodeURIComponent('%')}`)).toBe(0);
  });

  it('serves the policy, and central’s clock with every answer', async () => {
    const reply = await desk.get('/Basic/policy');
    expect(JSON.parse(reply.body.extension[0].valueString)).toMatchObject({ searchWindowDays: 40, examWindowDays: 90 });
    expect(reply.headers.get('x-okienko-now')).toMatch(/^2026-11-23T\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('412 when a patient was changed in between; the newer version is served with its ETag', async () => {
    const patient = newPatient();
    const put = (familyName: string, ifMatch: number | null) =>
      desk.ask('PUT', `/Patient?identifier=urn:okienko:patient|${patient.id}`, {
        body: patientToFhir({ ...patient, familyName }),
        ifMatch,
      });
    expect((await put('Pierwsza', null)).status).toBe(201);
    expect((await put('Druga', 1)).headers.get('etag')).toBe('W/"2"');
    expect((await put('Trzecia', 1)).codes).toEqual(['stale-version']);
    expect((await put('Czwarta', null)).codes).toEqual(['stale-version']);
  });
});

describe('a batch', () => {
  it('evaluates each entry by itself, in order, and says what became of it', async () => {
    const schedule = newSchedule(desk.clinicId);
    await desk.publish(schedule);
    const [a, b] = slotsOn(schedule, '2026-11-24', 'first');
    const [one, two] = [newPatient(), newPatient()];
    const entry = [
      bookEntry(visitIn(a, one), one, randomUUID()),
      bookEntry(visitIn(a, two), two, randomUUID()),
      bookEntry(visitIn(b, two), two, randomUUID()),
      { resource: patientToFhir(newPatient()), request: { method: 'PUT', url: 'Patient?identifier=nonsense' } },
      { request: { method: 'GET', url: 'Basic/policy' } },
      { request: { method: 'GET' } },
    ];
    const reply = await desk.ask('POST', '', { body: { resourceType: 'Bundle', type: 'batch', entry } });
    const entries = reply.body.entry as {
      response: { status: string; etag?: string; outcome?: unknown };
      resource?: { resourceType: string };
    }[];
    expect(entries.map(({ response }) => response.status)).toEqual(['201', '409', '201', '400', '200', '400']);
    expect(entries[0]?.response.etag).toBe('W/"1"');
    expect(entries[0]?.resource?.resourceType).toBe('Parameters');
    expect(entries[1]?.response.outcome).toMatchObject({ resourceType: 'OperationOutcome' });
    const { event, epoch } = await desk.position();
    expect(reply.headers.get('x-okienko-position')).toBe(`${epoch};${event}`);
  });

  it('the same new patient and the same slot twice in one batch: one patient, one visit', async () => {
    const schedule = newSchedule(desk.clinicId);
    await desk.publish(schedule);
    const [a, b] = slotsOn(schedule, '2026-11-25', 'first');
    const patient = newPatient();
    const entry = [visitIn(a, patient), visitIn(b, patient), visitIn(a, patient)].map((visit) =>
      bookEntry(visit, patient, randomUUID()),
    );
    const before = (await desk.get('/Patient?_summary=count')).body.total;
    const reply = await desk.ask('POST', '', { body: { resourceType: 'Bundle', type: 'batch', entry } });
    const statuses = reply.body.entry.map(({ response }: { response: { status: string } }) => response.status);
    expect(statuses).toEqual(['201', '201', '409']);
    expect((await desk.get('/Patient?_summary=count')).body.total).toBe(before + 1);
  });

  it('sent again after a lost answer, it books nothing twice', async () => {
    const schedule = newSchedule(desk.clinicId);
    await desk.publish(schedule);
    const entry = slotsOn(schedule, '2026-11-26', 'continuation').map((slot) => {
      const patient = newPatient();
      return bookEntry(visitIn(slot, patient), patient, randomUUID());
    });
    const send = () => desk.ask('POST', '', { body: { resourceType: 'Bundle', type: 'batch', entry } });
    const [first, second] = [await send(), await send()];
    expect(second.body).toEqual(first.body);
    expect((await desk.get(`/Appointment?date=2026-11-26&_summary=count`)).body.total).toBe(entry.length);
  });
});

it('I7: every change leaves its author, time, before and after in the audit log; refused ones leave nothing', async () => {
  const schedule = newSchedule(desk.clinicId);
  await desk.publish(schedule);
  const [slot] = slotsOn(schedule, '2026-11-27', 'first');
  const patient = newPatient();
  const visit = visitIn(slot, patient);
  await desk.book(visit, patient);
  await desk.cancel(visit.id, null, 1);
  await desk.cancel(visit.id, 'illness', 1);
  const rows = await central.database.query(
    `select author, type, before->>'status' as before, after->>'status' as after from audit where key = $1 order by id`,
    [visit.id],
  );
  expect(rows).toEqual([
    { author: desk.clientId, type: 'Appointment', before: null, after: 'booked' },
    { author: desk.clientId, type: 'Appointment', before: 'booked', after: 'cancelled' },
  ]);
});

describe('I7: the audit log over FHIR', () => {
  const said = { 'X-Okienko-Author': encodeURIComponent('Łucja Żak'), 'X-Okienko-Reason': encodeURIComponent('pacjent dzwonił') };
  const of = (system: string, key: string) => `/AuditEvent?entity:identifier=${encodeURIComponent(`${system}|${key}`)}`;

  async function aSaidBooking() {
    const schedule = newSchedule(desk.clinicId);
    await desk.publish(schedule);
    const [slot] = slotsOn(schedule, '2026-11-27', 'first');
    const patient = newPatient();
    const visit = { ...visitIn(slot, patient), note: 'Prosi o telefon po 15' };
    const intentId = randomUUID();
    const reply = await desk.book(visit, patient, { intent: intentId, headers: said });
    expect(reply.status).toBe(201);
    return { visit, intentId };
  }

  it('tells who at which desk did what with a visit, why, and from what to what, without free text', async () => {
    const { visit, intentId } = await aSaidBooking();
    await desk.cancel(visit.id, 'illness', 1);
    const { body } = await desk.get(of('urn:okienko:visit', visit.id));
    const acts = historyOf(body);
    expect(acts).toMatchObject([
      {
        author: 'Łucja Żak',
        reason: 'pacjent dzwonił',
        client: desk.clientId,
        intentId,
        key: `visit:${visit.id}`,
        refused: false,
        before: null,
        after: { status: 'booked', startsAt: visit.startsAt },
      },
      { author: null, before: { status: 'booked', cancelReason: null }, after: { status: 'cancelled', cancelReason: 'illness' } },
    ]);
    expect(JSON.stringify(body)).not.toContain('telefon');
  });

  it('tells a desk what it sent itself, refused acts too, and nobody else', async () => {
    const since = '2026-01-01T00:00:00Z';
    const { visit, intentId } = await aSaidBooking();
    const refused = randomUUID();
    await desk.cancel(visit.id, 'illness', 9, 'patient', { intent: refused, headers: said });
    const own = historyOf((await desk.get(`/AuditEvent?${historyQuery({ since }, desk.clientId)}`)).body) ?? [];
    expect(own.find((act) => act.intentId === intentId)).toMatchObject({ refused: false, key: `visit:${visit.id}` });
    expect(own.find((act) => act.intentId === refused)).toMatchObject({ refused: true, key: null, author: 'Łucja Żak' });
    const another = await desk.get(`/AuditEvent?${historyQuery({ since }, 'another-desk')}`);
    expect(another.status).toBe(403);
  });

  it('shows nothing of another clinic', async () => {
    const { visit } = await aSaidBooking();
    const [stranger] = (await newClinic(central, 1)).desks as [TestDesk];
    expect(historyOf((await stranger.get(of('urn:okienko:visit', visit.id))).body)).toEqual([]);
  });
});
