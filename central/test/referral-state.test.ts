/** R18: the state of a referral over HTTP. Central's clock stands at Monday 23 November 2026, 9:00. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeskTask } from '../../core/domain/task.ts';
import type { Referral } from '../../core/domain/visit.ts';
import { anyCriteria, type WaitingEntry } from '../../core/domain/waiting-entry.ts';
import { system } from '../../core/fhir/systems.ts';
import { outcomeParameters } from '../../core/fhir/visit-change.ts';
import { problemsOf } from '../../test/conformance/official-definitions.ts';
import type { RunningCentral } from '../start.ts';
import { faults, newClinic, newPatient, newReferral, newSchedule, slotsOn, startTestCentral, visitIn } from './test-central.ts';
import type { TestDesk } from './test-desk.ts';
import { enter, leave, submission } from './waiting-clinic.ts';

let central: RunningCentral;
beforeAll(async () => {
  central = await startTestCentral({});
});
afterAll(async () => {
  await central.close();
  expect(faults).toEqual([]);
});

async function clinic() {
  const [desk] = (await newClinic(central)).desks as [TestDesk];
  const schedule = newSchedule(desk.clinicId);
  await desk.publish(schedule);
  return { desk, slots: slotsOn(schedule, '2026-11-26', 'first') };
}

async function ask(desk: TestDesk, identifier: string) {
  const { status, body } = await desk.get(`/ServiceRequest?identifier=${identifier}`);
  expect(status).toBe(200);
  expect(problemsOf(body)).toEqual([]);
  const found = body.entry?.[0]?.resource;
  return found ? { id: found.id, state: found.extension[0].valueCode, status: found.status, mine: 'performer' in found } : null;
}
const byKey = (desk: TestDesk, { key }: Referral) => ask(desk, `${system.referralKey}|${key}`);

it('goes along with booking, cancellation and outcome; only its holder sees whose it is', async () => {
  const [here, there] = [await clinic(), await clinic()];
  const patient = newPatient();
  const referral = { key: newReferral(), code: null, clinicCodes: null };
  expect(await byKey(here.desk, referral)).toBeNull();
  const first = visitIn(here.slots[0], patient, { referral });
  await here.desk.book(first, patient);
  const held = await byKey(here.desk, referral);
  expect(held).toMatchObject({ state: 'held', status: 'active', mine: true });
  expect(await byKey(there.desk, referral)).toMatchObject({ state: 'held', mine: false });
  expect(await ask(here.desk, `urn:okienko:visit|${first.id}`)).toEqual(held);
  expect((await here.desk.get(`/ServiceRequest/${held?.id}`)).body.subject.identifier.value).toBe(patient.id);
  expect((await there.desk.get(`/ServiceRequest/${held?.id}`)).status).toBe(404);

  // R27: the waiting room books anew at once, until the patient leaves it.
  await here.desk.cancel(first.id, 'resignation', 1);
  expect(await byKey(here.desk, referral)).toMatchObject({ state: 'held', mine: true });
  expect((await leave(here.desk, (await submission(here.desk, referral))?.entry as WaitingEntry)).status).toBe(200);
  expect(await byKey(here.desk, referral)).toMatchObject({ state: 'issued', status: 'active', mine: false });
  expect(await ask(here.desk, `urn:okienko:visit|${first.id}`)).toBeNull();

  const second = visitIn(there.slots[0], patient, { referral });
  expect((await there.desk.book(second, patient)).status).toBe(201);
  expect(await byKey(there.desk, referral)).toMatchObject({ state: 'held', mine: true });
  await central.clock.set('2026-11-26T13:00:00Z');
  const body = outcomeParameters(second.id, { outcome: 'performed', at: '2026-11-26T12:00:00Z', eventNumber: null });
  expect((await there.desk.ask('POST', '/Appointment/$set-outcome', { body, ifMatch: 1 })).status).toBe(200);
  expect(await byKey(there.desk, referral)).toMatchObject({ state: 'performed', status: 'completed', mine: true });
  await central.clock.set('2026-11-23T08:00:00Z');
});

async function cancel(referral: Referral, pesel: string | null = null): Promise<number> {
  const body = JSON.stringify(referral.key === null ? { code: referral.code, pesel } : { key: referral.key });
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`${central.url}/admin/referrals/cancel`, { method: 'POST', headers, body })).status;
}
const newKey = (): Referral => ({ key: newReferral(), code: null, clinicCodes: null });
const tasksOf = async (clinicId: string) =>
  (await central.database.query<{ row: DeskTask }>('select row from desk_task where clinic_id = $1::uuid', [clinicId])).map(
    ({ row: { gap, visitId, state } }) => ({ gap, visitId, state }),
  );
const told = async (kind: string) => (await central.database.query('select 1 from communication where kind = $1', [kind])).length;

describe('R18: a referral that its issuer cancels', () => {
  it('is revoked, and nothing is booked and nobody waits on it', async () => {
    const { desk, slots } = await clinic();
    const patient = newPatient();
    const referral = newKey();
    expect(await cancel(referral)).toBe(204);
    expect(await cancel(referral)).toBe(204);
    expect(await byKey(desk, referral)).toMatchObject({ state: 'cancelled', status: 'revoked', mine: false });
    const refused = await desk.book(visitIn(slots[0], patient, { referral }), patient);
    expect([refused.status, refused.codes]).toEqual([409, ['referral-cancelled']]);
    const entered = await enter(desk, { referral }, patient);
    expect([entered.reply.status, entered.reply.codes]).toEqual([409, ['referral-cancelled']]);
    expect((await desk.get(`/Slot/${slots[0].id}`)).body.status).toBe('free');
  });

  it('by its code and PESEL too; the same code of somebody else still holds', async () => {
    const { desk, slots } = await clinic();
    const [one, two] = [newPatient(), newPatient()];
    const referral = { key: null, code: '4711', clinicCodes: null };
    expect(await cancel(referral, one.pesel)).toBe(204);
    expect((await desk.book(visitIn(slots[0], one, { referral }), one)).codes).toEqual(['referral-cancelled']);
    expect((await desk.book(visitIn(slots[0], two, { referral }), two)).status).toBe(201);
  });

  it('ends the waiting on it, and the patient is told', async () => {
    const { desk } = await clinic();
    const referral = newKey();
    expect((await enter(desk, { referral, criteria: { ...anyCriteria, town: 'Nigdzie' } })).reply.status).toBe(201);
    const before = await told('entry-void');
    expect(await cancel(referral)).toBe(204);
    const ended = (await submission(desk, referral))?.entry;
    expect([ended?.status, ended?.closed]).toEqual(['closed', 'referral-cancelled']);
    expect(await told('entry-void')).toBeGreaterThan(before);
  });

  it('leaves a booked visit to its clinic, which gets a task; a new date is refused, and who cancels waits no more', async () => {
    const { desk, slots } = await clinic();
    const patient = newPatient();
    const referral = newKey();
    const visit = visitIn(slots[0], patient, { referral });
    await desk.book(visit, patient);
    const { event, epoch } = await desk.position();
    expect(await cancel(referral)).toBe(204);
    expect(await cancel(referral)).toBe(204);
    expect(await desk.visit(visit.id)).toMatchObject({ status: 'booked', slotId: slots[0].id });
    expect(await tasksOf(desk.clinicId)).toEqual([{ gap: 'referral-cancelled', visitId: visit.id, state: 'open' }]);
    const { events } = await desk.events(event, epoch);
    expect(events.map(({ changes }) => changes.map(({ row }) => (row as DeskTask).gap))).toEqual([['referral-cancelled']]);
    expect(await byKey(desk, referral)).toMatchObject({ state: 'cancelled', status: 'revoked', mine: true });
    expect((await desk.move(visit.id, slots[1].id, 1)).codes).toEqual(['referral-cancelled']);
    expect((await desk.cancel(visit.id, 'resignation', 1)).status).toBe(200);
    expect(await submission(desk, referral)).toBeNull();
  });

  it('a booking at the same moment is refused, or is there with its task', async () => {
    const { desk, slots } = await clinic();
    for (let round = 0; round < 12; round++) {
      const patient = newPatient();
      const referral = newKey();
      const visit = visitIn(slots[0], patient, { referral });
      const [reply] = await Promise.all([desk.book(visit, patient), cancel(referral)]);
      const tasks = (await tasksOf(desk.clinicId)).filter(({ visitId }) => visitId === visit.id);
      expect([reply.status, reply.codes, tasks.length]).toEqual(
        reply.status === 201 ? [201, [], 1] : [409, ['referral-cancelled'], 0],
      );
      if (reply.status === 201) await desk.cancel(visit.id, 'resignation', 1);
    }
  });

  it('stays performed once the visit was', async () => {
    const { desk, slots } = await clinic();
    const patient = newPatient();
    const referral = newKey();
    const visit = visitIn(slots[0], patient, { referral });
    await desk.book(visit, patient);
    await central.clock.set('2026-11-26T13:00:00Z');
    const body = outcomeParameters(visit.id, { outcome: 'performed', at: '2026-11-26T12:00:00Z', eventNumber: null });
    expect((await desk.ask('POST', '/Appointment/$set-outcome', { body, ifMatch: 1 })).status).toBe(200);
    expect(await cancel(referral)).toBe(409);
    expect(await byKey(desk, referral)).toMatchObject({ state: 'performed', status: 'completed' });
    await central.clock.set('2026-11-23T08:00:00Z');
  });
});

it('is nothing to be searched through', async () => {
  const { desk } = await clinic();
  expect((await desk.get('/ServiceRequest')).body).toMatchObject({ total: 0 });
  expect((await desk.get('/ServiceRequest?patient=1')).status).toBe(400);
  expect((await desk.get('/ServiceRequest/1')).status).toBe(404);
});
