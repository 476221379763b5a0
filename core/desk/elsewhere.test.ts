/** R14, R19, R30–R32 at a desk, against the real central: visits that it books in another clinic. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningCentral } from '../../central/start.ts';
import { newClinic, newPatient, newReferral, newSchedule, startTestCentral, visitIn } from '../../central/test/test-central.ts';
import type { TestDesk as Wire } from '../../central/test/test-desk.ts';
import type { FoundElsewhere } from '../contract/search-views.ts';
import type { Patient } from '../domain/patient.ts';
import { aContact } from '../domain/test-builders.ts';
import { anyCriteria } from '../domain/waiting-entry.ts';
import { type Desk, openDesk } from './open-desk.ts';
import { realClock, realTimers } from './real-time.ts';
import { type Cable, cable } from './test-cable.ts';

const timeout = 60_000;
const folder = mkdtempSync(join(tmpdir(), 'okienko-elsewhere-'));
let central: RunningCentral;
let line: Cable;
let desk: Desk;
let there: Wire;

beforeAll(async () => {
  central = await startTestCentral({});
  line = await cable(Number(new URL(central.url).port));
  const clinic = await newClinic(central, 2);
  const client = clinic.clients[0];
  if (!client) throw new Error('the clinic has no desk');
  there = (await newClinic(central, 1)).desks[0] as Wire;
  await there.publish(newSchedule(there.clinicId));
  await clinic.desks[1]?.publish(newSchedule(client.clinic));
  desk = await openDesk({
    dataDir: folder,
    key: randomBytes(32),
    connection: {
      fhirUrl: `${line.url}/fhir`,
      tokenUrl: central.tokenUrl,
      clinicId: client.clinic,
      clientId: client.clientId,
      privateJwk: client.jwk,
    },
    clock: realClock,
    timers: realTimers,
    log: () => undefined,
  });
}, 120_000);

afterAll(async () => {
  await desk.close();
  await line.pull();
  await central.close();
  rmSync(folder, { recursive: true });
});

const seeker = { clinicCodes: ['1100'], birthDate: null, category: 'stable', entitled: false } as const;
const search = async (clinicIds: string[] = []) => {
  const { days, live } = await desk.client.slots.search({
    ...seeker,
    clinicCodes: ['1100'],
    criteria: { ...anyCriteria, clinicIds },
    limit: 400,
  });
  return { live, slots: days.flatMap(({ slots }) => slots) };
};
const nextFree = async (n = 0) => {
  const { slots } = await search([there.clinicId]);
  // Not the next two days: what is freed there waits for nobody (R34), which is another story.
  return slots.filter(({ startsAt }) => startsAt > '2026-11-30')[n] as FoundElsewhere;
};

function bookInput(
  { id, scheduleId, clinicCode, service, startsAt, durationMinutes, ...found }: FoundElsewhere,
  patient: Patient,
) {
  const { clinicId, clinicName, town, actorName } = found;
  return {
    intentId: randomUUID(),
    visitId: randomUUID(),
    slot: { id, scheduleId, clinicCode, service, startsAt, durationMinutes, clinicId, clinicName, town, actorName },
    patient: { ...patient, contact: aContact() },
    patientId: patient.id,
    contact: aContact(),
    category: 'stable' as const,
    entitlement: null,
    referral: newReferral(),
    search: anyCriteria,
  };
}
async function booked() {
  const found = await nextFree();
  const patient = newPatient();
  const input = bookInput(found, patient);
  expect(await desk.client.visits.bookElsewhere(input)).toMatchObject({ ok: true });
  await expect.poll(async () => (await desk.client.visits.get({ id: input.visitId }))?.truth, { timeout }).toBe('confirmed');
  return { found, patient, input };
}
const visitOf = async (id: string) => desk.client.visits.get({ id });

describe('a desk books in another clinic', () => {
  it('R19: this clinic is searched like any other; each slot says whose it is', { timeout }, async () => {
    await expect.poll(async () => (await desk.client.desk.status()).connection, { timeout }).toBe('online');
    const { live, slots } = await search();
    expect(live).toBe(true);
    expect(new Set(slots.map(({ here }) => here))).toEqual(new Set([true, false]));
    expect(slots.find(({ here }) => !here)).toMatchObject({ clinicName: 'Przychodnia testowa', room: null });
  });

  it('is shown at the patient and in the list, and in no day of the own calendar', { timeout }, async () => {
    const before = await desk.client.calendar.month({ month: '2026-12' });
    const { found, patient, input } = await booked();
    const elsewhere = { clinicName: 'Przychodnia testowa', town: null, actorName: found.actorName };
    const card = await desk.client.patients.get({ id: patient.id });
    expect(card?.visits).toMatchObject([{ id: input.visitId, startsAt: found.startsAt, status: 'booked', elsewhere }]);
    const list = await desk.client.visits.elsewhere();
    expect(list.find(({ id }) => id === input.visitId)).toMatchObject({ patientId: patient.id, elsewhere, truth: 'confirmed' });
    const day = await desk.client.calendar.day({ date: found.localStart.slice(0, 10) });
    expect(day.columns.flatMap(({ visits }) => visits).some(({ id }) => id === input.visitId)).toBe(false);
    expect(await desk.client.calendar.month({ month: '2026-12' })).toEqual(before);
  });

  it('the list masks nothing that it does not know: neither contact nor referral came back', { timeout }, async () => {
    const { input } = await booked();
    expect(await visitOf(input.visitId)).toMatchObject({ contact: { phone: null }, referral: null, possibleOutcomes: [] });
  });

  it('R30: is cancelled for the patient, whatever is said of whose will it is', { timeout }, async () => {
    const { input } = await booked();
    const { version } = (await visitOf(input.visitId)) ?? { version: 0 };
    const cancel = {
      intentId: randomUUID(),
      visitId: input.visitId,
      seenVersion: version,
      reason: 'breakdown',
      by: 'clinic',
    } as const;
    expect(await desk.client.visits.cancel(cancel)).toMatchObject({
      ok: true,
      notes: expect.arrayContaining(['returns-to-waiting-room']),
    });
    await expect.poll(async () => (await visitOf(input.visitId))?.truth, { timeout }).toBe('confirmed');
    expect((await visitOf(input.visitId))?.status).toBe('cancelled');
    expect((await there.get(`/Slot/${input.slot.id}`)).status).toBe(200);
  });

  it('R31: moves to another slot there, and home', { timeout }, async () => {
    const { input, patient } = await booked();
    const move = async (visitId: string, to: FoundElsewhere) => {
      const { slot } = bookInput(to, patient);
      const { version } = (await visitOf(visitId)) ?? { version: 0 };
      return desk.client.visits.moveElsewhere({ intentId: randomUUID(), visitId, seenVersion: version, slot });
    };
    const later = await nextFree(2);
    expect(await move(input.visitId, later)).toEqual({ ok: true, intentId: expect.any(String), notes: ['both-clinics-told'] });
    await expect.poll(async () => (await visitOf(input.visitId))?.truth, { timeout }).toBe('confirmed');
    expect(await visitOf(input.visitId)).toMatchObject({ startsAt: later.startsAt, elsewhere: { actorName: later.actorName } });

    const home = (await search()).slots.filter(({ here, startsAt }) => here && startsAt > '2026-12-01')[0] as FoundElsewhere;
    expect(await move(input.visitId, home)).toMatchObject({ ok: true });
    const active = async () =>
      (await desk.client.patients.get({ id: patient.id }))?.visits.filter(({ status }) => status === 'booked');
    await expect
      .poll(async () => (await active())?.[0]?.truth === 'confirmed' && (await active())?.[0]?.elsewhere === null, { timeout })
      .toBe(true);
    expect(await active()).toMatchObject([{ startsAt: home.startsAt, elsewhere: null }]);
    expect((await visitOf(input.visitId))?.status).toBe('cancelled');
  });

  it('R32: what the other clinic does with it comes by itself', { timeout }, async () => {
    const { input, found } = await booked();
    expect((await there.cancel(input.visitId, 'breakdown', 1, 'clinic')).status).toBe(200);
    await expect.poll(async () => (await visitOf(input.visitId))?.status, { timeout }).toBe('cancelled');
    expect((await desk.client.visits.elsewhere()).find(({ id }) => id === input.visitId)).toMatchObject({
      status: 'cancelled',
      actorName: found.actorName,
    });
  });

  it('R18: who has a date elsewhere gets none here for the same referral', { timeout }, async () => {
    const { input } = await booked();
    const found = await nextFree(1);
    const other = newPatient();
    const again = { ...bookInput(found, other), referral: input.referral };
    expect(await desk.client.visits.bookElsewhere(again)).toMatchObject({ ok: true });
    const refused = async () =>
      (await desk.client.tasks.list({ state: 'open', limit: 50 })).find((task) => task.refused?.intentId === again.intentId);
    await expect.poll(async () => (await refused())?.refusals[0]?.code, { timeout }).toBe('referral-used');
    expect(await visitOf(again.visitId)).toBeNull();
  });

  it('I1: a slot that goes to somebody else meanwhile is refused, and becomes a task', { timeout }, async () => {
    const found = await nextFree();
    const taker = newPatient();
    const visit = visitIn({ ...found, payer: 'nfz', room: null }, taker);
    expect((await there.book(visit, taker)).status).toBe(201);
    const input = bookInput(found, newPatient());
    await desk.client.visits.bookElsewhere(input);
    const task = async () =>
      (await desk.client.tasks.list({ state: 'open', limit: 50 })).find((one) => one.refused?.intentId === input.intentId);
    await expect.poll(async () => (await task())?.conflict, { timeout }).toBe('slot-taken');
  });

  it('R15, R48: what this desk can judge it judges before anything leaves', { timeout }, async () => {
    const nobody = { phone: null, secondPhone: null, email: null, relation: 'patient' } as const;
    const input = { ...bookInput(await nextFree(), newPatient()), contact: nobody, referral: null };
    const result = await desk.client.visits.bookElsewhere(input);
    expect(result.ok ? [] : result.refusals.map(({ code }) => code)).toEqual(['referral-missing', 'contact-missing']);
  });

  it('offline nothing is accepted: only central knows those slots', { timeout }, async () => {
    const found = await nextFree();
    await line.pull();
    await expect.poll(async () => (await desk.client.desk.status()).connection, { timeout }).toBe('offline');
    expect((await search()).live).toBe(false);
    const result = await desk.client.visits.bookElsewhere(bookInput(found, newPatient()));
    expect(result).toEqual({ ok: false, refusals: [{ code: 'needs-central', rule: 'R19', path: 'slot' }] });
  });
});
