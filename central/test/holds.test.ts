import type { Appointment } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FindRequest, findParameters } from '../../core/fhir/parameters.ts';
import { proposalsToSlots } from '../../core/fhir/proposal.ts';
import { extension } from '../../core/fhir/systems.ts';
import { readHeldSlots } from '../../core/remote/feed.ts';
import type { RunningCentral } from '../start.ts';
import { newClinic, newPatient, newSchedule, slotsOn, startOfTests, startTestCentral, visitIn } from './test-central.ts';
import type { TestDesk } from './test-desk.ts';

let central: RunningCentral;
beforeAll(async () => {
  central = await startTestCentral({ db: 'pglite:memory' });
});
afterAll(() => central.close());

async function clinicWithSchedule() {
  const { desks } = await newClinic(central);
  const [desk, otherDesk] = desks as [TestDesk, TestDesk];
  const schedule = newSchedule(desk.clinicId);
  await desk.publish(schedule);
  return { desk, otherDesk, schedule };
}

const endOf = (hold: Appointment) => hold.extension?.find(({ url }) => url === extension.holdUntil)?.valueInstant ?? '';

describe('I8: a hold', () => {
  it('keeps the slot from others, visibly, and its owner can book it', async () => {
    const { desk, otherDesk, schedule } = await clinicWithSchedule();
    const [slot] = slotsOn(schedule, '2026-11-24', 'first');
    const held = await desk.hold(slot.id);
    expect(held.status).toBe(201);
    expect(held.body).toMatchObject({ status: 'pending', slot: [{ reference: `Slot/${slot.id}` }] });
    expect((await otherDesk.get(`/Slot/${slot.id}`)).body.status).toBe('busy-tentative');
    const other = newPatient();
    const refused = await otherDesk.book(visitIn(slot, other), other);
    expect([refused.status, refused.codes]).toEqual([409, ['slot-held']]);
    expect((await otherDesk.hold(slot.id)).codes).toEqual(['slot-held']);
    const patient = newPatient();
    expect((await desk.book(visitIn(slot, patient), patient)).status).toBe(201);
    expect((await desk.hold(slot.id)).codes).toEqual(['slot-taken']);
  });

  it('ends after five minutes by central’s clock, and asking again does not prolong it', async () => {
    const { desk, otherDesk, schedule } = await clinicWithSchedule();
    const [slot] = slotsOn(schedule, '2026-11-24', 'first');
    const start = Date.parse(central.clock.now());
    const until = endOf((await desk.hold(slot.id)).body);
    expect(Math.round((Date.parse(until) - start) / 60_000)).toBe(5);
    await central.clock.advance(4);
    expect(endOf((await desk.hold(slot.id)).body)).toBe(until);
    await central.clock.advance(1.01);
    expect((await otherDesk.get(`/Slot/${slot.id}`)).body.status).toBe('free');
    const other = newPatient();
    expect((await otherDesk.book(visitIn(slot, other), other)).status).toBe(201);
  });

  it('is ended by its owner only', async () => {
    const { desk, otherDesk, schedule } = await clinicWithSchedule();
    const [slot] = slotsOn(schedule, '2026-11-24', 'first');
    const { id } = (await desk.hold(slot.id)).body;
    expect((await otherDesk.ask('DELETE', `/Appointment/${id}`)).status).toBe(404);
    expect((await desk.ask('DELETE', `/Appointment/${id}`)).status).toBe(204);
    expect((await otherDesk.hold(slot.id)).status).toBe(201);
  });

  it('is told to the clinic: by which desk, until when, and when it is given back; a repeated question tells nothing new', async () => {
    const { desk, otherDesk, schedule } = await clinicWithSchedule();
    const [slot] = slotsOn(schedule, '2026-11-25', 'first');
    const { epoch, event } = await otherDesk.position();
    const held = await desk.hold(slot.id);
    await desk.hold(slot.id);
    await desk.ask('DELETE', `/Appointment/${held.body.id}`);
    const { events, last } = await otherDesk.events(event, epoch);
    expect(last - event).toBe(2);
    // Both tell the slot as it is now: free.
    expect(events.map(({ slots }) => slots)).toEqual([[{ slotId: slot.id, claim: null }], [{ slotId: slot.id, claim: null }]]);
    const again = await desk.hold(slot.id);
    const claim = { client: desk.clientId, until: endOf(again.body) };
    expect((await otherDesk.events(last, epoch)).events.map(({ slots }) => slots)).toEqual([[{ slotId: slot.id, claim }]]);
    // The slot itself is what it was: nothing in the copy of the clinic changes by it.
    expect((await otherDesk.events(last, epoch)).events[0]?.changes).toMatchObject([{ entity: 'slot', key: slot.id }]);
  });

  it('is told to whoever asks for all that are kept, such as a desk that has just started', async () => {
    const { desk, otherDesk, schedule } = await clinicWithSchedule();
    const [slot, other] = slotsOn(schedule, '2026-11-27', 'first');
    const until = endOf((await desk.hold(slot.id)).body);
    await otherDesk.hold(other.id);
    const { body } = await otherDesk.get('/Slot?status=busy-tentative&_count=2000');
    const wanted = [
      { slotId: slot.id, claim: { client: desk.clientId, until } },
      { slotId: other.id, claim: { client: otherDesk.clientId, until: expect.any(String) } },
    ];
    expect(readHeldSlots(body)).toHaveLength(2);
    expect(readHeldSlots(body)).toEqual(expect.arrayContaining(wanted));
    expect(readHeldSlots((await otherDesk.get('/Slot?status=busy')).body)).toEqual([]);
  });

  it('of a patient and of another clinic are told apart, and name no desk of theirs', async () => {
    const { desk, schedule } = await clinicWithSchedule();
    const [first, second] = slotsOn(schedule, '2026-11-26', 'first');
    const until = new Date(Date.parse(central.clock.now()) + 240_000).toISOString();
    const hold = (slotId: string, client: string) =>
      central.database.query('select hold_slot($1::uuid, 1, $2::uuid, $3, $4::uuid, $5::timestamptz, $6::timestamptz) as held', [
        slotId,
        crypto.randomUUID(),
        client,
        crypto.randomUUID(),
        central.clock.now(),
        until,
      ]);
    const { epoch, event } = await desk.position();
    await hold(first.id, 'ikp');
    await hold(second.id, 'desk-of-another');
    const told = (await desk.events(event, epoch)).events.flatMap(({ slots }) => slots?.map(({ claim }) => claim?.client));
    expect(told).toEqual(['ikp', 'other-clinic']);
  });

  it('ten desks ask at once: one gets it', async () => {
    const { desks } = await newClinic(central, 10);
    const [desk] = desks as [TestDesk];
    const schedule = newSchedule(desk.clinicId);
    await desk.publish(schedule);
    const [slot] = slotsOn(schedule, '2026-11-24', 'first');
    const replies = await Promise.all(desks.map((each) => each.hold(slot.id)));
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(replies.filter(({ codes }) => codes[0] === 'slot-held')).toHaveLength(9);
  });
});

describe('$find', () => {
  const request = (some: Partial<FindRequest>): FindRequest => ({
    start: '2026-11-23',
    end: '2027-03-31',
    clinicCodes: ['1100'],
    clinicId: null,
    actorKey: null,
    count: 2000,
    ...some,
  });
  const find = async (desk: TestDesk, some: Partial<FindRequest>) =>
    proposalsToSlots((await desk.ask('POST', '/Appointment/$find', { body: findParameters(request(some)) })).body) ?? [];

  it('R11: free first slots up to the 40th day, earliest first; taken and held ones are left out', async () => {
    await central.clock.set(startOfTests);
    const { desk, otherDesk, schedule } = await clinicWithSchedule();
    const [taken, held, free] = slotsOn(schedule, '2026-11-24', 'first');
    const patient = newPatient();
    await desk.book(visitIn(taken, patient), patient);
    await otherDesk.hold(held.id);
    const first = (await find(desk, { clinicId: desk.clinicId })).filter(({ kind }) => kind === 'first');
    const ids = first.map(({ id }) => id);
    expect(ids).not.toContain(taken.id);
    expect(ids).not.toContain(held.id);
    expect(ids).toContain(free.id);
    expect(first.every(({ startsAt }, n) => n === 0 || startsAt >= (first[n - 1]?.startsAt ?? ''))).toBe(true);
    // 40 days after 23 November is Saturday 2 January; the last working day before is 31 December.
    expect(first.at(-1)?.startsAt.slice(0, 10)).toBe('2026-12-31');
    expect(first[0]?.startsAt).toBe('2026-11-23T08:00:00Z'.replace('08:00', '09:00'));
  });

  it('R14, I8: elsewhere first visits only, the same ones for everyone; continuation slots in one’s own clinic', async () => {
    const here = await clinicWithSchedule();
    const there = await clinicWithSchedule();
    const own = await find(there.desk, { clinicId: there.desk.clinicId });
    const seen = await find(here.desk, { clinicId: there.desk.clinicId });
    expect(new Set(own.map(({ kind }) => kind))).toEqual(new Set(['first', 'continuation']));
    expect(seen.map(({ id }) => id)).toEqual(own.filter(({ kind }) => kind === 'first').map(({ id }) => id));
  });

  it('finds by practitioner, and nothing for codes that nobody offers', async () => {
    const { desk, schedule } = await clinicWithSchedule();
    const own = { clinicId: desk.clinicId };
    expect(await find(desk, { ...own, actorKey: schedule.actor.id })).not.toEqual([]);
    expect(await find(desk, { ...own, actorKey: crypto.randomUUID() })).toEqual([]);
    expect(await find(desk, { ...own, clinicCodes: ['1105'] })).toEqual([]);
  });
});
