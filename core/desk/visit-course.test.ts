import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aContact, aPatient, aReferralKey, aSchedule, aSlot, aVisit, scheduleId } from '../domain/test-builders.ts';
import type { VisitOutcome } from '../domain/visit-outcome.ts';
import { changeVisit } from './change-visit.ts';
import { readReception } from './reception.ts';
import { setOutcome } from './set-outcome.ts';
import { type TestDesk, testDesk } from './test-desk.ts';
import { readVisit } from './visit-detail.ts';

/** The desk's clock stands at 10:00 in Warsaw on Monday 23 November 2026. */
const at = (time: string, date = '2026-11-23') => `${date}T${time}:00Z`;
const patient = aPatient();
const other = aPatient({ id: randomUUID(), familyName: 'Żak', givenName: 'Łucja', pesel: '52073111110' });
const visit = aVisit({ startsAt: at('09:20') });
const othersVisit = aVisit({
  id: randomUUID(),
  startsAt: at('08:00'),
  patientId: other.id,
  referral: { key: null, code: '4321', clinicCodes: null },
});

let desk: TestDesk;
beforeEach(() => {
  desk = testDesk();
  desk.fed(
    { entity: 'schedule', key: scheduleId, row: aSchedule({ weekly: [] }) },
    ...[patient, other].map((row) => ({ entity: 'patient', key: row.id, row }) as const),
    ...[visit, othersVisit].map(({ startsAt }) => {
      const row = aSlot({ startsAt });
      return { entity: 'slot', key: row.id, row } as const;
    }),
    ...[visit, othersVisit].map((row) => ({ entity: 'visit', key: row.id, row }) as const),
  );
});
afterEach(() => desk.remove());

const mark = (outcome: VisitOutcome, some: { visitId?: string; eventNumber?: string; seenVersion?: number } = {}) =>
  setOutcome(desk, { intentId: randomUUID(), visitId: visit.id, seenVersion: 1, outcome, eventNumber: null, ...some });
const list = (text: string, scope: 'today' | 'open' = 'today') => readReception(desk, { text, scope });
const names = (text: string, scope: 'today' | 'open' = 'today') => list(text, scope).rows.map((row) => row.patientName);

describe('the day of the visit (R43)', () => {
  it('an arrival is in the journal and on the screen at once, offline too', () => {
    desk.setConnection('offline');
    expect(mark('arrived')).toMatchObject({ ok: true, notes: [] });
    expect(readVisit(desk, visit.id)).toMatchObject({
      status: 'arrived',
      truth: 'local',
      course: { arrivedAt: '2026-11-23T09:00:00Z', startedAt: null },
      possibleOutcomes: ['expected', 'in-progress', 'performed'],
    });
    expect(desk.intents().at(-1)).toMatchObject({ act: { kind: 'set-outcome', outcome: 'arrived' }, seenVersion: 1 });
  });

  it('acts on each other while the first is still on this computer, and can all be taken back', () => {
    mark('arrived');
    mark('in-progress');
    mark('performed', { eventNumber: 'ZM/2026/17' });
    expect(readVisit(desk, visit.id)?.course).toMatchObject({ eventNumber: 'ZM/2026/17' });
    mark('expected');
    expect(readVisit(desk, visit.id)).toMatchObject({ status: 'booked' });
    expect(readVisit(desk, visit.id)?.course).toBeUndefined();
    const [first, second] = desk.intents();
    expect(second?.baseIntentId).toBe(first?.id);
  });

  it('no no-show before the start, and nothing is written', () => {
    expect(mark('no-show')).toMatchObject({ ok: false, refusals: [{ code: 'outcome-too-early' }] });
    desk.setNow(at('09:20'));
    expect(mark('no-show')).toMatchObject({ ok: true });
    expect(desk.intents()).toHaveLength(1);
  });

  it('who has gone in is neither moved nor cancelled', () => {
    mark('in-progress');
    expect(readVisit(desk, visit.id)).toMatchObject({ movable: false, cancellable: false });
  });

  it('someone else’s change in between is not overwritten', () => {
    desk.fed({ entity: 'visit', key: visit.id, row: { ...visit, version: 2, note: 'x' } });
    expect(mark('arrived')).toMatchObject({ ok: false, refusals: [{ code: 'stale-version' }] });
  });
});

describe('Przyjęcie', () => {
  it('lists the day by time', () => {
    expect(names('')).toEqual(['Żak Łucja', 'Wiśniewska Halina']);
  });

  it.each([
    ['wisn', 'Wiśniewska Halina'],
    ['halina wiś', 'Wiśniewska Halina'],
    ['58031200021', 'Wiśniewska Halina'],
    [aReferralKey, 'Wiśniewska Halina'],
    [`${aReferralKey.slice(0, 22)} ${aReferralKey.slice(22)}`, 'Wiśniewska Halina'],
    ['4321', 'Żak Łucja'],
    ['zak', 'Żak Łucja'],
  ])('finds by %s', (text, name) => {
    expect(names(text)).toEqual([name]);
  });

  it('tells of a known patient when his visit is instead', () => {
    const later = aPatient({ id: randomUUID(), familyName: 'Kos', givenName: 'Jan', pesel: '61010112343' });
    const next = aVisit({ id: randomUUID(), startsAt: at('10:00', '2026-11-25'), patientId: later.id });
    desk.fed({ entity: 'patient', key: later.id, row: later }, { entity: 'visit', key: next.id, row: next });
    expect(list('61010112343')).toMatchObject({
      rows: [],
      notToday: { patientName: 'Kos Jan', nextLocalStart: '2026-11-25T11:00' },
    });
  });

  it('keeps a list of what has begun and has no end, of the days before too', () => {
    const forgotten = aVisit({ id: randomUUID(), startsAt: at('09:00', '2026-11-20'), patientId: patient.id });
    const closed = aVisit({ id: randomUUID(), startsAt: at('10:00', '2026-11-20'), status: 'fulfilled' });
    for (const row of [forgotten, closed]) desk.fed({ entity: 'visit', key: row.id, row });
    expect(list('', 'open').rows.map(({ id }) => id)).toEqual([forgotten.id, othersVisit.id]);
    mark('performed', { visitId: othersVisit.id });
    expect(list('').open).toBe(1);
  });

  it('shows no cancelled visit', () => {
    desk.fed({ entity: 'visit', key: visit.id, row: { ...visit, version: 2, status: 'cancelled' } });
    expect(names('')).toEqual(['Żak Łucja']);
  });
});

describe('contact, note and referral of a visit', () => {
  const change = (some: Partial<Parameters<typeof changeVisit>[1]> = {}) =>
    changeVisit(desk, {
      intentId: randomUUID(),
      visitId: visit.id,
      seenVersion: 1,
      contact: aContact(),
      note: null,
      referral: aReferralKey,
      ...some,
    });

  it('R15: the number is made regular; the patient’s own card stays as it is', () => {
    expect(change({ contact: aContact({ phone: '601 000 111', relation: 'relative' }), note: 'córka' })).toMatchObject({
      ok: true,
    });
    expect(readVisit(desk, visit.id)).toMatchObject({
      contact: { phone: '+48601000111', relation: 'relative' },
      note: 'córka',
      patient: { contact: { phone: '+48730181148' } },
    });
  });

  it('refuses what cannot be read, and writes nothing', () => {
    expect(change({ contact: aContact({ phone: '12' }) })).toMatchObject({ ok: false, refusals: [{ code: 'contact-invalid' }] });
    expect(change({ referral: '123' })).toMatchObject({ ok: false, refusals: [{ code: 'referral-invalid' }] });
    expect(desk.intents()).toEqual([]);
  });

  it('R18: the referral of another active visit is refused', () => {
    desk.fed({
      entity: 'visit',
      key: othersVisit.id,
      row: { ...othersVisit, version: 2, referral: { key: '7'.repeat(44), code: null, clinicCodes: null } },
    });
    expect(change({ referral: '7'.repeat(44) })).toMatchObject({ ok: false, refusals: [{ code: 'referral-used' }] });
  });
});
