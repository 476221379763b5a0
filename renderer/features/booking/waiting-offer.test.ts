import { describe, expect, test } from 'vitest';
import { pilotPolicy } from '../../../core/domain/policy-values.ts';
import { anyCriteria } from '../../../core/domain/waiting-entry.ts';
import { emptyDraft } from './booking-draft.ts';
import { bookingFlow } from './booking-flow.ts';
import { schedule, today } from './test-booking.ts';
import { canWait, mayEnter, startOfWaiting } from './waiting-offer.ts';

const context = { schedules: [schedule('a', '1100'), schedule('m', 'MMG', 'mammography')], policy: pilotPolicy, today };
const draft = { ...emptyDraft, clinicCode: '1100', kind: 'first' as const };

describe('the offer of the waiting room', () => {
  test('R21, R38: for first cardiology visits alone', () => {
    expect(canWait({ draft, context })).toBe(true);
    expect(canWait({ draft: { ...draft, kind: 'continuation' }, context })).toBe(false);
    expect(canWait({ draft: { ...draft, clinicCode: 'MMG' }, context })).toBe(false);
  });

  test('R14, R24: it begins with the search: own clinic, and the doctor who was wished for', () => {
    expect(startOfWaiting({ draft, context }, 'own', '2026-12-01')).toEqual({
      ...anyCriteria,
      clinicIds: ['own'],
      from: '2026-12-01',
    });
    const wished = { ...draft, scheduleId: 'a' };
    expect(startOfWaiting({ draft: wished, context }, 'own', null).actorIds).toEqual(['actor-a']);
  });

  test('R15, R18: nobody enters before everything else is in order', () => {
    expect(mayEnter({ draft, context })).toBe(false);
  });

  test('opening it gives the slot back; choosing a slot or another unit leaves it', () => {
    const opened = bookingFlow(draft, { type: 'waiting-opened', criteria: anyCriteria }, context);
    expect(opened).toMatchObject({ waiting: anyCriteria, slot: null });
    const edited = bookingFlow(opened, { type: 'waiting-edited', criteria: { weekdays: [1] } }, context);
    expect(edited.waiting?.weekdays).toEqual([1]);
    expect(bookingFlow(edited, { type: 'visit-set', kind: 'continuation' }, context).waiting).toBeNull();
    expect(bookingFlow(edited, { type: 'waiting-left' }, context).waiting).toBeNull();
  });
});
