/** R14, R19, R30, R31, I8: a desk books in another clinic. Central's clock stands at Monday 23 November 2026, 9:00. */
import { randomUUID } from 'node:crypto';
import type { Bundle } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Visit } from '../../core/domain/visit.ts';
import { anyCriteria } from '../../core/domain/waiting-entry.ts';
import { bookParameters } from '../../core/fhir/parameters.ts';
import { patientToFhir } from '../../core/fhir/patient.ts';
import { visitToAppointment } from '../../core/fhir/visit-appointment.ts';
import { detailsParameters, outcomeParameters } from '../../core/fhir/visit-change.ts';
import { problemsOf } from '../../test/conformance/official-definitions.ts';
import type { RunningCentral } from '../start.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';
import { faults, newClinic, newPatient, newReferral, newSchedule, slotsOn, startTestCentral, visitIn } from './test-central.ts';
import { type TestDesk, visitOf } from './test-desk.ts';
import { submission } from './waiting-clinic.ts';

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
});

describe.each(['pglite', 'postgres'] as const)('a desk books in another clinic, on %s', (kind) => {
  let central: RunningCentral;
  beforeAll(async () => {
    central = await startTestCentral({ db: kind === 'pglite' ? 'pglite:memory' : await postgres.createDatabase() });
  });
  afterAll(async () => {
    await central.close();
    expect(faults).toEqual([]);
  });

  async function clinic() {
    const [desk] = (await newClinic(central, 1)).desks as [TestDesk];
    const schedule = newSchedule(desk.clinicId);
    expect((await desk.publish(schedule)).status).toBe(201);
    return { desk, schedule, first: slotsOn(schedule, '2026-11-30', 'first') };
  }

  async function bookedThere() {
    const [here, there] = [await clinic(), await clinic()];
    const patient = newPatient({ familyName: 'Wędrowna' });
    const visit = visitIn(there.first[0], patient, { note: 'wpisane u nas' });
    const positions = { here: await here.desk.position(), there: await there.desk.position() };
    const reply = await here.desk.book(visit, patient);
    expect(reply.codes).toEqual([]);
    return { here, there, patient, visit, reply, positions };
  }

  const since = async (desk: TestDesk, { event, epoch }: { event: number; epoch: string }) =>
    (await desk.events(event, epoch)).events;
  /** The last event about a visit. */
  const lastOf = async (desk: TestDesk, position: { event: number; epoch: string }, key: string) => {
    const last = (await since(desk, position)).findLast(({ changes }) => changes.some((change) => change.key === key));
    return { intentId: last?.intentId, visit: last?.changes.find((change) => change.key === key)?.row as Visit | undefined };
  };

  it('the other clinic gets visit and patient in full, the booking one its patient and time, place, status', async () => {
    const { here, there, patient, visit, reply, positions } = await bookedThere();
    expect(reply.status).toBe(201);
    const told = visitOf(reply);
    expect(told).toMatchObject({
      id: visit.id,
      clinicId: there.desk.clinicId,
      startsAt: visit.startsAt,
      status: 'booked',
      patientId: patient.id,
      elsewhere: { clinicName: 'Przychodnia testowa', town: null, actorName: there.schedule.actor.name },
      referral: null,
      contact: { phone: null, email: null },
      note: null,
    });
    expect(problemsOf(reply.body)).toEqual([]);

    const [mine] = await since(here.desk, positions.here);
    expect(mine?.intentId).not.toBeNull();
    expect(mine?.changes.map(({ entity, key }) => [entity, key])).toEqual([
      ['patient', patient.id],
      ['visit', visit.id],
    ]);
    expect(mine?.changes[1]?.row).toEqual(told);
    expect(await here.desk.visit(visit.id)).toEqual(told);

    const [theirs] = await since(there.desk, positions.there);
    expect(theirs?.intentId).toBeNull();
    const [person, full] = theirs?.changes ?? [];
    expect(person?.row).toMatchObject({ familyName: 'Wędrowna', pesel: patient.pesel });
    expect(person?.key).not.toBe(patient.id);
    expect(full?.row).toMatchObject({
      id: visit.id,
      patientId: person?.key,
      referral: visit.referral,
      contact: visit.contact,
      bookedBy: 'other-clinic',
      note: null,
    });
    expect(full?.row).not.toHaveProperty('elsewhere');
  });

  it('a patient whom the other clinic knows stays as it knows him', async () => {
    const [here, there] = [await clinic(), await clinic()];
    const known = newPatient({ familyName: 'Dawna' });
    const before = visitIn(there.first[0], known);
    await there.desk.book(before, known);
    const asHere = { ...known, id: randomUUID(), familyName: 'Nowa' };
    const reply = await here.desk.book(visitIn(there.first[1], asHere), asHere);
    expect(reply.status).toBe(201);
    const { body } = await there.desk.get(`/Patient?identifier=urn:oid:2.16.840.1.113883.3.4424.1.1.616|${known.pesel}`);
    const entries = (body as Bundle).entry ?? [];
    expect(entries).toHaveLength(1);
    expect(entries[0]?.resource).toMatchObject({ name: [{ family: 'Dawna' }] });
  });

  it('without a PESEL the document tells that it is the same person', async () => {
    const [here, there] = [await clinic(), await clinic()];
    const some = { pesel: null, birthDate: '1970-01-01', document: { kind: 'passport', number: `P${randomUUID()}` } } as const;
    const patient = newPatient(some);
    const key = () => ({ referral: { key: newReferral(), code: null, clinicCodes: null } });
    expect((await here.desk.book(visitIn(there.first[0], patient, key()), patient)).status).toBe(201);
    expect((await here.desk.book(visitIn(there.first[1], patient, key()), null)).status).toBe(201);
    expect((await there.desk.get('/Patient')).body.entry).toHaveLength(1);
  });

  it('I3: a repetition answers the same and books nothing; the intent’s fate is known', async () => {
    const [here, there] = [await clinic(), await clinic()];
    const patient = newPatient();
    const visit = visitIn(there.first[0], patient);
    const intent = randomUUID();
    const one = await here.desk.book(visit, patient, { intent });
    const two = await here.desk.book(visit, patient, { intent });
    expect([one.status, two.status, two.headers.get('x-okienko-replay')]).toEqual([201, 201, 'true']);
    expect(two.body).toEqual(one.body);
    expect((await there.desk.get('/Appointment')).body.entry).toHaveLength(1);
    const { body } = await here.desk.get(`/Appointment?identifier=urn:okienko:intent|${intent}`);
    expect((body as Bundle).entry?.[0]?.resource).toMatchObject({ identifier: [{ value: visit.id }] });
  });

  it('R30: the booking desk cancels for the patient only: the slot stays offered, and both are told', async () => {
    const { here, there, visit, positions } = await bookedThere();
    const reply = await here.desk.cancel(visit.id, 'practitioner-absent', 1, 'clinic');
    expect([reply.status, visitOf(reply)?.status]).toEqual([200, 'cancelled']);
    expect((await lastOf(here.desk, positions.here, visit.id)).visit).toMatchObject({ status: 'cancelled', cancelReason: null });
    expect((await lastOf(there.desk, positions.there, visit.id)).visit).toMatchObject({
      status: 'cancelled',
      cancelReason: 'practitioner-absent',
    });
    expect((await there.desk.get(`/Slot/${visit.slotId}`)).status).toBe(200);
  });

  it('R27: who cancels waits again, with what had been searched for', async () => {
    const [here, there] = [await clinic(), await clinic()];
    const patient = newPatient();
    const visit = visitIn(there.first[0], patient);
    const criteria = { ...anyCriteria, town: 'Radom', radiusKm: 40 };
    const parameters = bookParameters({
      appointment: visitToAppointment(visit),
      patient: patientToFhir(patient),
      cancelledBy: null,
      search: criteria,
    });
    expect((await here.desk.ask('POST', '/Appointment/$book', { body: parameters })).status).toBe(201);
    await here.desk.cancel(visit.id, 'illness', 1);
    expect((await submission(here.desk, visit.referral ?? { key: null, code: null, clinicCodes: null }))?.entry).toMatchObject({
      status: 'waiting',
      criteria,
    });
  });

  it('R31: the booking desk moves it within that clinic, to a third one and home again', async () => {
    const { here, there, visit, positions, patient } = await bookedThere();
    const third = await clinic();
    const within = await here.desk.move(visit.id, there.first[1].id, 1);
    expect([within.status, visitOf(within)?.startsAt]).toEqual([200, there.first[1].startsAt]);

    const away = await here.desk.move(visit.id, third.first[0].id, 2);
    expect(away.codes).toEqual([]);
    const moved = visitOf(away) as Visit;
    expect(moved).toMatchObject({ clinicId: third.desk.clinicId, startsAt: third.first[0].startsAt, version: 1 });
    expect(moved.elsewhere).toBeDefined();
    expect(await here.desk.visit(visit.id)).toMatchObject({ status: 'cancelled', version: 3 });
    const focus = (await since(here.desk, positions.here)).at(-1)?.changes.map(({ key }) => key);
    expect(new Set(focus)).toEqual(new Set([visit.id, moved.id]));
    expect((await lastOf(there.desk, positions.there, visit.id)).visit).toMatchObject({ status: 'cancelled' });
    expect((await third.desk.get('/Appointment')).body.entry).toHaveLength(1);

    const home = await here.desk.move(moved.id, here.first[0].id, 1);
    expect(home.codes).toEqual([]);
    expect(visitOf(home)).toMatchObject({ clinicId: here.desk.clinicId, patientId: patient.id, referral: visit.referral });
    expect(visitOf(home)).not.toHaveProperty('elsewhere');
    const { body } = await here.desk.get('/Appointment?status=booked');
    expect((body as Bundle).entry).toHaveLength(1);
  });

  it('R31: a visit of one’s own goes to another clinic, and stays known here as elsewhere', async () => {
    const [here, there] = [await clinic(), await clinic()];
    const patient = newPatient();
    const visit = visitIn(here.first[0], patient);
    await here.desk.book(visit, patient);
    const moved = await here.desk.move(visit.id, there.first[0].id, 1);
    expect(moved.codes).toEqual([]);
    expect(visitOf(moved)).toMatchObject({ clinicId: there.desk.clinicId, patientId: patient.id, status: 'booked' });
    expect(visitOf(moved)?.elsewhere?.actorName).toBe(there.schedule.actor.name);
    expect(await here.desk.visit(visit.id)).toMatchObject({ status: 'cancelled', cancelReason: 'other-date' });
  });

  it('R32: whatever the other clinic does with it is told to the booking one', async () => {
    const { here, there, visit, positions } = await bookedThere();
    expect((await there.desk.move(visit.id, there.first[2].id, 1)).status).toBe(200);
    expect(await lastOf(here.desk, positions.here, visit.id)).toMatchObject({
      intentId: null,
      visit: { id: visit.id, startsAt: there.first[2].startsAt, version: 2 },
    });
    expect((await there.desk.cancel(visit.id, 'breakdown', 2, 'clinic')).status).toBe(200);
    expect((await lastOf(here.desk, positions.here, visit.id)).visit).toMatchObject({ status: 'cancelled', cancelReason: null });
  });

  it('R18: one referral, one booking in the whole country; I1: one visit on a slot', async () => {
    const { here, there, visit } = await bookedThere();
    const other = newPatient();
    const again = visitIn(here.first[0], other, { referral: visit.referral });
    expect((await here.desk.book(again, other)).codes).toEqual(['referral-used']);
    const second = await here.desk.book(visitIn(there.first[0], other), other);
    expect(second.codes).toContain('slot-taken');
    expect(second.body.contained).toBeUndefined();
  });

  it('R14, R1, R6: no continuation, private or old visit elsewhere, and no slot that a search would not show', async () => {
    const [here, there] = [await clinic(), await clinic()];
    await central.database.query(`update slot set payer = 'private' where id = $1::uuid`, [there.first[2].id]);
    const patient = newPatient();
    const [continuation] = slotsOn(there.schedule, '2026-11-30', 'continuation');
    const codesOf = async (visit: Visit) => (await here.desk.book(visit, patient)).codes;
    expect(await codesOf(visitIn(continuation, patient))).toEqual(['slot-gone']);
    expect(await codesOf(visitIn(there.first[2], patient))).toEqual(['slot-gone']);
    expect(await codesOf(visitIn(there.first[0], patient, { kind: 'continuation' }))).toContain('wrong-slot-kind');
    expect((await codesOf(visitIn(there.first[0], patient, { legacy: true }))).length).toBeGreaterThan(0);
    expect((await here.desk.hold(continuation.id)).codes).toEqual(['slot-gone']);
    expect((await here.desk.hold(there.first[2].id)).codes).toEqual(['slot-gone']);
    expect((await here.desk.hold(there.first[0].id)).status).toBe(201);
  });

  it('what happens on its day, its contact, its history and its patient are that clinic’s alone', async () => {
    const { here, there, visit, patient } = await bookedThere();
    const ask = (operation: string, body: unknown) => here.desk.ask('POST', `/Appointment/${operation}`, { body, ifMatch: 1 });
    const arrived = outcomeParameters(visit.id, { outcome: 'arrived', at: '2026-11-23T08:00:00Z', eventNumber: null });
    expect((await ask('$set-outcome', arrived)).codes).toEqual(['not-found']);
    const details = detailsParameters(visit.id, { contact: visit.contact, note: 'x', referral: visit.referral });
    expect((await ask('$change-details', details)).codes).toEqual(['not-found']);

    const theirs = (await there.desk.get('/Patient')).body.entry[0].resource;
    expect((await here.desk.get(`/Patient/${theirs.id}`)).status).toBe(404);
    expect((await here.desk.get(`/Appointment?patient=Patient/${theirs.id}`)).body.entry).toBeUndefined();
    expect((await here.desk.get('/Communication')).body.entry).toBeUndefined();
    expect((await here.desk.get(`/ServiceRequest?identifier=urn:okienko:visit|${visit.id}`)).body.total).toBe(0);

    const mine = JSON.stringify((await here.desk.get(`/AuditEvent?entity:identifier=urn:okienko:visit|${visit.id}`)).body);
    const full = JSON.stringify((await there.desk.get(`/AuditEvent?entity:identifier=urn:okienko:visit|${visit.id}`)).body);
    expect(mine).toContain(patient.id);
    expect(mine).not.toContain(theirs.id);
    expect(full).toContain(here.desk.clientId);
    expect(full).not.toContain(patient.id);

    const stranger = await clinic();
    expect(await stranger.desk.visit(visit.id)).toBeNull();
    expect((await stranger.desk.cancel(visit.id, 'illness', 1)).codes).toEqual(['not-found']);
  });

  it('a whole reading finds it once, with the clinic’s own visits, in order', async () => {
    const { here, visit, patient } = await bookedThere();
    const own = visitIn(here.first[0], patient);
    await here.desk.book(own, null);
    const ids: string[] = [];
    const keys: string[] = [];
    for (let after = ''; ; ) {
      const { body } = await here.desk.get(`/Appointment?_count=1${after && `&_after=${after}`}`);
      const [entry] = (body as Bundle).entry ?? [];
      const resource = entry?.resource as { id: string; identifier: { value: string }[] } | undefined;
      if (!resource) break;
      ids.push(resource.id);
      keys.push(resource.identifier[0]?.value ?? '');
      after = resource.id;
    }
    expect(ids).toEqual(ids.toSorted((a, b) => (a < b ? -1 : 1)));
    expect(new Set(keys)).toEqual(new Set([own.id, visit.id]));
    expect((await here.desk.get('/Appointment?_summary=count')).body.total).toBe(2);
  });

  it('I1: desks of three clinics and a patient at once: one visit a slot, the others hear that it is taken', async () => {
    const owner = await clinic();
    const racers = [owner.desk, (await clinic()).desk, (await clinic()).desk];
    for (const slot of slotsOn(owner.schedule, '2026-12-01', 'first')) {
      const { pesel } = newPatient();
      const login = await fetch(`${central.ikpUrl}/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ pesel }),
      });
      const { token } = (await login.json()) as { token: string };
      const byPatient = fetch(`${central.ikpUrl}/book`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({
          slotId: slot.id,
          referral: newReferral(),
          contact: { phone: '730 181 148' },
          person: { familyName: 'Internetowa', givenName: 'Ida' },
        }),
      }).then(({ status }) => status);
      const byDesks = racers.map(async (desk) => {
        const patient = newPatient();
        return (await desk.book(visitIn(slot, patient), patient)).status;
      });
      const statuses = await Promise.all([...byDesks, byPatient]);
      expect(statuses.toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409]);
      const active = await central.database.query(
        `select 1 from visit where slot_id = $1::uuid and status in ('booked', 'arrived', 'fulfilled')`,
        [slot.id],
      );
      expect(active).toHaveLength(1);
    }
  });
});
