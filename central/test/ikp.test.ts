import type { OperationOutcome } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Slot } from '../../core/domain/schedule.ts';
import type { RunningCentral } from '../start.ts';
import { faults, newClinic, newPatient, newReferral, newSchedule, slotsOn, startTestCentral, visitIn } from './test-central.ts';
import type { TestDesk } from './test-desk.ts';

let central: RunningCentral;
beforeAll(async () => {
  central = await startTestCentral({ db: 'pglite:memory' });
});
afterAll(async () => {
  await central.close();
  expect(faults).toEqual([]);
});

async function clinicWithSchedule() {
  const { desks } = await newClinic(central);
  const [desk] = desks as [TestDesk];
  const schedule = newSchedule(desk.clinicId);
  await desk.publish(schedule);
  return { desk, schedule };
}

interface Reply {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  body: any;
  code: string | undefined;
}

async function patientAccount(pesel: string | null) {
  const call = async (path: string, body?: unknown, token?: string): Promise<Reply> => {
    const answer = await fetch(`${central.ikpUrl}${path}`, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
    });
    const parsed = (await answer.json()) as OperationOutcome;
    return { status: answer.status, body: parsed, code: parsed.issue?.[0]?.details?.coding?.[0]?.code };
  };
  const { body } = await call('/login', { pesel });
  const token = body.token as string;
  return {
    token,
    get: (path: string) => call(path, undefined, token),
    post: (path: string, what: unknown) => call(path, what, token),
    withoutToken: (path: string) => call(path),
  };
}

const booking = (slot: Slot, some: object = {}) => ({
  slotId: slot.id,
  referral: newReferral(),
  contact: { phone: '730 181 148' },
  person: { familyName: 'Internetowa', givenName: 'Ida' },
  ...some,
});

describe('the patient’s account', () => {
  it('books a first visit that reaches the clinic’s stream without an intent, under the patient’s own name', async () => {
    const { desk, schedule } = await clinicWithSchedule();
    const [slot] = slotsOn(schedule, '2026-11-24', 'first');
    const { pesel } = newPatient();
    const account = await patientAccount(pesel);
    const { event, epoch } = await desk.position();
    const booked = await account.post('/book', booking(slot));
    expect([booked.status, booked.body.visit]).toEqual([
      201,
      expect.objectContaining({ startsAt: slot.startsAt, status: 'booked', kind: 'first' }),
    ]);
    const { events } = await desk.events(event, epoch);
    expect(events).toHaveLength(1);
    expect(events[0]?.intentId).toBeNull();
    const [patient, visit] = events[0]?.changes ?? [];
    expect(patient?.row).toMatchObject({ familyName: 'Internetowa', pesel, contact: { phone: '+48730181148' } });
    expect(visit?.row).toMatchObject({ bookedBy: 'ikp', slotId: slot.id, version: 1 });
    expect((await account.get('/visits')).body.visits).toHaveLength(1);
  });

  it('I8: sees the same first slots as a desk', async () => {
    const { desk, schedule } = await clinicWithSchedule();
    const account = await patientAccount(newPatient().pesel);
    const { body } = await account.get(`/slots?code=1100&clinic=${desk.clinicId}&from=2026-11-24&to=2026-11-24`);
    expect(body.slots.map(({ slotId }: { slotId: string }) => slotId)).toEqual(
      slotsOn(schedule, '2026-11-24', 'first').map(({ id }) => id),
    );
  });

  it('is recognised at a clinic that knows the PESEL, and keeps the clinic’s spelling of the name', async () => {
    const { desk, schedule } = await clinicWithSchedule();
    const [a, b] = slotsOn(schedule, '2026-11-24', 'first');
    const patient = newPatient({ familyName: 'Znana' });
    await desk.book(visitIn(a, patient), patient);
    const account = await patientAccount(patient.pesel);
    expect((await account.post('/book', booking(b))).status).toBe(201);
    expect((await desk.get('/Patient?_summary=count')).body.total).toBe(1);
    expect((await account.get('/visits')).body.visits).toHaveLength(2);
  });

  it('R17: refuses a continuation slot; R18: a missing and a used referral; R15: a missing contact', async () => {
    const { schedule } = await clinicWithSchedule();
    const [continuation] = slotsOn(schedule, '2026-11-24', 'continuation');
    const [a, b] = slotsOn(schedule, '2026-11-24', 'first');
    const account = await patientAccount(newPatient().pesel);
    expect((await account.post('/book', booking(continuation))).code).toBe('first-visits-only');
    expect((await account.post('/book', booking(a, { referral: null }))).code).toBe('referral-missing');
    expect((await account.post('/book', booking(a, { contact: {} }))).code).toBe('contact-missing');
    const referral = newReferral();
    expect((await account.post('/book', booking(a, { referral }))).status).toBe(201);
    expect((await account.post('/book', booking(b, { referral }))).code).toBe('referral-used');
  });

  it('R30, R31: cancels with a reason and moves a first visit; the desk’s older version is then stale', async () => {
    const { desk, schedule } = await clinicWithSchedule();
    const [a, b, c] = slotsOn(schedule, '2026-11-24', 'first');
    const patient = newPatient();
    const visit = visitIn(a, patient);
    await desk.book(visit, patient);
    const account = await patientAccount(patient.pesel);
    const { id } = (await account.get('/visits')).body.visits[0];
    const moved = await account.post('/move', { visitId: id, slotId: b.id });
    expect([moved.status, moved.body.visit.startsAt, moved.body.visit.version]).toEqual([200, b.startsAt, 2]);
    expect((await desk.move(visit.id, c.id, 1)).codes).toEqual(['stale-version']);
    expect((await account.post('/cancel', { visitId: id })).code).toBe('reason-missing');
    expect((await account.post('/cancel', { visitId: id, reason: 'practitioner-absent' })).code).toBe('reason-missing');
    const cancelled = await account.post('/cancel', { visitId: id, reason: 'illness' });
    expect([cancelled.status, cancelled.body.visit.status]).toEqual([200, 'cancelled']);
  });

  it('R31: moves a first visit to another clinic in one step; both clinics are told, the referral goes along', async () => {
    const [here, there] = [await clinicWithSchedule(), await clinicWithSchedule()];
    const [from] = slotsOn(here.schedule, '2026-11-24', 'first');
    const [taken, to] = slotsOn(there.schedule, '2026-11-24', 'first');
    const [patient, other] = [newPatient(), newPatient()];
    const visit = visitIn(from, patient, { note: 'klucz do szafki' });
    await here.desk.book(visit, patient);
    await there.desk.book(visitIn(taken, other), other);
    const account = await patientAccount(patient.pesel);
    const { id } = (await account.get('/visits')).body.visits[0];
    expect((await account.post('/move', { visitId: id, slotId: taken.id })).code).toBe('slot-taken');
    const before = [await here.desk.position(), await there.desk.position()] as const;
    const moved = await account.post('/move', { visitId: id, slotId: to.id });
    expect([moved.status, moved.body.visit.clinicId, moved.body.visit.startsAt]).toEqual([201, there.desk.clinicId, to.startsAt]);
    const left = (await here.desk.events(before[0].event, before[0].epoch)).events;
    expect(left[0]?.changes.map(({ row }) => row)).toMatchObject([
      { id: visit.id, status: 'cancelled', cancelReason: 'other-date' },
    ]);
    const arrived = (await there.desk.events(before[1].event, before[1].epoch)).events;
    expect(arrived[0]?.changes.map(({ row }) => row)).toMatchObject([
      { pesel: patient.pesel },
      { status: 'booked', slotId: to.id, referral: { key: visit.referral?.key }, note: null, bookedBy: 'ikp' },
    ]);
    expect((await here.desk.get(`/Slot/${from.id}`)).body.status).toBe('free');
    expect((await account.post('/book', booking(from, { referral: visit.referral?.key }))).code).toBe('referral-used');
  });

  it('R35: a continuation visit is cancelled, but never moved', async () => {
    const { desk, schedule } = await clinicWithSchedule();
    const [a, b] = slotsOn(schedule, '2026-11-24', 'continuation');
    const patient = newPatient();
    await desk.book(visitIn(a, patient), patient);
    const account = await patientAccount(patient.pesel);
    const { id } = (await account.get('/visits')).body.visits[0];
    expect((await account.post('/move', { visitId: id, slotId: b.id })).code).toBe('clinic-changes-only');
    expect((await account.post('/cancel', { visitId: id, reason: 'illness' })).status).toBe(200);
  });

  it('sees and touches nobody else’s visits', async () => {
    const { desk, schedule } = await clinicWithSchedule();
    const [a] = slotsOn(schedule, '2026-11-24', 'first');
    const patient = newPatient();
    await desk.book(visitIn(a, patient), patient);
    const owner = await patientAccount(patient.pesel);
    const stranger = await patientAccount(newPatient().pesel);
    const { id } = (await owner.get('/visits')).body.visits[0];
    expect((await stranger.get('/visits')).body.visits).toEqual([]);
    expect((await stranger.post('/cancel', { visitId: id, reason: 'illness' })).code).toBe('not-found');
    expect((await owner.withoutToken('/visits')).status).toBe(401);
    expect(owner.token).not.toContain(patient.pesel);
    expect(Buffer.from(owner.token, 'base64url').toString()).not.toContain(patient.pesel);
  });

  it('signs nobody in with a PESEL that is none', async () => {
    const account = await patientAccount('12345678901');
    expect(account.token).toBeUndefined();
  });
});
