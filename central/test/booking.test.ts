import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slotId } from '../../core/domain/slot-id.ts';
import type { WaitingEntry } from '../../core/domain/waiting-entry.ts';
import { patientToFhir } from '../../core/fhir/patient.ts';
import type { RunningCentral } from '../start.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';
import {
  faults,
  newClinic,
  newPatient,
  newReferral,
  newSchedule,
  newWoman,
  slotsOn,
  startTestCentral,
  visitIn,
} from './test-central.ts';
import { type TestDesk, visitOf } from './test-desk.ts';
import { leave, submission } from './waiting-clinic.ts';

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
});

describe.each(['pglite', 'postgres'] as const)('booking over HTTP on %s', (kind) => {
  let central: RunningCentral;
  beforeAll(async () => {
    central = await startTestCentral({ db: kind === 'pglite' ? 'pglite:memory' : await postgres.createDatabase() });
  });
  afterAll(async () => {
    await central.close();
    expect(faults).toEqual([]);
  });

  async function clinicWithSchedule() {
    const { desks, clients } = await newClinic(central);
    const [desk, otherDesk] = desks as [TestDesk, TestDesk];
    const schedule = newSchedule(desk.clinicId);
    expect((await desk.publish(schedule)).status).toBe(201);
    return { desk, otherDesk, schedule, clients };
  }

  it('R5: publishing makes the slots that slotsFor gives, free, with the same ids', async () => {
    const { desk, schedule } = await clinicWithSchedule();
    const expected = slotsOn(schedule, '2026-11-24');
    const { body } = await desk.get(`/Slot?schedule=${schedule.id}&start=2026-11-24&_count=200`);
    const entries = body.entry as { resource: { id: string; status: string } }[];
    expect(new Set(entries.map(({ resource }) => resource.id))).toEqual(new Set(expected.map(({ id }) => id)));
    expect(new Set(entries.map(({ resource }) => resource.status))).toEqual(new Set(['free']));
  });

  it('books a first visit with a new patient in one act, and the slot is busy for everyone', async () => {
    const { desk, otherDesk, schedule } = await clinicWithSchedule();
    const [slot] = slotsOn(schedule, '2026-11-24', 'first');
    const patient = newPatient();
    const visit = visitIn(slot, patient);
    const booked = await desk.book(visit, patient);
    expect(booked.status).toBe(201);
    expect(booked.headers.get('x-okienko-position')).toMatch(/^[0-9a-f-]{36};2$/);
    expect(booked.headers.get('etag')).toBe('W/"1"');
    expect(visitOf(booked)).toMatchObject({
      id: visit.id,
      version: 1,
      patientId: patient.id,
      slotId: slot.id,
      status: 'booked',
    });
    expect((await otherDesk.get(`/Slot/${slot.id}`)).body.status).toBe('busy');
    expect(await otherDesk.visit(visit.id)).toEqual(visitOf(booked));
  });

  it('I1: refuses a second visit on the slot with slot-taken, and the slot is free again after a cancellation', async () => {
    const { desk, otherDesk, schedule } = await clinicWithSchedule();
    const [slot] = slotsOn(schedule, '2026-11-24', 'first');
    const [one, two] = [newPatient(), newPatient()];
    const first = visitIn(slot, one);
    await desk.book(first, one);
    const second = await otherDesk.book(visitIn(slot, two), two);
    expect([second.status, second.codes]).toEqual([409, ['slot-taken']]);
    expect((await desk.cancel(first.id, 'illness', 1)).status).toBe(200);
    expect((await otherDesk.book(visitIn(slot, two), two)).status).toBe(201);
  });

  it('R18: a referral serves one active booking in the whole country, and serves again after a cancellation', async () => {
    const here = await clinicWithSchedule();
    const there = await clinicWithSchedule();
    const referral = { key: newReferral(), code: null, clinicCodes: null };
    const patient = newPatient();
    const [slotHere] = slotsOn(here.schedule, '2026-11-24', 'first');
    const [slotThere] = slotsOn(there.schedule, '2026-11-25', 'first');
    const first = visitIn(slotHere, patient, { referral });
    expect((await here.desk.book(first, patient)).status).toBe(201);
    const again = await there.desk.book(visitIn(slotThere, patient, { referral }), patient);
    expect([again.status, again.codes]).toEqual([409, ['referral-used']]);
    // R27: after a cancellation the referral waits; it is free again when the entry is deleted.
    await here.desk.cancel(first.id, 'resignation', 1);
    const waiting = await submission(here.desk, referral);
    expect((await leave(here.desk, waiting?.entry as WaitingEntry)).status).toBe(200);
    expect((await there.desk.book(visitIn(slotThere, patient, { referral }), patient)).status).toBe(201);
  });

  it('R18: a 4-digit code names a referral together with the PESEL of a patient who is known already', async () => {
    const { desk, schedule } = await clinicWithSchedule();
    const slots = slotsOn(schedule, '2026-11-24', 'first');
    const patient = newPatient();
    const referral = { key: null, code: '2981', clinicCodes: null };
    expect((await desk.book(visitIn(slots[0], patient, { referral }), patient)).status).toBe(201);
    const again = await desk.book(visitIn(slots[1], patient, { referral }), null);
    expect([again.status, again.codes]).toEqual([409, ['referral-used']]);
    const other = newPatient();
    expect((await desk.book(visitIn(slots[1], other, { referral }), other)).status).toBe(201);
  });

  it.each([
    ['R11 outside-window', '2027-01-04', {}, 422, 'outside-window'],
    ['R18 referral-missing', '2026-11-24', { referral: null }, 422, 'referral-missing'],
    [
      'R15 contact-missing',
      '2026-11-24',
      { contact: { phone: null, secondPhone: null, email: null, relation: 'patient' } },
      422,
      'contact-missing',
    ],
    ['R16 remote-first-visit', '2026-11-24', { mode: 'remote' }, 422, 'remote-first-visit'],
    ['R14 wrong-slot-kind', '2026-11-24', { kind: 'continuation' }, 422, 'wrong-slot-kind'],
    ['slot-gone', '2026-11-24', { slotId: slotId('none', '2026-11-24T07:00:00Z') }, 404, 'slot-gone'],
  ] as const)('%s: refused as a desk refuses it, and nothing is left behind', async (_name, date, some, status, code) => {
    const { desk, schedule } = await clinicWithSchedule();
    const [slot] = slotsOn(schedule, date, 'first');
    const patient = newPatient({ contact: { phone: null, secondPhone: null, email: null, relation: 'patient' } });
    const visit = visitIn(slot, patient, some);
    const refused = await desk.book(visit, patient);
    expect([refused.status, refused.codes]).toEqual([status, [code]]);
    expect(refused.headers.get('x-okienko-position')).toBeNull();
    expect(await desk.visit(visit.id)).toBeNull();
    expect((await desk.get('/Patient?_summary=count')).body.total).toBe(0);
    expect((await desk.position()).event).toBe(1);
  });

  it('R14: a continuation slot of another clinic does not exist for $book', async () => {
    const here = await clinicWithSchedule();
    const there = await clinicWithSchedule();
    const [slot] = slotsOn(there.schedule, '2026-11-24', 'continuation');
    const patient = newPatient();
    const refused = await here.desk.book(visitIn(slot, patient), patient);
    expect([refused.status, refused.codes]).toEqual([404, ['slot-gone']]);
  });

  describe('I3: one intent, one effect', () => {
    it('answers a repeated intent with the same status and body, marked as a replay', async () => {
      const { desk, schedule } = await clinicWithSchedule();
      const [slot] = slotsOn(schedule, '2026-11-24', 'first');
      const patient = newPatient();
      const visit = visitIn(slot, patient);
      const intent = randomUUID();
      const first = await desk.book(visit, patient, { intent });
      const again = await desk.book(visit, patient, { intent });
      expect([again.status, again.body]).toEqual([first.status, first.body]);
      expect(again.headers.get('x-okienko-replay')).toBe('true');
      expect(again.headers.get('x-okienko-position')).toBe(first.headers.get('x-okienko-position'));
      expect((await desk.position()).event).toBe(2);
    });

    it('ten copies of one request at once book once', async () => {
      const { desk, otherDesk, schedule } = await clinicWithSchedule();
      const [slot] = slotsOn(schedule, '2026-11-24', 'first');
      const patient = newPatient();
      const visit = visitIn(slot, patient);
      const intent = randomUUID();
      const replies = await Promise.all(
        Array.from({ length: 10 }, (_, n) => (n % 2 ? desk : otherDesk).book(visit, patient, { intent })),
      );
      expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
      expect(replies.filter(({ headers }) => headers.get('x-okienko-replay') === null)).toHaveLength(1);
      expect((await desk.get('/Appointment?_summary=count')).body.total).toBe(1);
    });

    it('keeps refusals too: the slot is free by now, but the answer to that intent stays', async () => {
      const { desk, schedule } = await clinicWithSchedule();
      const [slot] = slotsOn(schedule, '2026-11-24', 'first');
      const [one, two] = [newPatient(), newPatient()];
      const first = visitIn(slot, one);
      await desk.book(first, one);
      const [second, intent] = [visitIn(slot, two), randomUUID()];
      const refused = await desk.book(second, two, { intent });
      await desk.cancel(first.id, 'illness', 1);
      const again = await desk.book(second, two, { intent });
      expect([again.status, again.codes, again.body]).toEqual([409, ['slot-taken'], refused.body]);
    });

    it('refuses the same intent id with other content', async () => {
      const { desk, schedule } = await clinicWithSchedule();
      const slots = slotsOn(schedule, '2026-11-24', 'first');
      const [patient, intent] = [newPatient(), randomUUID()];
      await desk.book(visitIn(slots[0], patient), patient, { intent });
      const other = await desk.book(visitIn(slots[1], patient), null, { intent });
      expect([other.status, other.codes]).toEqual([422, ['invalid']]);
    });

    it('tells what became of an intent, and a voided one is refused when it comes late', async () => {
      const { desk, schedule } = await clinicWithSchedule();
      const [slot] = slotsOn(schedule, '2026-11-24', 'first');
      const patient = newPatient();
      const [done, never] = [randomUUID(), randomUUID()];
      const stateOf = async (path: string, method = 'GET') =>
        (await desk.ask(method, path)).body.parameter.find(({ name }: { name: string }) => name === 'state').valueCode;
      expect(await stateOf(`/$intent?id=${done}`)).toBe('never-seen');
      const visit = visitIn(slot, patient);
      await desk.book(visit, patient, { intent: done });
      expect(await stateOf(`/$intent?id=${done}`)).toBe('applied');
      expect(await stateOf(`/$intent-void?id=${done}`, 'POST')).toBe('applied');
      expect(await stateOf(`/$intent-void?id=${never}`, 'POST')).toBe('voided');
      const late = await desk.book(visitIn(slot, patient), null, { intent: never });
      expect([late.status, late.codes]).toEqual([409, ['intent-voided']]);
      const found = await desk.get(`/Appointment?identifier=urn:okienko:intent|${done}`);
      expect(found.body.entry[0].resource.identifier[0].value).toBe(visit.id);
    });
  });

  describe('moving (R31)', () => {
    it('frees the old slot and takes the new one in one step', async () => {
      const { desk, schedule } = await clinicWithSchedule();
      const [from, to] = slotsOn(schedule, '2026-11-24', 'first');
      const patient = newPatient();
      const visit = visitIn(from, patient);
      await desk.book(visit, patient);
      const moved = await desk.move(visit.id, to.id, 1);
      expect(moved.status).toBe(200);
      expect(visitOf(moved)).toMatchObject({ version: 2, slotId: to.id, startsAt: to.startsAt });
      expect((await desk.get(`/Slot/${from.id}`)).body.status).toBe('free');
      expect((await desk.get(`/Slot/${to.id}`)).body.status).toBe('busy');
    });

    it('a taken target leaves the visit where it is, and the refusal brings the visit along', async () => {
      const { desk, schedule } = await clinicWithSchedule();
      const [from, to] = slotsOn(schedule, '2026-11-24', 'first');
      const [one, two] = [newPatient(), newPatient()];
      const visit = visitIn(from, one);
      await desk.book(visit, one);
      await desk.book(visitIn(to, two), two);
      const refused = await desk.move(visit.id, to.id, 1);
      expect([refused.status, refused.codes]).toEqual([409, ['slot-taken']]);
      expect(visitOf(refused)).toMatchObject({ id: visit.id, slotId: from.id });
    });

    it('412 with the current visit when someone else was faster, and without any version', async () => {
      const { desk, otherDesk, schedule } = await clinicWithSchedule();
      const [a, b, c] = slotsOn(schedule, '2026-11-24', 'first');
      const patient = newPatient();
      const visit = visitIn(a, patient);
      await desk.book(visit, patient);
      await otherDesk.move(visit.id, b.id, 1);
      for (const version of [1, null]) {
        const stale = await desk.move(visit.id, c.id, version);
        expect([stale.status, stale.codes]).toEqual([412, ['stale-version']]);
        expect(visitOf(stale)?.slotId).toBe(b.id);
      }
    });

    it('two visits that change places at once never both get one slot', async () => {
      const { desk, otherDesk, schedule } = await clinicWithSchedule();
      const [a, b] = slotsOn(schedule, '2026-11-24', 'first');
      const [one, two] = [newPatient(), newPatient()];
      const [left, right] = [visitIn(a, one), visitIn(b, two)];
      await desk.book(left, one);
      await desk.book(right, two);
      const replies = await Promise.all([desk.move(left.id, b.id, 1), otherDesk.move(right.id, a.id, 1)]);
      expect(replies.map(({ codes }) => codes)).toEqual([['slot-taken'], ['slot-taken']]);
    });

    it('R31: exams are not moved', async () => {
      const { desk } = await clinicWithSchedule();
      const mammography = newSchedule(desk.clinicId, { clinicCode: 'MMG', service: 'mammography' });
      await desk.publish(mammography);
      const [a, b] = slotsOn(mammography, '2026-11-24', 'first');
      const patient = newWoman('1970-01-01');
      const visit = visitIn(a, patient, { referral: null });
      expect((await desk.book(visit, patient)).status).toBe(201);
      expect((await desk.move(visit.id, b.id, 1)).codes).toEqual(['exam-not-movable']);
    });
  });

  describe('cancelling (R30)', () => {
    it('needs a reason and an active visit that has not begun', async () => {
      const { desk, schedule } = await clinicWithSchedule();
      const [slot] = slotsOn(schedule, '2026-11-24', 'first');
      const patient = newPatient();
      const visit = visitIn(slot, patient);
      await desk.book(visit, patient);
      expect((await desk.cancel(visit.id, null, 1)).codes).toEqual(['reason-missing']);
      expect((await desk.cancel(visit.id, 'illness', 1)).status).toBe(200);
      expect((await desk.cancel(visit.id, 'illness', 2)).codes).toEqual(['visit-not-active']);
      expect((await desk.cancel(randomUUID(), 'illness', 1)).codes).toEqual(['not-found']);
    });

    it('R30: when the clinic itself cannot serve it, the slot is not offered any more', async () => {
      const { desk, schedule } = await clinicWithSchedule();
      const [slot] = slotsOn(schedule, '2026-11-24', 'first');
      const patient = newPatient();
      const visit = visitIn(slot, patient);
      await desk.book(visit, patient);
      const { event, epoch } = await desk.position();
      await desk.cancel(visit.id, 'practitioner-absent', 1, 'clinic');
      expect((await desk.get(`/Slot/${slot.id}`)).status).toBe(404);
      expect((await desk.book(visitIn(slot, patient), null)).codes).toEqual(['slot-gone']);
      const { events } = await desk.events(event, epoch);
      expect(events[0]?.changes).toContainEqual({ entity: 'slot', key: slot.id, row: null });
    });
  });

  describe('legacy visits (R6)', () => {
    it('are accepted with gaps, without a slot, outside the window and in the past', async () => {
      const { desk, schedule } = await clinicWithSchedule();
      const patient = newPatient({ pesel: null, contact: { phone: null, secondPhone: null, email: null, relation: 'patient' } });
      const slot = slotsOn(schedule, '2026-11-24', 'first')[0];
      for (const startsAt of ['2026-11-03T07:07:00Z', '2027-03-01T07:07:00Z']) {
        const visit = visitIn(slot, patient, {
          slotId: null,
          startsAt,
          legacy: true,
          gaps: ['outside-schedule', 'no-contact', 'no-pesel'],
          referral: null,
          bookedAt: '2026-06-01T08:00:00Z',
        });
        const booked = await desk.book(visit, patient);
        expect(booked.status).toBe(201);
        expect(visitOf(booked)).toMatchObject({
          startsAt,
          slotId: null,
          legacy: true,
          gaps: visit.gaps,
          bookedBy: 'import',
          bookedAt: visit.bookedAt,
        });
      }
    });

    it('R18: a referral that a legacy visit brought along is used, also when that visit was moved', async () => {
      const { desk, schedule } = await clinicWithSchedule();
      const [a, b, c] = slotsOn(schedule, '2026-11-24', 'first');
      const [one, two] = [newPatient(), newPatient()];
      const referral = { key: newReferral(), code: null, clinicCodes: null };
      const legacy = visitIn(a, one, { legacy: true, referral });
      await desk.book(legacy, one);
      expect((await desk.book(visitIn(b, two, { referral }), two)).codes).toEqual(['referral-used']);
      expect((await desk.move(legacy.id, b.id, 1)).status).toBe(200);
      expect((await desk.book(visitIn(c, two, { referral }), two)).codes).toEqual(['referral-used']);
    });

    it('R15: moving one without a contact takes the one that the patient has by now, and the gap is gone', async () => {
      const { desk, schedule } = await clinicWithSchedule();
      const [a, b] = slotsOn(schedule, '2026-11-24', 'continuation');
      const nothing = { phone: null, secondPhone: null, email: null, relation: 'patient' as const };
      const patient = newPatient({ contact: nothing });
      const visit = visitIn(a, patient, { legacy: true, contact: nothing, gaps: ['no-contact'] });
      await desk.book(visit, patient);
      expect((await desk.move(visit.id, b.id, 1)).codes).toEqual(['contact-missing']);
      const told = { ...patient, contact: { ...nothing, phone: '+48730181148' } };
      await desk.ask('PUT', `/Patient?identifier=urn:okienko:patient|${patient.id}`, { body: patientToFhir(told), ifMatch: 1 });
      const moved = await desk.move(visit.id, b.id, 1);
      expect(visitOf(moved)).toMatchObject({ contact: { phone: '+48730181148' }, gaps: [] });
    });

    it('I1 holds for them: two on one slot are refused', async () => {
      const { desk, schedule } = await clinicWithSchedule();
      const slot = slotsOn(schedule, '2026-11-10', 'first')[0];
      const [one, two] = [newPatient(), newPatient()];
      expect((await desk.book(visitIn(slot, one, { legacy: true, referral: null }), one)).status).toBe(201);
      expect((await desk.book(visitIn(slot, two, { legacy: true, referral: null }), two)).codes).toEqual(['slot-taken']);
    });
  });

  describe('patients', () => {
    it('two desks meet the same PESEL: one patient, both keys lead to it, the first stays', async () => {
      const { desk, otherDesk, schedule } = await clinicWithSchedule();
      const [a, b] = slotsOn(schedule, '2026-11-24', 'first');
      const first = newPatient();
      const second = { ...first, id: randomUUID(), contact: { ...first.contact, phone: '+48601602603' } };
      await desk.book(visitIn(a, first), first);
      const merged = await otherDesk.book(visitIn(b, second), second);
      expect(merged.status).toBe(201);
      expect(visitOf(merged)?.patientId).toBe(first.id);
      expect((await desk.get('/Patient?_summary=count')).body.total).toBe(1);
      const { body } = await desk.get(`/Patient?identifier=urn:okienko:patient|${second.id}`);
      const keys = body.entry[0].resource.identifier.filter(({ system }: { system: string }) => system === 'urn:okienko:patient');
      expect(keys.map(({ value }: { value: string }) => value)).toEqual([first.id, second.id]);
      expect(body.entry[0].resource.telecom[0].value).toBe('+48601602603');
    });

    it('the same new patient in two bookings at once is one patient', async () => {
      const { desk, otherDesk, schedule } = await clinicWithSchedule();
      const slots = slotsOn(schedule, '2026-11-24', 'first');
      const patient = newPatient();
      const replies = await Promise.all(
        [0, 1, 2, 3].map((n) => {
          const same = n < 2 ? patient : { ...patient, id: randomUUID() };
          return (n % 2 ? desk : otherDesk).book(visitIn(slots[n] ?? slots[0], same), same);
        }),
      );
      expect(replies.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
      expect((await desk.get('/Patient?_summary=count')).body.total).toBe(1);
    });
  });
});
