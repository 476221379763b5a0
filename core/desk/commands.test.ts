import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandResult } from '../contract/views.ts';
import { aContact, aPatient, aReferralKey, aSchedule, aSlot, aTask, aVisit, scheduleId } from '../domain/test-builders.ts';
import type { Outcome } from '../sync/ports.ts';
import { type BookVisit, bookVisit } from './book-visit.ts';
import { readDay } from './calendar-queries.ts';
import { cancelVisit } from './cancel-visit.ts';
import { changePatient } from './change-patient.ts';
import { closeTask } from './close-task.ts';
import { checkMove, moveVisit } from './move-visit.ts';
import { readPatient } from './patient-view.ts';
import { retryIntent } from './retry-intent.ts';
import { readTasks } from './task-view.ts';
import { type TestDesk, testDesk } from './test-desk.ts';
import { withdrawIntent } from './withdraw-intent.ts';

const date = '2026-11-30';
const slotAt = (time: string, some: Partial<ReturnType<typeof aSlot>> = {}) =>
  aSlot({ startsAt: `${date}T${time}:00Z`, ...some });
const firstSlot = slotAt('07:00');
const otherFirstSlot = slotAt('08:00');
const continuationSlot = slotAt('07:20', { kind: 'continuation' });
const patient = aPatient();

let desk: TestDesk;
beforeEach(() => {
  desk = testDesk();
  desk.fed(
    { entity: 'schedule', key: scheduleId, row: aSchedule({ weekly: [] }) },
    { entity: 'patient', key: patient.id, row: patient },
    ...[firstSlot, otherFirstSlot, continuationSlot].map((row) => ({ entity: 'slot', key: row.id, row }) as const),
  );
});
afterEach(() => desk.remove());

const booking = (some: Partial<BookVisit> = {}): BookVisit => ({
  intentId: randomUUID(),
  visitId: randomUUID(),
  slotId: firstSlot.id,
  patient: null,
  patientId: patient.id,
  contact: aContact(),
  kind: 'first',
  category: 'stable',
  entitlement: null,
  referral: aReferralKey,
  note: null,
  supersedes: null,
  ...some,
});

const newPatient = { ...aPatient({ id: randomUUID(), pesel: '52073111110', familyName: 'Żak', givenName: 'Łucja' }) };
const moving = (visitId: string, slotId: string, seenVersion = 0) => ({
  intentId: randomUUID(),
  visitId,
  slotId,
  seenVersion,
  supersedes: null,
});
const codes = (result: CommandResult) => (result.ok ? [] : result.refusals.map((refusal) => refusal.code));
const refusedOutcome: Outcome = { kind: 'refused', status: 409, refusals: [{ code: 'slot-taken', rule: 'I1' }], current: null };

function fedVisit(some: Partial<ReturnType<typeof aVisit>> = {}) {
  const visit = aVisit({ slotId: firstSlot.id, ...some });
  desk.fed({ entity: 'visit', key: visit.id, row: visit });
  return visit;
}

function parkedBooking() {
  const input = booking();
  bookVisit(desk, input);
  desk.answer(input.intentId, refusedOutcome);
  const [task] = readTasks(desk, 'open', 10);
  if (!task) throw new Error('no task was opened');
  return { input, task };
}

it('I8: what another desk keeps is neither booked nor moved onto here, until its time is up', () => {
  const claim = { client: 'another-desk', until: '2026-11-23T09:05:00Z' };
  desk.toldOfSlots({ slotId: otherFirstSlot.id, claim });
  expect(codes(bookVisit(desk, booking({ slotId: otherFirstSlot.id })))).toEqual(['slot-held']);
  const visit = fedVisit();
  expect(codes(moveVisit(desk, moving(visit.id, otherFirstSlot.id, visit.version)))).toEqual(['slot-held']);
  desk.setNow(claim.until);
  expect(bookVisit(desk, booking({ slotId: otherFirstSlot.id, referral: '4444'.repeat(11) }))).toMatchObject({ ok: true });
});

describe('booking', () => {
  it('is in the journal and on the screen at once, as local', () => {
    const input = booking({ note: 'dzwonić po 16' });
    expect(bookVisit(desk, input)).toEqual({ ok: true, intentId: input.intentId, notes: [] });
    expect(desk.entry(input.intentId)).toMatchObject({
      state: 'pending',
      intent: { act: { kind: 'book', patient: null, visit: { slotId: firstSlot.id, clinicCode: '1100', bookedBy: 'desk' } } },
    });
    expect(readDay(desk, date).columns[0]?.visits).toMatchObject([{ id: input.visitId, truth: 'local' }]);
  });

  it('I3: the same command twice is one command with the same answer', () => {
    const input = booking();
    const first = bookVisit(desk, input);
    expect(bookVisit(desk, input)).toEqual(first);
    expect(desk.intents()).toHaveLength(1);
  });

  it('R14, R21: offline, a first visit is a request and a continuation is firm', () => {
    desk.setConnection('offline');
    expect(bookVisit(desk, booking())).toMatchObject({ ok: true, notes: ['request-until-confirmed'] });
    const continuation = booking({ kind: 'continuation', slotId: continuationSlot.id, referral: null });
    expect(bookVisit(desk, continuation)).toMatchObject({ ok: true, notes: ['firm-offline'] });
  });

  it('brings a new patient along, his data made regular', () => {
    const typed = { ...newPatient, pesel: '520731 11110', contact: aContact({ phone: '730 181 148', secondPhone: '' }) };
    const input = booking({ patient: typed, patientId: typed.id, contact: aContact({ phone: '730-181-148' }) });
    expect(bookVisit(desk, input)).toMatchObject({ ok: true });
    expect(desk.entry(input.intentId).intent.act).toMatchObject({
      patient: {
        id: typed.id,
        version: 0,
        pesel: '52073111110',
        birthDate: '1952-07-31',
        contact: { phone: '+48730181148', secondPhone: null },
      },
      visit: { contact: { phone: '+48730181148' } },
    });
    expect(readPatient(desk, typed.id)).toMatchObject({ truth: 'local', age: 74 });
  });

  it('brings a patient along again while central does not know him', () => {
    bookVisit(desk, booking({ patient: newPatient, patientId: newPatient.id }));
    const second = booking({ patientId: newPatient.id, kind: 'continuation', slotId: continuationSlot.id, referral: null });
    expect(bookVisit(desk, second)).toMatchObject({ ok: true });
    expect(desk.entry(second.intentId).intent).toMatchObject({ act: { patient: { id: newPatient.id } }, baseIntentId: null });
  });

  it('lists every refusal and writes nothing', () => {
    fedVisit();
    const result = bookVisit(desk, booking({ referral: '12', contact: aContact({ phone: '12' }), kind: 'first' }));
    expect(codes(result).sort()).toEqual(['contact-invalid', 'referral-invalid', 'slot-taken']);
    expect(desk.intents()).toEqual([]);
  });

  it.each<[string, Partial<BookVisit>, string]>([
    ['R15 no contact', { contact: aContact({ phone: null }) }, 'contact-missing'],
    ['R18 no referral', { referral: null }, 'referral-missing'],
    ['R14 first visit on a continuation slot', { slotId: continuationSlot.id }, 'wrong-slot-kind'],
    ['a slot that is no longer published', { slotId: randomUUID() }, 'slot-gone'],
    ['a patient whom nobody knows', { patientId: randomUUID() }, 'not-found'],
    ['an intent that was not refused', { supersedes: randomUUID() }, 'not-found'],
  ])('refuses: %s', (_name, some, code) => {
    expect(codes(bookVisit(desk, booking(some)))).toContain(code);
    expect(desk.intents()).toEqual([]);
  });

  it('R18: refuses a referral that another active visit of this clinic uses', () => {
    fedVisit({ slotId: otherFirstSlot.id, startsAt: otherFirstSlot.startsAt });
    expect(codes(bookVisit(desk, booking()))).toEqual(['referral-used']);
  });

  it('R18: the same for a code, which means something only together with the patient', () => {
    const referral = { key: null, code: '1234', clinicCodes: null };
    fedVisit({ slotId: otherFirstSlot.id, startsAt: otherFirstSlot.startsAt, referral });
    expect(codes(bookVisit(desk, booking({ referral: '1234' })))).toEqual(['referral-used']);
    expect(bookVisit(desk, booking({ referral: '4321' }))).toMatchObject({ ok: true });
  });

  it('holds slot and patient back while the outcome of an act on them is unknown', () => {
    const input = booking();
    bookVisit(desk, input);
    desk.answer(input.intentId, { kind: 'unknown' });
    expect(readDay(desk, date).columns[0]?.slots[0]?.state).toBe('held-back');
    expect(codes(bookVisit(desk, booking({ slotId: otherFirstSlot.id, referral: '4444'.repeat(11) })))).toEqual(['held-back']);
    const other = booking({ patient: newPatient, patientId: newPatient.id });
    expect(codes(bookVisit(desk, other))).toContain('held-back');
  });

  it('anew from its task: replaces the refused act and closes the task in one transaction', () => {
    const { input, task } = parkedBooking();
    expect(readTasks(desk, 'open', 10)).toMatchObject([
      {
        id: task.id,
        refused: {
          intentId: input.intentId,
          act: 'book',
          wantedLocalStart: '2026-11-30T08:00',
          wanted: { patientId: patient.id, clinicCode: '1100', kind: 'first', referral: aReferralKey },
        },
        patient: { name: 'Wiśniewska Halina' },
        proposals: [{ id: firstSlot.id }, { id: otherFirstSlot.id }],
      },
    ]);
    const anew = booking({ slotId: otherFirstSlot.id, supersedes: input.intentId });
    expect(bookVisit(desk, anew)).toMatchObject({ ok: true });
    expect(desk.entry(input.intentId).state).toBe('superseded');
    expect(readTasks(desk, 'open', 10)).toEqual([]);
    expect(readTasks(desk, 'done', 10)).toMatchObject([{ id: task.id, resolution: 'booked-elsewhere', closedBy: 'desk-1' }]);
    bookVisit(desk, anew);
    expect(desk.intents().filter((intent) => intent.act.kind === 'close-task')).toHaveLength(1);
  });
});

describe('moving', () => {
  it('keeps id and version and shows the new place at once', () => {
    const visit = fedVisit({ version: 3 });
    const input = moving(visit.id, otherFirstSlot.id, 3);
    expect(checkMove(desk, input)).toMatchObject({ ok: true });
    expect(desk.intents()).toEqual([]);
    expect(moveVisit(desk, input)).toEqual({ ok: true, intentId: input.intentId, notes: [] });
    expect(desk.entry(input.intentId).intent).toMatchObject({ seenVersion: 3, baseIntentId: null });
    expect(desk.entry(input.intentId).intent.keys).toEqual(
      expect.arrayContaining([`visit:${visit.id}`, `slot:${firstSlot.id}`, `slot:${otherFirstSlot.id}`, `patient:${patient.id}`]),
    );
    expect(readDay(desk, date).columns[0]?.visits).toMatchObject([{ id: visit.id, version: 3, localStart: '2026-11-30T09:00' }]);
    expect(moveVisit(desk, input)).toMatchObject({ ok: true });
    expect(desk.intents()).toHaveLength(1);
  });

  it('builds on an own open intent', () => {
    const input = booking();
    bookVisit(desk, input);
    const move = moving(input.visitId, otherFirstSlot.id);
    expect(moveVisit(desk, move)).toMatchObject({ ok: true });
    expect(desk.entry(move.intentId).intent.baseIntentId).toBe(input.intentId);
  });

  it('refuses what was decided on an older state than the feed has brought', () => {
    const visit = fedVisit({ version: 3 });
    expect(codes(moveVisit(desk, moving(visit.id, otherFirstSlot.id, 2)))).toEqual(['stale-version']);
  });

  it('goes on from what this desk itself has changed since the person looked', () => {
    const input = booking();
    bookVisit(desk, input);
    const versions = { [`visit:${input.visitId}`]: 1 };
    desk.answer(input.intentId, { kind: 'applied', position: { epoch: 'epoch-1', event: 2 }, versions, aliases: {} });
    fedVisit({ id: input.visitId, version: 1 });
    const move = moving(input.visitId, otherFirstSlot.id, 0);
    expect(moveVisit(desk, move)).toMatchObject({ ok: true });
    expect(desk.entry(move.intentId).intent).toMatchObject({ seenVersion: 1, baseIntentId: null });

    desk.answer(move.intentId, {
      kind: 'applied',
      position: { epoch: 'epoch-1', event: 4 },
      versions: { [`visit:${input.visitId}`]: 3 },
      aliases: {},
    });
    fedVisit({ id: input.visitId, version: 2 });
    fedVisit({ id: input.visitId, version: 3, slotId: otherFirstSlot.id, startsAt: otherFirstSlot.startsAt });
    expect(codes(moveVisit(desk, moving(input.visitId, firstSlot.id, 1)))).toEqual(['stale-version']);
  });

  it('R31: refuses to move an exam, and a visit onto its own slot', () => {
    const visit = fedVisit();
    expect(codes(checkMove(desk, moving(visit.id, firstSlot.id, 1)))).toEqual(['slot-taken']);
    fedVisit({ version: 2, service: 'mammography', clinicCode: 'MMG' });
    expect(codes(moveVisit(desk, moving(visit.id, otherFirstSlot.id, 2)))).toContain('exam-not-movable');
  });

  it('refuses a visit that nobody knows', () => {
    expect(codes(moveVisit(desk, moving(randomUUID(), otherFirstSlot.id)))).toContain('not-found');
  });
});

describe('cancelling', () => {
  const cancelling = (visitId: string, seenVersion = 1) =>
    ({ intentId: randomUUID(), visitId, seenVersion, reason: 'illness', by: 'patient' }) as const;

  it('R27, R33: says that patient and slot go to the waiting room', () => {
    const visit = fedVisit();
    const input = cancelling(visit.id);
    const answer = { ok: true, intentId: input.intentId, notes: ['returns-to-waiting-room', 'slot-to-waiting-room'] };
    expect(cancelVisit(desk, input)).toEqual(answer);
    expect(readDay(desk, date)).toMatchObject({ booked: 0, free: 3 });
    expect(cancelVisit(desk, input)).toEqual(answer);
    expect(desk.intents()).toHaveLength(1);
  });

  it('R34: at short notice the slot goes to live search', () => {
    const visit = fedVisit();
    desk.setNow('2026-11-28T07:00:00Z');
    expect(cancelVisit(desk, cancelling(visit.id))).toMatchObject({ notes: ['returns-to-waiting-room', 'slot-to-live-search'] });
  });

  it('R35: a continuation visit comes back to the clinic, nobody waits', () => {
    const visit = fedVisit({ kind: 'continuation', slotId: continuationSlot.id, startsAt: continuationSlot.startsAt });
    expect(cancelVisit(desk, cancelling(visit.id))).toMatchObject({ ok: true, notes: [] });
  });

  it('R30: not after the start, not twice', () => {
    const visit = fedVisit({ status: 'cancelled' });
    desk.setNow('2026-11-30T07:00:00Z');
    expect(codes(cancelVisit(desk, cancelling(visit.id)))).toEqual(['visit-not-active', 'visit-started']);
  });
});

describe("changing a patient's data", () => {
  it('shows at once and builds on an own open change', () => {
    const input = { intentId: randomUUID(), patient: { ...patient, familyName: 'Wilk' }, seenVersion: 1 };
    expect(changePatient(desk, input)).toMatchObject({ ok: true });
    const again = { intentId: randomUUID(), patient: { ...patient, familyName: 'Wilczek' }, seenVersion: 1 };
    expect(changePatient(desk, again)).toMatchObject({ ok: true });
    expect(desk.entry(again.intentId).intent.baseIntentId).toBe(input.intentId);
    expect(readPatient(desk, patient.id)).toMatchObject({ familyName: 'Wilczek', truth: 'local' });
  });

  it('demands nothing that an imported patient may lack, but what is given must be right', () => {
    const bare = { ...patient, pesel: null, birthDate: null, contact: aContact({ phone: null }) };
    expect(changePatient(desk, { intentId: randomUUID(), patient: bare, seenVersion: 1 })).toMatchObject({ ok: true });
    const wrong = { ...patient, pesel: '58031200025', contact: aContact({ secondPhone: '12' }) };
    expect(codes(changePatient(desk, { intentId: randomUUID(), patient: wrong, seenVersion: 1 }))).toEqual([
      'pesel-invalid',
      'contact-invalid',
    ]);
  });
});

describe('tasks and the queue', () => {
  it('closing a task gives up the refused act behind it', async () => {
    const { input, task } = parkedBooking();
    const close = { intentId: randomUUID(), taskId: task.id, resolution: 'patient-called' };
    expect(await closeTask(desk, close)).toMatchObject({ ok: true });
    expect(readTasks(desk, 'done', 10)).toMatchObject([{ id: task.id, resolution: 'patient-called' }]);
    expect(desk.entry(input.intentId).state).toBe('withdrawn');
    expect(await closeTask(desk, close)).toMatchObject({ ok: true });
    expect(desk.intents().filter((intent) => intent.act.kind === 'close-task')).toHaveLength(1);
  });

  it('withdrawing closes the task, once', async () => {
    const { input } = parkedBooking();
    expect(await withdrawIntent(desk, { intentId: input.intentId, reason: 'resigned' })).toMatchObject({ ok: true });
    expect(await withdrawIntent(desk, { intentId: input.intentId, reason: 'resigned' })).toMatchObject({ ok: true });
    expect(readTasks(desk, 'open', 10)).toEqual([]);
    expect(desk.intents().filter((intent) => intent.act.kind === 'close-task')).toHaveLength(1);
  });

  it('retrying a refused act is a new intent, the same one when repeated', async () => {
    const { input } = parkedBooking();
    const retry = { intentId: input.intentId, newIntentId: randomUUID() };
    expect(await retryIntent(desk, retry)).toMatchObject({ ok: true, intentId: retry.newIntentId });
    expect(await retryIntent(desk, retry)).toMatchObject({ ok: true, intentId: retry.newIntentId });
    expect(codes(await retryIntent(desk, { intentId: randomUUID(), newIntentId: randomUUID() }))).toEqual(['not-found']);
  });

  it('a gap in an imported visit offers other times only where time is the trouble', () => {
    const visit = fedVisit({ legacy: true, slotId: null, gaps: ['holiday'], referral: null });
    const about = { visitId: visit.id, patientId: patient.id };
    for (const task of [aTask({ ...about, gap: 'holiday' }), aTask({ ...about, id: randomUUID(), gap: 'no-contact' })]) {
      desk.fed({ entity: 'task', key: task.id, row: task });
    }
    expect(readTasks(desk, 'open', 10).map((task) => [task.gap, task.proposals.length])).toEqual(
      expect.arrayContaining([
        ['holiday', 2],
        ['no-contact', 0],
      ]),
    );
  });
});
