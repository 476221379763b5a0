import type { Parameters as FhirParameters } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aContact } from '../../core/domain/test-builders.ts';
import type { VisitDetails } from '../../core/domain/visit-details.ts';
import type { VisitOutcome } from '../../core/domain/visit-outcome.ts';
import { detailsParameters, outcomeParameters } from '../../core/fhir/visit-change.ts';
import type { RunningCentral } from '../start.ts';
import { faults, newClinic, newPatient, newReferral, newSchedule, slotsOn, startTestCentral, visitIn } from './test-central.ts';
import type { Ask, TestDesk } from './test-desk.ts';

let central: RunningCentral;
beforeAll(async () => {
  // Monday, 8:15 in Warsaw.
  central = await startTestCentral({ db: 'pglite:memory', clock: '2026-11-23T07:15:00Z' });
});
afterAll(async () => {
  await central.close();
  expect(faults).toEqual([]);
});

async function bookedToday() {
  const { desks } = await newClinic(central);
  const [desk, otherDesk] = desks as [TestDesk, TestDesk];
  const schedule = newSchedule(desk.clinicId);
  await desk.publish(schedule);
  const patient = newPatient();
  // 9:00, a slot for first visits.
  const [slot] = slotsOn(schedule, '2026-11-23', 'first').filter(({ startsAt }) => startsAt > central.clock.now());
  if (!slot) throw new Error('no slot');
  const visit = visitIn(slot, patient);
  expect((await desk.book(visit, patient)).status).toBe(201);
  return { desk, otherDesk, schedule, slot, patient, visit };
}

const change = (desk: TestDesk, operation: string, body: FhirParameters, ask: Ask) =>
  desk.ask('POST', `/Appointment/$${operation}`, { body, ...ask });
const mark = (
  desk: TestDesk,
  visitId: string,
  outcome: VisitOutcome,
  ifMatch: number | null,
  some: { at?: string; event?: string } = {},
) =>
  change(
    desk,
    'set-outcome',
    outcomeParameters(visitId, { outcome, at: some.at ?? central.clock.now(), eventNumber: some.event ?? null }),
    { ifMatch },
  );
const statusOf = async (desk: TestDesk, visitId: string) =>
  (await desk.get(`/Appointment?identifier=urn:okienko:visit|${visitId}`)).body.entry[0].resource.status;

describe('the day of the visit (R43)', () => {
  it('goes from booked to fulfilled, and both desks hear of each step', async () => {
    const { desk, visit } = await bookedToday();
    const { epoch, event } = await desk.position();
    const arrived = await mark(desk, visit.id, 'arrived', 1, { at: '2026-11-23T07:10:00Z' });
    expect(arrived.status).toBe(200);
    expect(arrived.headers.get('etag')).toBe('W/"2"');
    expect(await statusOf(desk, visit.id)).toBe('arrived');
    expect((await mark(desk, visit.id, 'in-progress', 2)).status).toBe(200);
    expect(await statusOf(desk, visit.id)).toBe('checked-in');
    expect((await mark(desk, visit.id, 'performed', 3, { event: 'ZM/17' })).status).toBe(200);
    expect(await statusOf(desk, visit.id)).toBe('fulfilled');
    expect(await desk.visit(visit.id)).toMatchObject({
      status: 'fulfilled',
      version: 4,
      course: { arrivedAt: '2026-11-23T07:10:00Z', eventNumber: 'ZM/17' },
    });
    expect((await desk.events(event, epoch)).events).toHaveLength(3);
  });

  it('can be taken back', async () => {
    const { desk, visit } = await bookedToday();
    await mark(desk, visit.id, 'arrived', 1);
    expect((await mark(desk, visit.id, 'expected', 2)).status).toBe(200);
    const back = await desk.visit(visit.id);
    expect(back).toMatchObject({ status: 'booked', version: 3 });
    expect(back?.course).toBeUndefined();
  });

  it('refuses what the rules refuse: no no-show before the start, nothing of a cancelled or unknown visit', async () => {
    const { desk, visit } = await bookedToday();
    const early = await mark(desk, visit.id, 'no-show', 1);
    expect([early.status, early.codes]).toEqual([422, ['outcome-too-early']]);
    await desk.cancel(visit.id, 'illness', 1);
    expect((await mark(desk, visit.id, 'arrived', 2)).codes).toEqual(['visit-not-active']);
    expect((await mark(desk, newReferral(), 'arrived', 1)).codes).toEqual(['not-found']);
  });

  it('believes no time that is still to come', async () => {
    const { desk, visit } = await bookedToday();
    const late = await mark(desk, visit.id, 'no-show', 1, { at: '2026-11-23T11:00:00Z' });
    expect(late.codes).toEqual(['outcome-too-early']);
  });

  it('412 on a version that is not the current one, with the visit as it is', async () => {
    const { desk, otherDesk, visit } = await bookedToday();
    await mark(otherDesk, visit.id, 'arrived', 1);
    const stale = await mark(desk, visit.id, 'arrived', 1);
    expect([stale.status, stale.codes]).toEqual([412, ['stale-version']]);
    expect(stale.body.contained[0]).toMatchObject({ status: 'arrived' });
  });

  it('I3: the same intent twice is one step', async () => {
    const { desk, visit } = await bookedToday();
    const intent = crypto.randomUUID();
    const body = outcomeParameters(visit.id, { outcome: 'arrived', at: central.clock.now(), eventNumber: null });
    const first = await change(desk, 'set-outcome', body, { ifMatch: 1, intent });
    const again = await change(desk, 'set-outcome', body, { ifMatch: 1, intent });
    expect(again.headers.get('x-okienko-replay')).toBe('true');
    expect(again.body).toEqual(first.body);
    expect((await desk.visit(visit.id))?.version).toBe(2);
  });

  it('400 for what is no such request', async () => {
    const { desk } = await bookedToday();
    expect((await desk.ask('POST', '/Appointment/$set-outcome', { body: { resourceType: 'Parameters' } })).status).toBe(400);
    expect((await desk.ask('POST', '/Appointment/$change-details', { body: { resourceType: 'Parameters' } })).status).toBe(400);
  });

  it('another clinic’s visit is not there', async () => {
    const { visit } = await bookedToday();
    const { desk: stranger } = await bookedToday();
    expect((await mark(stranger, visit.id, 'arrived', 1)).codes).toEqual(['not-found']);
  });
});

describe('details of a visit', () => {
  const details = (desk: TestDesk, visitId: string, some: Partial<VisitDetails>, ifMatch: number) =>
    change(desk, 'change-details', detailsParameters(visitId, { contact: aContact(), note: null, referral: null, ...some }), {
      ifMatch,
    });

  it('R15: contact, note and referral are exchanged in one step', async () => {
    const { desk, visit } = await bookedToday();
    const referral = { key: newReferral(), code: null, clinicCodes: ['1100'] };
    const contact = aContact({ phone: '+48601000111', relation: 'relative' });
    expect((await details(desk, visit.id, { contact, note: 'córka', referral }, 1)).status).toBe(200);
    expect(await desk.visit(visit.id)).toMatchObject({ contact, note: 'córka', referral, version: 2, status: 'booked' });
  });

  it('R18: a referral that serves another active visit is refused', async () => {
    const { desk, schedule, visit } = await bookedToday();
    const other = newPatient();
    const [slot] = slotsOn(schedule, '2026-11-24', 'first');
    const taken = visitIn(slot, other);
    await desk.book(taken, other);
    const refused = await details(desk, visit.id, { referral: taken.referral }, 1);
    expect([refused.status, refused.codes]).toEqual([409, ['referral-used']]);
  });

  it('R15: the last contact is not taken away', async () => {
    const { desk, visit } = await bookedToday();
    const refused = await details(desk, visit.id, { contact: aContact({ phone: null }), referral: visit.referral }, 1);
    expect([refused.status, refused.codes]).toEqual([422, ['contact-missing']]);
  });
});
