import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aContact, aPatient, aReferralKey } from '../../domain/test-builders.ts';
import { anyCriteria, type SubmissionStatus, type WaitingEntry } from '../../domain/waiting-entry.ts';
import type { Answer, CentralGateway } from '../../sync/ports.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { askSubmission, drainQuestions, refreshSubmissions } from './submissions.ts';
import { changeWaiting, enterWaiting, leaveWaiting, watchSubmission } from './waiting-acts.ts';
import { readWaiting } from './waiting-view.ts';

const patient = aPatient();
const entry = (some: Partial<WaitingEntry> = {}): WaitingEntry => ({
  id: '66666666-6666-4666-8666-666666666666',
  version: 1,
  clinicId: null,
  patientId: patient.id,
  referral: { key: aReferralKey, code: null, clinicCodes: null },
  clinicCodes: ['1100'],
  criteria: anyCriteria,
  category: 'stable',
  entitlement: null,
  contact: aContact(),
  submittedAt: '2026-11-01T08:00:00Z',
  status: 'waiting',
  closed: null,
  visitId: null,
  cancelledSlotIds: [],
  forecast: { date: '2027-02-10', asOf: '2026-11-23T09:00:00Z' },
  ...some,
});

let desk: TestDesk;
/** What central says next; questions are counted. */
let central: SubmissionStatus | null | 'offline';
let questions: unknown[];
beforeEach(() => {
  desk = testDesk();
  desk.fed({ entity: 'patient', key: patient.id, row: patient });
  central = { entry: entry(), visit: null };
  questions = [];
  const gateway = desk.central?.gateway as CentralGateway;
  gateway.submission = async (question): Promise<Answer<SubmissionStatus | null>> => {
    questions.push(question);
    return central === 'offline' ? { kind: 'offline' } : { kind: 'ok', value: central };
  };
});
afterEach(() => desk.remove());

const ask = (some: Partial<Parameters<typeof askSubmission>[1]> = {}) =>
  askSubmission(desk, { referral: aReferralKey, pesel: null, patientId: null, ...some });
const first = () => {
  const [found] = readWaiting(desk).submissions;
  if (!found) throw new Error('nothing is known');
  return found;
};
const entering = (some: object = {}) => ({
  intentId: randomUUID(),
  entryId: randomUUID(),
  patient: null,
  patientId: patient.id,
  contact: aContact(),
  referral: aReferralKey,
  clinicCodes: ['1100'],
  criteria: anyCriteria,
  category: 'stable' as const,
  entitlement: null,
  supersedes: null,
  ...some,
});

describe('R20: the status of a submission', () => {
  it('is told to who knows the key, with forecast and age', async () => {
    expect(await ask()).toMatchObject({ ok: true, answered: true });
    expect(first()).toMatchObject({
      entry: { status: 'waiting', forecast: { date: '2027-02-10' } },
      askedAt: '2026-11-23T09:00:00Z',
      questionSince: null,
      watched: false,
    });
    expect(questions).toEqual([{ referralKey: aReferralKey, referralCode: null, pesel: null }]);
  });

  it('a code needs the PESEL, typed or the known patient’s own', async () => {
    expect(await ask({ referral: '1234' })).toMatchObject({ ok: false, refusals: [{ code: 'referral-invalid' }] });
    expect(await ask({ referral: '1234', pesel: '123' })).toMatchObject({ ok: false, refusals: [{ code: 'pesel-invalid' }] });
    expect(await ask({ referral: '1234', patientId: patient.id })).toMatchObject({ ok: true });
    expect(questions).toEqual([{ referralKey: null, referralCode: '1234', pesel: '58031200021' }]);
    expect(first()).toMatchObject({ patientName: 'Wiśniewska Halina', referralKind: 'code' });
  });

  it('no submission is an answer too', async () => {
    central = null;
    await ask();
    expect(first()).toMatchObject({ entry: null, askedAt: '2026-11-23T09:00:00Z' });
  });

  it('keeps how the forecast moved, a line for each change', async () => {
    await ask();
    desk.setNow('2026-11-24T09:00:00Z');
    await ask();
    central = { entry: entry({ forecast: { date: '2027-01-12', asOf: '2026-11-25T09:00:00Z' } }), visit: null };
    desk.setNow('2026-11-25T09:00:00Z');
    await ask();
    expect(first().history.map(({ at, forecastDate }) => [at.slice(0, 10), forecastDate])).toEqual([
      ['2026-11-25', '2027-01-12'],
      ['2026-11-23', '2027-02-10'],
    ]);
  });
});

describe('without a line', () => {
  it('the last knowledge stays, and the question waits until central can be reached', async () => {
    await ask();
    desk.setConnection('offline');
    desk.setNow('2026-11-23T15:00:00Z');
    await refreshSubmissions(desk, first().id);
    expect(first()).toMatchObject({ askedAt: '2026-11-23T09:00:00Z', questionSince: '2026-11-23T15:00:00Z' });
    expect(readWaiting(desk).live).toBe(false);
    desk.setConnection('online');
    await drainQuestions(desk);
    expect(first()).toMatchObject({ askedAt: '2026-11-23T15:00:00Z', questionSince: null });
  });

  it('a question that found no answer is asked again', async () => {
    central = 'offline';
    expect(await ask()).toMatchObject({ ok: true, answered: false });
    central = { entry: entry(), visit: null };
    await drainQuestions(desk);
    expect(first()).toMatchObject({ questionSince: null, entry: { status: 'waiting' } });
  });
});

describe('watching', () => {
  it('is shared by a setting of the clinic; what was asked once is forgotten after a day', async () => {
    await ask();
    await ask({ referral: '1234', patientId: patient.id });
    const [one] = readWaiting(desk).submissions;
    watchSubmission(desk, { intentId: randomUUID(), id: one?.id ?? '', watched: true });
    expect(desk.intents().at(-1)?.act).toMatchObject({ kind: 'save-setting', name: `watched-submission-${one?.id}` });
    desk.setNow('2026-11-25T09:00:00Z');
    await drainQuestions(desk);
    expect(readWaiting(desk).submissions.map(({ id, watched }) => [id, watched])).toEqual([[one?.id, true]]);
    watchSubmission(desk, { intentId: randomUUID(), id: one?.id ?? '', watched: false });
    await drainQuestions(desk);
    expect(readWaiting(desk).submissions).toEqual([]);
  });

  it('what a colleague watches is asked about here too', async () => {
    const question = { referralKey: aReferralKey, referralCode: null, pesel: null };
    const id = '77777777-7777-4777-8777-777777777777';
    const value = { question, patientId: patient.id, patientName: 'x', since: '2026-11-22T09:00:00Z', by: 'ewa', watched: true };
    desk.fed({
      entity: 'setting',
      key: `watched-submission-${id}`,
      row: { name: `watched-submission-${id}`, value, version: 1 },
    });
    expect(first()).toMatchObject({ id, askedAt: null, patientName: 'Wiśniewska Halina' });
    await drainQuestions(desk);
    expect(first()).toMatchObject({ id, entry: { status: 'waiting' } });
  });
});

describe('acts on the waiting room', () => {
  it('R13, R47: entering is in the journal at once, watched, with the sentence to say', () => {
    desk.setConnection('offline');
    const input = entering();
    expect(enterWaiting(desk, input)).toMatchObject({ ok: true, notes: ['waiting-room-entered', 'waiting-until-confirmed'] });
    expect(enterWaiting(desk, input)).toMatchObject({ ok: true });
    expect(desk.intents().map(({ act }) => act.kind)).toEqual(['enter-waiting', 'save-setting']);
    expect(first()).toMatchObject({ watched: true, openAct: { kind: 'enter-waiting', truth: 'local' } });
  });

  it('R15, R18: what the rules refuse is not written', () => {
    expect(enterWaiting(desk, entering({ referral: '12' }))).toMatchObject({
      ok: false,
      refusals: [{ code: 'referral-invalid' }],
    });
    expect(enterWaiting(desk, entering({ contact: aContact({ phone: null }) }))).toMatchObject({
      ok: false,
      refusals: [{ code: 'contact-missing' }],
    });
    expect(desk.intents()).toEqual([]);
  });

  it('R24: other criteria build on what is open, and the forecast is asked for when central has them', async () => {
    await ask();
    const { id } = first();
    const criteria = { ...anyCriteria, weekdays: [1 as const] };
    expect(changeWaiting(desk, { intentId: randomUUID(), id, seenVersion: 1, criteria })).toMatchObject({ ok: true });
    expect(leaveWaiting(desk, { intentId: randomUUID(), id, seenVersion: 1 })).toMatchObject({ ok: true });
    const [change, leave] = desk.intents();
    expect(leave?.baseIntentId).toBe(change?.id);
    expect(change).toMatchObject({ seenVersion: 1, act: { referral: { key: aReferralKey }, criteria } });
    await drainQuestions(desk);
    expect(questions).toHaveLength(1);
    expect(first()).toMatchObject({ openAct: { kind: 'leave-waiting' }, questionSince: '2026-11-23T09:00:00Z' });
  });

  it('R27: a closed entry is neither changed nor left', async () => {
    central = { entry: entry({ status: 'closed', closed: 'withdrawn' }), visit: null };
    await ask();
    expect(leaveWaiting(desk, { intentId: randomUUID(), id: first().id, seenVersion: 1 })).toMatchObject({
      ok: false,
      refusals: [{ code: 'entry-not-open' }],
    });
  });
});
