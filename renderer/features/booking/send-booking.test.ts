import { describe, expect, test } from 'vitest';
import type { PatientDetail, SlotView } from '../../../core/contract/views.ts';
import { FakeDesk } from '../../../test/fakes/fake-desk.ts';
import type { DeskClient } from '../../app/desk-client.ts';
import type { BookInput } from './booking-input.ts';
import { BookingSession } from './booking-session.ts';
import { sendBooking } from './send-booking.ts';
import { seriesRows, slotsToBook, startOfSeries } from './series-rows.ts';

/** A desk with the real rules, and a continuation visit that only has to be sent. */
async function ready() {
  const { client } = new FakeDesk({ pauseMs: 0 });
  const overview = await client.desk.overview();
  const [hit] = await client.patients.search({ text: 'nowak', limit: 1 });
  const patient = (await client.patients.get({ id: hit?.id ?? '' })) as PatientDetail;
  const session = new BookingSession();
  session.dispatch({ type: 'patient-chosen', patient }, overview);
  session.dispatch({ type: 'visit-set', clinicCode: '1100', kind: 'continuation' }, overview);
  session.dispatch({ type: 'slot-chosen', slot: await freeSlot(client) }, overview);
  return { client, overview, session, patient };
}

async function freeSlot(client: DeskClient): Promise<SlotView> {
  const found = await client.slots.find({ kind: 'continuation', clinicCodes: ['1100'], scheduleId: null, from: null, limit: 20 });
  return found.days.at(-1)?.slots.at(-1) as SlotView;
}

/** Passes calls on and keeps what was asked; `failures` first calls break after they arrived. */
function watched(client: DeskClient, failures = 0): { calls: BookInput[]; client: Pick<DeskClient, 'visits' | 'waiting'> } {
  const calls: BookInput[] = [];
  const book = async (input: BookInput) => {
    calls.push(input);
    const result = await client.visits.book(input);
    if (calls.length <= failures) throw new Error('the way to core was closed');
    return result;
  };
  return { calls, client: { waiting: client.waiting, visits: { ...client.visits, book: book as DeskClient['visits']['book'] } } };
}

test('an accepted booking is in the day of the patient', async () => {
  const { client, overview, session, patient } = await ready();
  await sendBooking(client, session, overview);
  expect(session.draft().phase).toBe('accepted');
  const after = await client.patients.get({ id: patient.id });
  expect(after?.visits.some(({ id }) => id === session.draft().attempt?.visitId)).toBe(true);
});

describe('I3', () => {
  test('a lost answer: the same command goes again, and one visit comes of it', async () => {
    const { client, overview, session, patient } = await ready();
    const before = (await client.patients.get({ id: patient.id }))?.visits.length ?? 0;
    const desk = watched(client, 2);
    for (const phase of ['unanswered', 'unanswered', 'accepted']) {
      await sendBooking(desk.client, session, overview);
      expect(session.draft().phase).toBe(phase);
    }
    expect(new Set(desk.calls.map((call) => JSON.stringify(call))).size).toBe(1);
    expect((await client.patients.get({ id: patient.id }))?.visits.length).toBe(before + 1);
  });

  test('two presses of the button are one command', async () => {
    const { client, overview, session } = await ready();
    const desk = watched(client);
    await Promise.all([sendBooking(desk.client, session, overview), sendBooking(desk.client, session, overview)]);
    expect(desk.calls).toHaveLength(1);
  });

  test('after a refusal the next try is another command', async () => {
    const { client, overview, session } = await ready();
    const desk = watched(client);
    const taken = session.draft().slot as SlotView;
    session.dispatch({ type: 'slot-chosen', slot: { ...taken, id: '00000000-0000-4000-8000-00000000dead' } }, overview);
    await sendBooking(desk.client, session, overview);
    expect(session.draft()).toMatchObject({ phase: 'refused', refusals: [{ code: 'slot-gone' }] });
    session.dispatch({ type: 'slot-chosen', slot: taken }, overview);
    await sendBooking(desk.client, session, overview);
    expect(session.draft().phase).toBe('accepted');
    expect(desk.calls[0]?.intentId).not.toBe(desk.calls[1]?.intentId);
  });
});

describe('R14: a series', () => {
  async function readySeries() {
    const { client } = new FakeDesk({ pauseMs: 0 });
    const overview = await client.desk.overview();
    const [hit] = await client.patients.search({ text: 'nowak', limit: 1 });
    const patient = (await client.patients.get({ id: hit?.id ?? '' })) as PatientDetail;
    const session = new BookingSession();
    session.dispatch({ type: 'patient-chosen', patient }, overview);
    session.dispatch({ type: 'visit-set', clinicCode: '1100', kind: 'continuation' }, overview);
    const wish = { ...startOfSeries(overview.today), unit: 'days' as const, count: 3 };
    session.dispatch({ type: 'series-opened', wish }, overview);
    const place = { clinicCode: '1100', scheduleId: null, patientId: patient.id };
    const { proposals } = await client.slots.proposeSeries({ ...place, ...wish });
    const slots = slotsToBook(seriesRows(proposals, { chosen: {}, left: [] }));
    session.dispatch({ type: 'series-settled', slots }, overview);
    return { client, overview, session, patient, slots };
  }

  test('goes as one command, and each visit is in the calendar under its own id', async () => {
    const { client, overview, session, patient, slots } = await readySeries();
    await sendBooking(client, session, overview);
    expect(session.draft()).toMatchObject({ phase: 'accepted', notes: ['series-by-clinic'] });
    const booked = session.draft().attempt?.series ?? [];
    expect(booked.map(({ slot }) => slot.id)).toEqual(slots.map(({ id }) => id));
    expect(new Set(booked.map(({ slot }) => slot.localStart.slice(0, 10))).size).toBe(3);
    const after = await client.patients.get({ id: patient.id });
    for (const { visitId } of booked) expect(after?.visits.some(({ id }) => id === visitId)).toBe(true);
  });

  test('I3: a lost answer: the same visits go again, whatever is proposed by then', async () => {
    const { client, overview, session, patient } = await readySeries();
    const before = (await client.patients.get({ id: patient.id }))?.visits.length ?? 0;
    let calls = 0;
    const bookSeries = async (input: Parameters<DeskClient['visits']['bookSeries']>[0]) => {
      const result = await client.visits.bookSeries(input);
      calls += 1;
      if (calls === 1) throw new Error('the way to core was closed');
      return result;
    };
    const desk = {
      waiting: client.waiting,
      visits: { ...client.visits, bookSeries: bookSeries as DeskClient['visits']['bookSeries'] },
    };
    await sendBooking(desk, session, overview);
    expect(session.draft().phase).toBe('unanswered');
    session.dispatch({ type: 'series-settled', slots: [] }, overview);
    await sendBooking(desk, session, overview);
    expect(session.draft().phase).toBe('accepted');
    expect((await client.patients.get({ id: patient.id }))?.visits.length).toBe(before + 3);
  });
});
