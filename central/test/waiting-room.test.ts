import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LiveSearch } from '../../core/domain/live-search.ts';
import type { Slot } from '../../core/domain/schedule.ts';
import { aContact } from '../../core/domain/test-builders.ts';
import { anyCriteria, type SearchCriteria } from '../../core/domain/waiting-entry.ts';
import { findParameters } from '../../core/fhir/parameters.ts';
import { proposalsToSlots } from '../../core/fhir/proposal.ts';
import { searchAnswerOf, searchParameters } from '../../core/fhir/search.ts';
import type { RunningCentral } from '../start.ts';
import {
  faults,
  newPatient,
  newReferral,
  newSchedule,
  slotsOn,
  startOfTests,
  startTestCentral,
  visitIn,
} from './test-central.ts';
import { type TestDesk, visitOf } from './test-desk.ts';
import { change, enter, entryOf, leave, stand, submission, waitingClinic } from './waiting-clinic.ts';

let central: RunningCentral;
beforeAll(async () => {
  central = await startTestCentral({ db: 'pglite:memory' });
});
afterAll(async () => {
  await central.close();
  expect(faults).toEqual([]);
});

/** What a live search of this clinic finds. */
async function live(desk: TestDesk, clinicId = desk.clinicId): Promise<string[]> {
  const body = findParameters({
    start: '2026-11-01',
    end: '2027-12-31',
    clinicCodes: ['1100'],
    clinicId,
    actorKey: null,
    count: 100,
  });
  return (proposalsToSlots((await desk.ask('POST', '/Appointment/$find', { body })).body) ?? []).map(({ startsAt }) => startsAt);
}

const at = (slot: Slot | undefined) => `assigned ${slot?.startsAt}`;

describe('R13, R18, R20: entering', () => {
  it('R20: the clinic does not see the entry; who knows the referral may ask for its status', async () => {
    const { desk, otherDesk } = await waitingClinic(central);
    const before = await desk.position();
    const { entry, reply, patient } = await enter(desk);
    expect([reply.status, entryOf(reply)?.status]).toEqual([201, 'waiting']);
    const page = await desk.events(before.event, before.epoch);
    expect(page.events.flatMap(({ changes }) => changes.map(({ entity }) => entity))).toEqual(['patient']);
    expect((await desk.get('/Task')).body.entry ?? []).toEqual([]);
    expect(await submission(otherDesk, entry.referral)).toMatchObject({
      entry: { id: entry.id, patientId: patient.id },
      visit: null,
    });
    expect(await submission(otherDesk, { key: newReferral(), code: null, clinicCodes: null })).toBeNull();
  });

  it('R20: by its 4-digit code only together with the PESEL', async () => {
    const { desk } = await waitingClinic(central);
    const patient = newPatient();
    const referral = { key: null, code: '4711', clinicCodes: null };
    await enter(desk, { referral }, patient);
    expect(await submission(desk, referral, patient.pesel)).toMatchObject({ entry: { status: 'waiting' } });
    expect(await submission(desk, referral, newPatient().pesel)).toBeNull();
    expect((await desk.ask('POST', '/Task/$submission', { body: { resourceType: 'Parameters' } })).codes).toEqual([
      'referral-invalid',
    ]);
  });

  it('R18: one entry or one booking per referral; the refusal is stored with the intent', async () => {
    const here = await waitingClinic(central);
    const there = await waitingClinic(central);
    const { entry } = await enter(here.desk);
    const intent = crypto.randomUUID();
    const again = await enter(there.desk, { referral: entry.referral }, newPatient(), { intent });
    expect([again.reply.status, again.reply.codes]).toEqual([409, ['referral-used']]);
    const [slot] = await here.offer({ '2026-11-30': 3 }, { clinicCode: '1104' });
    const patient = newPatient();
    const referral = { key: newReferral(), code: null, clinicCodes: null };
    await here.desk.book(visitIn(slot as Slot, patient, { referral }), patient);
    expect((await enter(here.desk, { referral }, newPatient())).reply.codes).toEqual(['referral-used']);
  });

  it('I3: the same intent again makes one entry and the same answer', async () => {
    const { desk } = await waitingClinic(central);
    const intent = crypto.randomUUID();
    const patient = newPatient();
    const first = await enter(desk, { id: crypto.randomUUID() }, patient, { intent });
    const again = await enter(desk, { ...first.entry }, patient, { intent });
    expect(again.reply.headers.get('x-okienko-replay')).toBe('true');
    expect(again.reply.body).toEqual(first.reply.body);
  });

  it('R15, R48: no entry without contact, nor for a code of another age', async () => {
    const { desk } = await waitingClinic(central);
    expect((await enter(desk, { contact: aContact({ phone: null }) })).reply.codes).toEqual(['contact-missing']);
    expect((await enter(desk, { clinicCodes: ['1101'] })).reply.codes).toEqual(['age-mismatch']);
    expect((await enter(desk, { clinicCodes: ['MMG'] })).reply.codes).toEqual(['waiting-first-only']);
  });
});

describe('R26, R33, R34: slots that become free', () => {
  it('R26, R33: what is published goes to who waits; the clinic sees an ordinary new visit', async () => {
    const { desk, offer, visits } = await waitingClinic(central);
    const { entry, patient } = await enter(desk);
    const slots = await offer({ '2026-11-30': 2 });
    expect(await stand(desk, entry)).toBe(at(slots[0]));
    expect(await visits()).toMatchObject([
      { slotId: slots[0]?.id, patientId: patient.id, bookedBy: 'waiting-room', status: 'booked' },
    ]);
    expect(await live(desk)).toEqual([slots[1]?.startsAt]);
  });

  it('R33: a new entry gets the earliest free slot at once; R12: what it leaves stays open', async () => {
    const { desk, offer } = await waitingClinic(central);
    const slots = await offer({ '2026-11-30': 2 });
    const { entry, reply } = await enter(desk);
    expect(reply.status).toBe(201);
    expect(await stand(desk, entry)).toBe(at(slots[0]));
  });

  it.each([
    ['2026-11-25T08:00:00Z', 'waiting', true],
    ['2026-11-25T08:20:00Z', 'assigned', false],
  ])('R34: freed with the start at %s, 48 h after 23 November 9:00 and later', async (startsAt, expected, open) => {
    await central.clock.set(startOfTests);
    const { desk, offer } = await waitingClinic(central);
    const slots = await offer({ '2026-11-25': 6 });
    const booked = await Promise.all(
      slots.map(async (slot) => {
        const patient = newPatient();
        const visit = visitIn(slot, patient);
        expect((await desk.book(visit, patient)).status).toBe(201);
        return visit;
      }),
    );
    const { entry } = await enter(desk);
    const freed = booked.find((visit) => visit.startsAt === startsAt);
    // Cancelled to the minute, and a moment later than the clock was set: hence the start of the minute.
    await central.clock.set(startOfTests);
    expect((await desk.cancel(freed?.id ?? '', 'death', 1, 'clinic')).status).toBe(200);
    expect(await stand(desk, entry)).toContain(expected);
    expect((await live(desk)).includes(startsAt)).toBe(open);
  });

  it('R23: the queue decides who gets it: category, entitlement, time', async () => {
    const { desk, offer } = await waitingClinic(central);
    const stable = await enter(desk);
    const entitled = await enter(desk, { entitlement: { code: 'pregnancy', document: 'zaświadczenie' } });
    const urgent = await enter(desk, { category: 'urgent' });
    const slots = await offer({ '2026-11-30': 2 });
    expect(await stand(desk, urgent.entry)).toBe(at(slots[0]));
    expect(await stand(desk, entitled.entry)).toBe(at(slots[1]));
    expect(await stand(desk, stable.entry)).toBe('waiting');
  });

  it('R23: criteria are kept; R24: changed ones count at once, by who knows the referral', async () => {
    const { desk, otherDesk, offer } = await waitingClinic(central);
    const { entry } = await enter(desk, { criteria: { ...anyCriteria, clinicIds: [desk.clinicId], weekdays: [5] } });
    const slots = await offer({ '2026-11-30': 1 });
    expect(await stand(desk, entry)).toBe('waiting');
    const stranger = { ...entry, referral: { key: newReferral(), code: null, clinicCodes: null } };
    expect((await change(otherDesk, stranger, {})).codes).toEqual(['not-found']);
    expect((await change(otherDesk, entry, { weekdays: [1] }, { ifMatch: 7 })).codes).toEqual(['stale-version']);
    expect((await change(otherDesk, entry, { clinicIds: [desk.clinicId], weekdays: [1] }, { ifMatch: 1 })).status).toBe(200);
    expect(await stand(desk, entry)).toBe(at(slots[0]));
  });

  it('I8, R33: a held slot is nobody else’s; when the hold ends it goes to who waits', async () => {
    const { desk, offer } = await waitingClinic(central);
    const slots = await offer({ '2026-11-30': 1 });
    const held = await desk.hold(slots[0]?.id ?? '');
    expect(held.status).toBe(201);
    const { entry } = await enter(desk);
    expect(await stand(desk, entry)).toBe('waiting');
    await desk.ask('DELETE', `/Appointment/${held.body.id}`);
    expect(await stand(desk, entry)).toBe(at(slots[0]));
  });

  it('R33: a hold whose time is up frees the slot for who waits', async () => {
    const { desk, offer } = await waitingClinic(central);
    const slots = await offer({ '2026-11-30': 1 });
    await desk.hold(slots[0]?.id ?? '');
    const { entry } = await enter(desk);
    await central.clock.advance(6);
    await expect.poll(() => stand(desk, entry), { timeout: 5_000 }).toBe(at(slots[0]));
    await central.clock.set(startOfTests);
  });
});

describe('R18: live booking by one who waits', () => {
  it('closes the entry in the same step, and a refused one leaves it as it was', async () => {
    const { desk, offer } = await waitingClinic(central);
    const elsewhere = await waitingClinic(central);
    const { entry, patient } = await enter(desk);
    const [slot] = await elsewhere.offer({ '2026-11-30': 1 });
    const taker = newPatient();
    await elsewhere.desk.book(visitIn(slot as Slot, taker), taker);
    const refused = await elsewhere.desk.book(visitIn(slot as Slot, patient, { referral: entry.referral }), patient);
    expect(refused.codes).toEqual(['slot-taken']);
    expect(await stand(desk, entry)).toBe('waiting');
    const [free] = await elsewhere.offer({ '2026-12-01': 1 });
    expect((await elsewhere.desk.book(visitIn(free as Slot, patient, { referral: entry.referral }), patient)).status).toBe(201);
    expect(await stand(desk, entry)).toBe('closed booked');
    await offer({ '2026-12-02': 1 });
    expect(await stand(desk, entry)).toBe('closed booked');
  });
});

describe('R27–R29: after a cancellation', () => {
  it('R28: the patient waits on, never gets that slot again, and the next one gets it', async () => {
    const { desk, offer, visits } = await waitingClinic(central);
    const { entry, patient } = await enter(desk, { category: 'urgent' });
    const [slot] = await offer({ '2026-11-30': 1 });
    const next = await enter(desk);
    const [visit] = await visits();
    expect((await desk.cancel(visit?.id ?? '', 'illness', 1)).status).toBe(200);
    expect(await stand(desk, entry)).toBe('waiting');
    expect(await stand(desk, next.entry)).toBe(at(slot));
    const own = await submission(desk, entry.referral);
    expect(own?.entry).toMatchObject({ submittedAt: expect.any(String), cancelledSlotIds: [slot?.id], patientId: patient.id });
  });

  it('R28: with nobody else waiting the slot is open to live search', async () => {
    const { desk, offer, visits } = await waitingClinic(central);
    const { entry } = await enter(desk);
    const [slot] = await offer({ '2026-11-30': 1 });
    await desk.cancel((await visits())[0]?.id ?? '', 'illness', 1);
    expect(await stand(desk, entry)).toBe('waiting');
    expect(await live(desk)).toEqual([slot?.startsAt]);
  });

  it('R27: who never waited enters with this clinic as criterion, as of the cancellation; another slot is assigned at once', async () => {
    const { desk, offer, visits } = await waitingClinic(central);
    const slots = await offer({ '2026-11-30': 2 });
    const patient = newPatient();
    const visit = visitIn(slots[0] as Slot, patient);
    await desk.book(visit, patient);
    await desk.cancel(visit.id, 'other-date', 1);
    const found = await submission(desk, visit.referral ?? { key: '', code: null, clinicCodes: null });
    expect(found?.entry).toMatchObject({ status: 'assigned', criteria: { clinicIds: [desk.clinicId] }, clinicCodes: ['1100'] });
    expect(found?.visit?.startsAt).toBe(slots[1]?.startsAt);
    expect(new Set((await visits()).map(({ status }) => status))).toEqual(new Set(['booked', 'cancelled']));
  });

  it('R30: cancelled by the clinic itself, the patient keeps the place in the queue and the slot is withdrawn', async () => {
    const { desk, offer, visits } = await waitingClinic(central);
    const { entry } = await enter(desk);
    await offer({ '2026-11-30': 1 });
    const before = (await submission(desk, entry.referral))?.entry.submittedAt;
    await desk.cancel((await visits())[0]?.id ?? '', 'practitioner-absent', 1, 'clinic');
    expect((await submission(desk, entry.referral))?.entry).toMatchObject({ status: 'waiting', submittedAt: before });
    expect(await live(desk)).toEqual([]);
  });

  it('R27, R29: deleting the entry cancels the assigned visit without return; the slot goes on', async () => {
    const { desk, offer, visits } = await waitingClinic(central);
    const { entry } = await enter(desk);
    const [slot] = await offer({ '2026-11-30': 1 });
    const next = await enter(desk);
    expect((await leave(desk, entry)).status).toBe(200);
    expect(await stand(desk, entry)).toBe('closed withdrawn');
    expect(await stand(desk, next.entry)).toBe(at(slot));
    expect(new Set((await visits()).map(({ status }) => status))).toEqual(new Set(['booked', 'cancelled']));
    expect((await leave(desk, entry)).codes).toEqual(['entry-not-open']);
    expect((await enter(desk, { referral: entry.referral }, newPatient())).reply.status).toBe(201);
  });

  it('R35: a cancelled continuation visit leads to no entry', async () => {
    const { desk } = await waitingClinic(central);
    const schedule = newSchedule(desk.clinicId);
    await desk.publish(schedule);
    const [slot] = slotsOn(schedule, '2026-11-30', 'continuation');
    const patient = newPatient();
    const referral = { key: newReferral(), code: null, clinicCodes: null };
    const visit = visitIn(slot, patient, { referral });
    expect((await desk.book(visit, patient)).status).toBe(201);
    expect((await desk.cancel(visit.id, 'illness', 1)).status).toBe(200);
    expect(await submission(desk, referral)).toBeNull();
  });

  it('R31, R28: moved to another slot, the old one goes to who waits and is never assigned to this patient again', async () => {
    const { desk, offer, visits } = await waitingClinic(central);
    const { entry } = await enter(desk);
    const [first, second] = await offer({ '2026-11-30': 2 });
    const next = await enter(desk, { criteria: { ...anyCriteria, clinicIds: [desk.clinicId], toTime: '08:00' } });
    const [visit] = await visits();
    const moved = await desk.move(visit?.id ?? '', second?.id ?? '', 1);
    expect(visitOf(moved)?.slotId).toBe(second?.id);
    expect(await stand(desk, entry)).toBe(at(second));
    expect(await stand(desk, next.entry)).toBe(at(first));
    expect((await submission(desk, entry.referral))?.entry.cancelledSlotIds).toEqual([first?.id]);
  });
});

describe('R22: the day that enters the window', () => {
  it('is served to who waits before it is open to live search', async () => {
    await central.clock.set(startOfTests);
    const { desk, offer } = await waitingClinic(central);
    // Today + 40 days is 2 January.
    const slots = await offer({ '2027-01-04': 2 });
    const { entry } = await enter(desk);
    expect(await stand(desk, entry)).toBe('waiting');
    expect(await live(desk)).toEqual([]);
    await central.clock.advance(2 * 24 * 60);
    expect(await live(desk)).toEqual([slots[1]?.startsAt]);
    expect(await stand(desk, entry)).toBe(at(slots[0]));
    await central.clock.set(startOfTests);
  });
});

describe('R12, R19, R25: a search over all clinics', () => {
  const searchIn = async (desk: TestDesk, criteria: Partial<SearchCriteria>, some: Partial<LiveSearch> = {}) => {
    const search: LiveSearch = {
      clinicCodes: ['1104'],
      criteria: { ...anyCriteria, ...criteria },
      from: '2026-11-01',
      to: '2027-12-31',
      birthDate: '1958-03-12',
      category: 'stable',
      entitled: false,
      limit: 100,
      ...some,
    };
    return searchAnswerOf((await desk.ask('POST', '/Appointment/$find', { body: searchParameters(search) })).body);
  };

  it('finds other clinics’ slots with clinic, town and practitioner, by place, weekday and hour', async () => {
    const radom = await waitingClinic(central);
    const elsewhere = await waitingClinic(central);
    const place = { town: 'Radom', voivodeship: '14', address: 'ul. Jasna 1', latitude: 51.4, longitude: 21.15 };
    await central.database.query('update clinic set place = $1::jsonb where id = $2', [
      JSON.stringify(place),
      radom.desk.clinicId,
    ]);
    const slots = await radom.offer({ '2026-11-30': 2, '2026-12-01': 1 }, { clinicCode: '1104' });
    await elsewhere.offer({ '2026-11-30': 1 }, { clinicCode: '1104' });
    const found = await searchIn(elsewhere.desk, { town: 'Warszawa', radiusKm: 100, weekdays: [1], fromTime: '08:20' });
    expect(found).toEqual({
      slots: [
        {
          slot: expect.objectContaining({ id: slots[1]?.id }),
          clinicId: radom.desk.clinicId,
          clinicName: 'Przychodnia testowa',
          town: 'Radom',
          // Radom lies 93 km from Warsaw.
          distanceKm: 93,
          actorName: 'dr n. med. Monika Kalinowska',
        },
      ],
      waitingRoom: null,
    });
    expect((await searchIn(elsewhere.desk, { voivodeship: '14' }))?.slots).toHaveLength(3);
    expect((await searchIn(elsewhere.desk, { town: 'Kraków' }))?.slots).toEqual([]);
  });

  it('R12: offers the waiting room when nothing is found; R25: with the date that today’s queue would give', async () => {
    const { desk, offer } = await waitingClinic(central);
    const own = { clinicIds: [desk.clinicId] };
    const none = await searchIn(desk, own, { clinicCodes: ['1100'] });
    expect(none).toEqual({ slots: [], waitingRoom: { forecast: { date: null, asOf: expect.any(String) } } });
    // Beyond the window; one waits already, one slot a day.
    await offer({ '2027-02-01': 1, '2027-02-02': 1, '2027-02-03': 1 });
    await enter(desk);
    expect((await searchIn(desk, own, { clinicCodes: ['1100'] }))?.waitingRoom?.forecast?.date).toBe('2027-02-02');
    expect((await searchIn(desk, own, { clinicCodes: ['1100'], category: 'urgent' }))?.waitingRoom?.forecast?.date).toBe(
      '2027-02-01',
    );
    const { entry } = await enter(desk);
    expect((await submission(desk, entry.referral))?.entry.forecast?.date).toBe('2027-02-02');
  });

  it('R12: what starts within 48 h is shown and does not count against the offer', async () => {
    const { desk, offer } = await waitingClinic(central);
    const [slot] = await offer({ '2026-11-24': 1 });
    const found = await searchIn(desk, { clinicIds: [desk.clinicId] }, { clinicCodes: ['1100'] });
    expect(found?.slots.map(({ slot: { id } }) => id)).toEqual([slot?.id]);
    expect(found?.waitingRoom).not.toBeNull();
  });
});
