import { describe, expect, test } from 'vitest';
import { bookVisit } from '../../../core/contract/inputs.ts';
import { emptyDraft } from './booking-draft.ts';
import type { BookingEvent } from './booking-flow.ts';
import { bookingInput } from './booking-input.ts';
import { aPatient, aSlot, context, draftAfter } from './test-booking.ts';

const attempt = {
  intentId: '00000000-0000-4000-8000-00000000000a',
  visitId: '00000000-0000-4000-8000-00000000000b',
  patientId: aPatient().id,
};
const ready: BookingEvent[] = [
  { type: 'patient-chosen', patient: aPatient() },
  { type: 'visit-set', kind: 'first' },
  { type: 'referral-typed', text: ' 1234 ' },
  { type: 'slot-chosen', slot: aSlot() },
];
const inputAfter = (...events: BookingEvent[]) => bookingInput(draftAfter([...ready, ...events]), attempt, context);

test('is what the contract takes', () => {
  expect(bookVisit.safeParse(inputAfter()).success).toBe(true);
});

test('an unfinished booking is a bug, not a command', () => {
  expect(() => bookingInput(emptyDraft, attempt, context)).toThrow();
});

describe('the patient travels', () => {
  test('not at all when nothing about a known one changed', () => expect(inputAfter().patient).toBeNull());

  test('when new', () => {
    const events: BookingEvent[] = [
      { type: 'patient-new' },
      { type: 'person-edited', person: { pesel: '61030509879', familyName: 'Nowy', givenName: 'Jan' } },
      { type: 'contact-edited', contact: { phone: '601 602 603' } },
    ];
    expect(inputAfter(...events).patient).toMatchObject({
      id: attempt.patientId,
      pesel: '61030509879',
      birthDate: '1961-03-05',
      sex: 'male',
      contact: { phone: '+48601602603' },
    });
  });

  test('when the data were corrected', () => {
    expect(inputAfter({ type: 'person-edited', person: { familyName: 'Inna' } }).patient?.familyName).toBe('Inna');
  });

  test('when the patient has a new phone', () => {
    expect(inputAfter({ type: 'contact-edited', contact: { phone: '601602603' } }).patient?.contact.phone).toBe('+48601602603');
  });

  test("R15: not for a relative's phone, which belongs to this visit alone", () => {
    const input = inputAfter({ type: 'contact-edited', contact: { phone: '601602603', relation: 'relative' } });
    expect(input).toMatchObject({ patient: null, contact: { phone: '+48601602603', relation: 'relative' } });
  });
});

test('R15: two numbers in one field become a primary and a second one', () => {
  expect(inputAfter({ type: 'contact-edited', contact: { phone: '601602603 / 730181148' } }).contact).toMatchObject({
    phone: '+48601602603',
    secondPhone: '+48730181148',
  });
});

test('R18: a continuation carries no referral, category or entitlement', () => {
  const input = inputAfter(
    { type: 'visit-set', kind: 'continuation' },
    { type: 'slot-chosen', slot: aSlot({ kind: 'continuation' }) },
  );
  expect(input).toMatchObject({ referral: null, category: null, entitlement: null });
});
