/** R18: the state of a referral over HTTP. Central's clock stands at Monday 23 November 2026, 9:00. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Referral } from '../../core/domain/visit.ts';
import type { WaitingEntry } from '../../core/domain/waiting-entry.ts';
import { system } from '../../core/fhir/systems.ts';
import { outcomeParameters } from '../../core/fhir/visit-change.ts';
import { problemsOf } from '../../test/conformance/official-definitions.ts';
import type { RunningCentral } from '../start.ts';
import { faults, newClinic, newPatient, newReferral, newSchedule, slotsOn, startTestCentral, visitIn } from './test-central.ts';
import type { TestDesk } from './test-desk.ts';
import { leave, submission } from './waiting-clinic.ts';

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
});

it('is nothing to be searched through', async () => {
  const { desk } = await clinic();
  expect((await desk.get('/ServiceRequest')).body).toMatchObject({ total: 0 });
  expect((await desk.get('/ServiceRequest?patient=1')).status).toBe(400);
  expect((await desk.get('/ServiceRequest/1')).status).toBe(404);
});
