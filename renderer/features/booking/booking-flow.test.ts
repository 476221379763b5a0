import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WantedBooking } from '../../../core/contract/views.ts';
import { emptyDraft } from './booking-draft.ts';
import { type BookingEvent, bookingFlow } from './booking-flow.ts';
import { applicableSteps } from './booking-steps.ts';
import { aPatient, aSlot, context, draftAfter } from './test-booking.ts';

const chosen: BookingEvent = { type: 'patient-chosen', patient: aPatient() };
const done = (step: Extract<BookingEvent, { type: 'step-done' }>['step']): BookingEvent => ({ type: 'step-done', step });
const attempt = { intentId: 'i', visitId: 'v', patientId: 'p' };

describe('a known patient', () => {
  test('comes for the first time: nothing is asked again, the visit is open', () => {
    const draft = draftAfter([chosen]);
    expect(draft.step).toBe('visit');
    expect(draft).toMatchObject({ kind: 'first', clinicCode: '1100', contact: { phone: '+48 730 181 148' } });
  });

  test('who has been here is suggested as a continuing patient of the same unit', () => {
    const been = {
      id: 'x',
      startsAt: '2026-05-04T07:00:00Z',
      localStart: '2026-05-04T09:00',
      actorName: '',
      truth: 'confirmed',
      elsewhere: null,
    } as const;
    const patient = aPatient({ visits: [{ ...been, clinicCode: '1100', kind: 'first', status: 'fulfilled' }] });
    expect(draftAfter([{ type: 'patient-chosen', patient }])).toMatchObject({ kind: 'continuation', clinicCode: '1100' });
  });

  test('without PESEL or document has to be completed first', () => {
    const patient = aPatient({ pesel: null });
    const draft = draftAfter([{ type: 'patient-chosen', patient }]);
    expect(draft.step).toBe('patient');
    expect(draftAfter([{ type: 'person-edited', person: { pesel: '58021212346' } }, done('patient')], draft).step).toBe('visit');
  });

  test('a first visit needs at most 12 key presses after identification', () => {
    // Each entry is one key: the digits of the referral's code, and Enter for everything else.
    const keys: (BookingEvent | 'send')[] = [
      done('visit'),
      { type: 'referral-typed', text: '1' },
      { type: 'referral-typed', text: '12' },
      { type: 'referral-typed', text: '123' },
      { type: 'referral-typed', text: '1234' },
      done('referral'),
      done('urgency'),
      done('contact'),
      { type: 'slot-chosen', slot: aSlot() },
      'send',
    ];
    const before = draftAfter(
      keys.filter((key) => key !== 'send'),
      draftAfter([chosen]),
    );
    expect(before.step).toBe('confirm');
    expect(keys.length).toBeLessThanOrEqual(12);
  });

  test('a continuation needs no referral: four keys', () => {
    const draft = draftAfter([chosen, { type: 'visit-set', kind: 'continuation' }]);
    const slot = aSlot({ kind: 'continuation' });
    expect(draftAfter([done('visit'), done('contact'), { type: 'slot-chosen', slot }], draft).step).toBe('confirm');
  });
});

describe('steps', () => {
  test('R18: referral and urgency belong to a first cardiology visit only', () => {
    const steps = (clinicCode: string, kind: 'first' | 'continuation') =>
      applicableSteps({ ...emptyDraft, clinicCode, kind }, context).includes('referral');
    expect([steps('1100', 'first'), steps('1100', 'continuation'), steps('MMG', 'first')]).toEqual([true, false, false]);
  });

  test('a step with something wrong in it is not left', () => {
    const draft = draftAfter([chosen, done('visit'), { type: 'referral-typed', text: '12' }, done('referral')]);
    expect(draft.step).toBe('referral');
    expect(draft.done).not.toContain('referral');
    expect(draft.tried).toEqual(['referral']);
    expect(draftAfter([{ type: 'cleared' }], draft)).toEqual(emptyDraft);
  });

  test('going back to one step returns to where the flow was', () => {
    const draft = draftAfter([
      chosen,
      done('visit'),
      { type: 'referral-typed', text: '1234' },
      done('referral'),
      done('urgency'),
    ]);
    expect(draftAfter([{ type: 'step-opened', step: 'referral' }, done('referral')], draft).step).toBe('contact');
  });

  test('R48: a minor needs the contact of a guardian', () => {
    const minor = aPatient({ pesel: '12230101017', birthDate: '2012-03-01', age: 14, sex: 'male' });
    const draft = draftAfter([
      { type: 'patient-chosen', patient: minor },
      done('visit'),
      { type: 'referral-typed', text: '1234' },
      done('referral'),
      done('urgency'),
      done('contact'),
    ]);
    expect(draft).toMatchObject({ clinicCode: '1101', step: 'contact' });
    expect(draftAfter([{ type: 'contact-edited', contact: { relation: 'guardian' } }, done('contact')], draft).step).toBe('slot');
  });

  test('a slot of another kind or unit than the visit falls away', () => {
    const draft = draftAfter([chosen, { type: 'slot-chosen', slot: aSlot() }]);
    expect(draftAfter([{ type: 'visit-set', kind: 'first' }], draft).slot).not.toBeNull();
    expect(draftAfter([{ type: 'visit-set', kind: 'continuation' }], draft).slot).toBeNull();
    expect(draftAfter([{ type: 'visit-set', clinicCode: '1101' }], draft)).toMatchObject({ slot: null, done: ['patient'] });
  });
});

describe('a slot clicked in the day', () => {
  const begin: BookingEvent = {
    type: 'prefilled',
    slot: aSlot({ kind: 'continuation' }),
    patient: null,
    wanted: null,
    supersedes: null,
  };

  test('sets kind and unit, and asks for the patient only', () => {
    expect(draftAfter([begin])).toMatchObject({
      step: 'patient',
      kind: 'continuation',
      clinicCode: '1100',
      done: ['visit', 'slot'],
    });
  });

  test('is kept when the patient is chosen', () => {
    expect(draftAfter([begin, chosen, done('contact')])).toMatchObject({ step: 'confirm', slot: { kind: 'continuation' } });
  });

  test('keeps what was typed before', () => {
    expect(draftAfter([chosen, begin])).toMatchObject({ person: { familyName: 'Zmyślona' }, slot: { id: aSlot().id } });
  });
});

describe('a refused booking made anew', () => {
  const wanted: WantedBooking = {
    patient: null,
    patientId: aPatient().id,
    clinicCode: '1100',
    contact: aPatient().contact,
    kind: 'first',
    category: 'urgent',
    entitlement: null,
    referral: '1234',
    note: null,
  };

  test('asks for a new slot only, and names what it replaces', () => {
    const draft = draftAfter([{ type: 'prefilled', slot: null, patient: aPatient(), wanted, supersedes: 'old' }]);
    expect(draft).toMatchObject({ step: 'slot', supersedes: 'old', category: 'urgent', referral: '1234' });
  });

  test('of a patient whom only it knew brings him along under the same id', () => {
    const { familyName, givenName, pesel, document, birthDate, sex, contact } = aPatient();
    const patient = { id: 'new-one', familyName, givenName, pesel, document, birthDate, sex, contact };
    const draft = draftAfter([
      { type: 'prefilled', slot: null, patient: null, wanted: { ...wanted, patient, patientId: 'new-one' }, supersedes: 'old' },
    ]);
    expect(draft).toMatchObject({ known: null, personId: 'new-one', person: { familyName: 'Zmyślona' }, step: 'slot' });
  });
});

describe('the answer', () => {
  const ready = draftAfter([
    chosen,
    { type: 'visit-set', kind: 'continuation' },
    done('visit'),
    done('contact'),
    { type: 'slot-chosen', slot: aSlot({ kind: 'continuation' }) },
  ]);

  test('I2: a refusal drops nothing that was typed', () => {
    const refused = draftAfter(
      [
        { type: 'sent', attempt },
        { type: 'refused', refusals: [{ code: 'slot-taken' }] },
      ],
      ready,
    );
    expect(refused).toEqual({ ...ready, phase: 'refused', refusals: [{ code: 'slot-taken' }] });
  });

  test('I3: after a lost answer only the same command can be repeated', () => {
    const lost = draftAfter([{ type: 'sent', attempt }, { type: 'unanswered' }], ready);
    const meddled = draftAfter(
      [{ type: 'contact-edited', contact: { phone: '1' } }, { type: 'slot-lost' }, { type: 'visit-set', kind: 'first' }],
      lost,
    );
    expect(meddled).toEqual(lost);
    expect(lost.attempt).toEqual(attempt);
  });

  test('I3: a refused command is over; the next try is another one', () => {
    expect(
      draftAfter(
        [
          { type: 'sent', attempt },
          { type: 'refused', refusals: [{ code: 'slot-taken' }] },
        ],
        ready,
      ).attempt,
    ).toBeNull();
  });
});

test('a result that was seen and left makes room for the next booking, and only that one', () => {
  const accepted = draftAfter([chosen, { type: 'sent', attempt }, { type: 'accepted', notes: [] }]);
  expect(draftAfter([{ type: 'result-left', intentId: 'another' }], accepted)).toBe(accepted);
  expect(draftAfter([{ type: 'result-left', intentId: attempt.intentId }], accepted)).toEqual(emptyDraft);
  expect(draftAfter([chosen, { type: 'result-left', intentId: attempt.intentId }]).person).not.toBeNull();
});

test('I3: no event but an answer changes a draft that is under way', () => {
  const events: BookingEvent[] = [
    { type: 'searched', text: 'x' },
    chosen,
    { type: 'patient-new' },
    { type: 'patient-dropped' },
    { type: 'person-edited', person: { familyName: 'X' } },
    { type: 'visit-set', kind: 'first' },
    { type: 'schedule-wished', scheduleId: 'jan' },
    { type: 'referral-typed', text: '1' },
    { type: 'category-set', category: 'urgent' },
    { type: 'entitlement-set', entitlement: null },
    { type: 'contact-edited', contact: { email: 'a@b.pl' } },
    { type: 'note-typed', note: 'n' },
    { type: 'slot-chosen', slot: aSlot() },
    { type: 'slot-lost' },
    done('visit'),
    { type: 'step-opened', step: 'patient' },
    { type: 'prefilled', slot: aSlot(), patient: null, wanted: null, supersedes: null },
  ];
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...events), { maxLength: 12 }),
      fc.array(fc.constantFrom(...events), { maxLength: 12 }),
      (before, meanwhile) => {
        const sent = draftAfter([...before, { type: 'sent', attempt }]);
        expect(meanwhile.reduce((draft, event) => bookingFlow(draft, event, context), sent)).toEqual(sent);
      },
    ),
  );
});
