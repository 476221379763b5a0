import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aContact } from '../../core/domain/test-builders.ts';
import { confirmationParameters } from '../../core/fhir/confirmation.ts';
import { clinicsOfBundle } from '../../core/fhir/organization.ts';
import { messageText } from '../notifications/message-text.ts';
import type { RunningCentral } from '../start.ts';
import { faults, newClinic, newPatient, newSchedule, slotsOn, startTestCentral, visitIn } from './test-central.ts';
import type { TestDesk } from './test-desk.ts';

let central: RunningCentral;
beforeAll(async () => {
  central = await startTestCentral({ db: 'pglite:memory', clock: '2026-11-23T07:15:00Z' });
});
afterAll(async () => {
  await central.close();
  expect(faults).toEqual([]);
});

async function booked(email: string | null) {
  const { desks } = await newClinic(central);
  const [desk] = desks as [TestDesk];
  const schedule = newSchedule(desk.clinicId);
  await desk.publish(schedule);
  const patient = newPatient();
  const [slot] = slotsOn(schedule, '2026-11-30', 'first');
  if (!slot) throw new Error('no slot');
  const visit = { ...visitIn(slot, patient), contact: aContact({ email }) };
  expect((await desk.book(visit, patient)).status).toBe(201);
  return { desk, visit, schedule };
}

const send = (desk: TestDesk, visitId: string, intent: string | null = randomUUID()) =>
  desk.ask('POST', '/Appointment/$send-confirmation', { body: confirmationParameters(visitId), intent });
const confirmations = async (desk: TestDesk) => {
  const { body } = await desk.get('/Communication?_count=100');
  type Sent = { id: string; category: { coding: { code: string }[] }[]; medium: { text: string }[] };
  const all = ((body.entry ?? []) as { resource: Sent }[]).map(({ resource }) => resource);
  return all.filter(({ category }) => category[0]?.coding[0]?.code === 'confirmation');
};

describe('a confirmation by e-mail', () => {
  it('goes to the address in the visit, once for each wish', async () => {
    const { desk, visit } = await booked('halina@example.pl');
    const intent = randomUUID();
    expect((await send(desk, visit.id, intent)).status).toBe(202);
    expect((await send(desk, visit.id, intent)).status).toBe(202);
    const sent = await confirmations(desk);
    expect(sent.map(({ id, medium }) => [id, medium[0]?.text])).toEqual([[intent, 'email']]);
  });

  it('is refused without an address, after a cancellation, for another clinic, and without a name of its own', async () => {
    const { desk, visit } = await booked(null);
    expect(await send(desk, visit.id)).toMatchObject({ status: 422, codes: ['contact-missing'] });
    const other = await booked('jan@example.pl');
    expect((await send(desk, other.visit.id)).status).toBe(404);
    expect((await send(other.desk, other.visit.id, null)).status).toBe(400);
    expect((await other.desk.cancel(other.visit.id, 'illness', 1)).status).toBe(200);
    expect(await send(other.desk, other.visit.id)).toMatchObject({ codes: ['visit-not-active'] });
    expect(await confirmations(other.desk)).toEqual([]);
  });

  it('says when and where, and what can be done about it: a continuation is only cancelled in IKP (R35)', () => {
    const facts = { startsAt: '2026-11-30T07:00:00Z', service: 'cardiology', kind: 'first' } as const;
    const message = {
      kind: 'confirmation',
      medium: 'email',
      facts,
      clinicName: 'Przychodnia',
      actorName: 'dr X',
      givenName: null,
    } as const;
    expect(messageText(message)).toEqual({
      subject: 'Potwierdzenie wizyty',
      text: 'Wizyta: poniedziałek, 30.11.2026, godz. 8:00.\nMiejsce: dr X, Przychodnia.\n\nTermin można zmienić lub odwołać w IKP albo w przychodni.',
    });
    expect(messageText({ ...message, facts: { ...facts, kind: 'continuation' } }).text).toContain(
      'Nowy termin ustala się w przychodni',
    );
  });
});

it('R4: the list of participating clinics names town and clinic codes of what is published', async () => {
  const { desk, schedule } = await booked(null);
  const clinics = clinicsOfBundle((await desk.get('/Organization')).body) ?? [];
  const own = clinics.find(({ id }) => id === desk.clinicId);
  expect(own).toMatchObject({ clinicCodes: [schedule.clinicCode] });
  expect(own?.name).not.toBe('');
});
