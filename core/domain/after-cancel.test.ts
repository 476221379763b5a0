import { describe, expect, test } from 'vitest';
import { type AfterCancelFacts, afterCancel } from './after-cancel.ts';
import { pilotPolicy } from './policy-values.ts';
import { aVisit } from './test-builders.ts';
import type { Visit } from './visit.ts';

const outcome = (visit: Partial<Visit> = {}, some: Partial<AfterCancelFacts> = {}) =>
  afterCancel({
    visit: aVisit({ startsAt: '2026-12-10T08:00:00Z', ...visit }),
    now: '2026-11-23T09:00:00Z',
    policy: pilotPolicy,
    by: 'patient',
    ...some,
  });

describe('R33, R34: notice of a first cardiology visit, to the minute', () => {
  test.each([
    ['2026-12-08T07:59:00Z', '48 h 1 min', 'waiting-room'],
    ['2026-12-08T08:00:00Z', '48 h 0 min', 'live-search'],
    ['2026-12-08T08:01:00Z', '47 h 59 min', 'live-search'],
    ['2026-12-10T07:59:00Z', '1 min', 'live-search'],
    ['2026-12-10T08:00:00Z', 'none', 'nobody'],
    ['2026-11-01T08:00:00Z', 'beyond the window', 'waiting-room'],
  ])('cancelled at %s (%s): %s', (now, _notice, slotGoesTo) => {
    expect(outcome({}, { now })).toEqual({ slotGoesTo, patientReturnsToWaitingRoom: true });
  });

  test.each([
    ['2027-03-26T08:00:00Z', '2027-03-28T08:00:00Z', 'live-search'],
    ['2027-03-26T07:59:00Z', '2027-03-28T08:00:00Z', 'waiting-room'],
  ])('hours are real hours across the clock change: %s before %s', (now, startsAt, slotGoesTo) => {
    expect(outcome({ startsAt }, { now }).slotGoesTo).toBe(slotGoesTo);
  });

  test('the 48 hours are policy', () => {
    expect(outcome({}, { now: '2026-12-09T08:00:00Z', policy: { ...pilotPolicy, shortNoticeHours: 23 } }).slotGoesTo).toBe(
      'waiting-room',
    );
  });
});

describe('R33: slots that no waiting patient takes', () => {
  test('a continuation slot returns to the clinic, R35: its patient to nobody', () => {
    expect(outcome({ kind: 'continuation', referral: null })).toEqual({
      slotGoesTo: 'clinic',
      patientReturnsToWaitingRoom: false,
    });
    expect(outcome({ kind: 'continuation' }, { now: '2026-12-10T07:00:00Z' }).slotGoesTo).toBe('clinic');
  });

  test('a first visit on a continuation slot leaves a continuation slot', () => {
    expect(outcome({}, { slotKind: 'continuation' })).toEqual({ slotGoesTo: 'clinic', patientReturnsToWaitingRoom: true });
  });

  test.each(['mammography', 'cytology'] as const)('%s: live search at once', (service) => {
    expect(outcome({ service, referral: null })).toEqual({ slotGoesTo: 'live-search', patientReturnsToWaitingRoom: false });
  });

  test('a visit without a slot of its own frees none', () => expect(outcome({ slotId: null }).slotGoesTo).toBe('nobody'));
});

describe('R27: who returns to the waiting room', () => {
  test.each([
    [{ legacy: true, referral: null }, false],
    [{ legacy: true }, true],
    [{ bookedBy: 'ikp' as const }, true],
    [{ bookedBy: 'waiting-room' as const }, true],
  ])('%j: %s', (visit, returns) => expect(outcome(visit).patientReturnsToWaitingRoom).toBe(returns));

  test('not who died', () =>
    expect(outcome({}, { by: 'clinic', reason: 'death' })).toEqual({
      slotGoesTo: 'waiting-room',
      patientReturnsToWaitingRoom: false,
    }));
});

test.each([
  ['practitioner-absent', 'nobody'],
  ['breakdown', 'nobody'],
  ['schedule-change', 'nobody'],
  ['desk-error', 'waiting-room'],
  [null, 'nobody'],
] as const)('R30: cancelled by the clinic for %s, the slot goes to %s and the patient keeps a place', (reason, slotGoesTo) => {
  expect(outcome({}, { by: 'clinic', reason })).toEqual({ slotGoesTo, patientReturnsToWaitingRoom: true });
});
