import { describe, expect, test } from 'vitest';
import { type BookingFacts, type CancelFacts, judgeBooking, judgeCancel, judgeMove, type MoveFacts } from './booking-rules.ts';
import { pilotPolicy } from './policy-values.ts';
import { aContact, aPatient, aSlot, aVisit } from './test-builders.ts';
import { addDays, instantOf } from './time.ts';

const today = '2026-11-23';
const now = '2026-11-23T09:00:00Z';
const onDay = (days: number, time = '08:00') => instantOf(addDays(today, days), time);
const continuation = { kind: 'continuation' as const, referral: null };
const exam = { service: 'mammography' as const, clinicCode: 'MMG' };
const child = { pesel: null, document: { kind: 'passport' as const, number: 'AB123' }, birthDate: '2015-06-01' };
const guardian = aContact({ relation: 'guardian' });

const bookingFacts = (some: Partial<BookingFacts> = {}): BookingFacts => ({
  now,
  policy: pilotPolicy,
  by: 'provider',
  slot: aSlot(),
  slotTaken: false,
  referralUsed: false,
  patient: aPatient(),
  visit: aVisit(),
  ...some,
});
const moveFacts = (some: Partial<MoveFacts> = {}): MoveFacts => {
  const { visit: _, slot: __, ...facts } = bookingFacts();
  return { ...facts, slot: aSlot({ startsAt: onDay(8) }), visit: aVisit(), ...some };
};
const cancelFacts = (some: Partial<CancelFacts> = {}): CancelFacts => ({
  now,
  by: 'provider',
  visit: aVisit(),
  reason: 'illness',
  ...some,
});

const booking = (some: Partial<BookingFacts> = {}) => codes(judgeBooking(bookingFacts(some)));
const move = (some: Partial<MoveFacts> = {}) => codes(judgeMove(moveFacts(some)));
const cancel = (some: Partial<CancelFacts> = {}) => codes(judgeCancel(cancelFacts(some)));
const codes = (refusals: { code: string }[]) => refusals.map(({ code }) => code);

describe('booking', () => {
  test('a first cardiology visit with referral and contact, inside the window', () => expect(booking()).toEqual([]));

  test('all reasons are listed, not the first', () => {
    const refusals = booking({
      slot: aSlot({ startsAt: onDay(41), kind: 'continuation', mode: 'remote', payer: 'private', clinicCode: '1106' }),
      slotTaken: true,
      slotHeld: true,
      patient: { pesel: null, document: null, birthDate: null },
      visit: aVisit({ referral: null, contact: aContact({ phone: null }) }),
    });
    expect(refusals).toEqual([
      'slot-taken',
      'slot-held',
      'identity-missing',
      'identity-missing',
      'not-covered',
      'not-covered',
      'outside-window',
      'wrong-slot-kind',
      'remote-first-visit',
      'referral-missing',
      'contact-missing',
    ]);
  });

  test.each([
    ['I1', { slotTaken: true }, 'slot-taken'],
    ['I8', { slotHeld: true }, 'slot-held'],
    ['R8', { slot: null }, 'slot-gone'],
    ['R1', { slot: aSlot({ payer: 'private' }) }, 'not-covered'],
    ['R2', { slot: aSlot({ clinicCode: '1106' }) }, 'not-covered'],
    ['R14', { slot: aSlot({ kind: 'continuation' }) }, 'wrong-slot-kind'],
    ['R14', { visit: aVisit(continuation) }, 'wrong-slot-kind'],
    ['R16', { slot: aSlot({ mode: 'remote' }) }, 'remote-first-visit'],
    ['R16', { visit: aVisit({ mode: 'remote' }) }, 'remote-first-visit'],
    ['R18', { visit: aVisit({ referral: null }) }, 'referral-missing'],
    ['R18', { visit: aVisit({ referral: { key: '123', code: null, clinicCodes: null } }) }, 'referral-invalid'],
    ['R18', { referralUsed: true }, 'referral-used'],
    ['R18', { referralCancelled: true }, 'referral-cancelled'],
    ['R15', { visit: aVisit({ contact: aContact({ phone: null }) }) }, 'contact-missing'],
    ['R15', { visit: aVisit({ contact: aContact({ phone: '730181148' }) }) }, 'contact-invalid'],
    ['PESEL', { patient: aPatient({ pesel: '58031200022' }) }, 'pesel-invalid'],
    ['PESEL', { patient: { pesel: null, document: null, birthDate: '1958-03-12' } }, 'identity-missing'],
  ])('%s: %j is refused: %s', (_rule, some, code) => expect(booking(some)).toEqual([code]));

  test.each([
    [40, '23:59', []],
    [41, '00:00', ['outside-window']],
    [1, '08:00', []],
    [0, '10:01', []],
    [0, '10:00', ['slot-past']],
    [0, '09:59', ['slot-past']],
    [-1, '12:00', ['slot-past']],
  ])('R11: a first visit on day %i at %s: %j', (days, time, expected) => {
    expect(booking({ slot: aSlot({ startsAt: onDay(days, time) }) })).toEqual(expected);
  });

  test('R11: the refusal tells the window', () => {
    const [refusal] = judgeBooking(bookingFacts({ slot: aSlot({ startsAt: onDay(41) }) }));
    expect(refusal).toMatchObject({ code: 'outside-window', rule: 'R11', facts: { from: today, to: '2027-01-02' } });
  });

  test.each([
    [41, []],
    [400, []],
    [0, ['slot-past']],
  ])('R14: the clinic is free in the date of a continuation (day %i)', (days, expected) => {
    const slot = aSlot({ startsAt: onDay(days), kind: 'continuation' });
    expect(booking({ slot, visit: aVisit(continuation) })).toEqual(expected);
  });

  test('a continuation may be remote and needs no referral', () => {
    const slot = aSlot({ startsAt: onDay(60), kind: 'continuation', mode: 'remote' });
    expect(booking({ slot, visit: aVisit({ ...continuation, mode: 'remote' }) })).toEqual([]);
  });

  test.each([
    [90, []],
    [91, ['outside-window']],
  ])('R38: an exam on day %i, without referral: %j', (days, expected) => {
    const slot = aSlot({ ...exam, startsAt: onDay(days) });
    expect(booking({ slot, visit: aVisit({ ...exam, referral: null }) })).toEqual(expected);
  });

  test('R17: a patient books first visits only', () => {
    const slot = aSlot({ kind: 'continuation' });
    expect(booking({ by: 'patient', slot, visit: aVisit(continuation) })).toEqual(['first-visits-only']);
    expect(booking({ by: 'patient' })).toEqual([]);
  });

  describe('R14: same-day visit of somebody entitled who stands at the desk', () => {
    const entitlement = { code: 'pregnancy', document: 'karta ciąży' };
    const todaysContinuation = aSlot({ startsAt: onDay(0, '12:00'), kind: 'continuation' });

    test.each([
      ['entitled, today', { entitlement }, todaysContinuation, 'provider', []],
      [
        'emergency, today',
        { entitlement: { code: 'emergency', document: 'bez dokumentu: nagły przypadek' } },
        todaysContinuation,
        'provider',
        [],
      ],
      [
        'document not recorded',
        { entitlement: { code: 'pregnancy', document: ' ' } },
        todaysContinuation,
        'provider',
        ['wrong-slot-kind'],
      ],
      ['not entitled', {}, todaysContinuation, 'provider', ['wrong-slot-kind']],
      ['tomorrow', { entitlement }, aSlot({ startsAt: onDay(1), kind: 'continuation' }), 'provider', ['wrong-slot-kind']],
      ['by the patient in IKP', { entitlement }, todaysContinuation, 'patient', ['wrong-slot-kind']],
    ] as const)('%s', (_, some, slot, by, expected) => expect(booking({ slot, by, visit: aVisit(some) })).toEqual(expected));
  });

  describe('R48: ages and the codes of the referral', () => {
    // 18 on 30 November 2026, the day of the slot.
    const turns18 = (birthDate: string) => ({ ...child, birthDate });
    test.each([
      ['1100', '2008-11-30', []],
      ['1100', '2008-12-01', ['age-mismatch', 'guardian-missing']],
      ['1102', '2008-12-01', ['age-mismatch', 'guardian-missing']],
      ['1104', '2008-12-01', ['age-mismatch', 'guardian-missing']],
      ['1101', '2008-11-30', ['age-mismatch']],
      ['1101', '2008-12-01', ['guardian-missing']],
      ['1103', '2008-11-30', ['age-mismatch']],
      ['1105', '2008-11-30', ['age-mismatch']],
    ])('%s, born %s: %j', (clinicCode, birthDate, expected) => {
      expect(booking({ slot: aSlot({ clinicCode }), patient: turns18(birthDate) })).toEqual(expected);
    });

    test('a guardian is the contact of a minor', () => {
      expect(booking({ slot: aSlot({ clinicCode: '1101' }), patient: child, visit: aVisit({ contact: guardian }) })).toEqual([]);
    });

    test('the PESEL knows the birth date better than the form', () => {
      expect(booking({ patient: aPatient({ birthDate: '2015-01-01' }) })).toEqual([]);
    });

    test.each([
      [null, []],
      [['1100', '1104'], []],
      [['1104'], ['code-mismatch']],
    ])('the referral allows %j', (clinicCodes, expected) => {
      const referral = { key: '1234'.repeat(11), code: null, clinicCodes };
      expect(booking({ visit: aVisit({ referral }) })).toEqual(expected);
    });

    test('R18: the 4-digit code counts only with a PESEL', () => {
      const referral = { key: null, code: '1234', clinicCodes: null };
      expect(booking({ visit: aVisit({ referral }) })).toEqual([]);
      expect(booking({ visit: aVisit({ referral }), patient: { ...child, birthDate: '1980-01-01' } })).toEqual([
        'referral-invalid',
      ]);
    });
  });

  test.each([
    ['MMG', '1981-11-23', []],
    ['MMG', '1981-11-24', ['not-eligible']],
    ['MMG', '1951-11-24', []],
    ['MMG', '1951-11-23', ['not-eligible']],
    ['CYT', '2001-11-23', []],
    ['CYT', '2001-11-24', ['not-eligible']],
    ['CYT', '1961-11-24', []],
    ['CYT', '1961-11-23', ['not-eligible']],
  ] as const)('R36: %s a week ahead, born %s, as of the day of booking: %j', (clinicCode, birthDate, expected) => {
    const service = clinicCode === 'MMG' ? ('mammography' as const) : ('cytology' as const);
    expect(
      booking({
        slot: aSlot({ service, clinicCode }),
        visit: aVisit({ service, clinicCode, referral: null }),
        patient: { ...child, birthDate },
      }),
    ).toEqual(expected);
  });

  describe('R39: a repeat exam', () => {
    const repeat = aVisit({ ...exam, ...continuation });
    const record = { insured: true, lastExamOn: '2025-11-23', exclusions: [], bookedOn: null };
    const on = (days: number) => aSlot({ ...exam, startsAt: onDay(days) });
    const [mammography] = pilotPolicy.examProgrammes;
    const free = { ...mammography, repeat: { intervalMonths: 12, checkEligibility: false, checkWindow: false } } as never;

    test('is booked by the clinic only, on any exam slot, after the shorter interval', () => {
      expect(booking({ slot: on(7), visit: aVisit({ ...exam, referral: null }), examRecord: record })).toEqual(['not-eligible']);
      expect(booking({ slot: on(7), visit: repeat, examRecord: record })).toEqual([]);
      expect(booking({ slot: on(7), visit: repeat, examRecord: record, by: 'patient' })).toEqual(['first-visits-only']);
    });

    test('eligibility and the 90 days hold, unless the setting says otherwise', () => {
      const notInsured = { ...record, insured: false };
      expect(booking({ slot: on(91), visit: repeat, examRecord: notInsured })).toEqual(['outside-window', 'not-eligible']);
      const policy = { ...pilotPolicy, examProgrammes: [free] };
      expect(booking({ slot: on(91), visit: repeat, examRecord: notInsured, policy })).toEqual([]);
    });
  });

  describe('R6: a legacy visit is accepted with its gaps', () => {
    const legacy = { legacy: true, referral: null, contact: aContact({ phone: null }) };
    const nobody = { pesel: null, document: null, birthDate: null };

    test.each([
      ['beyond the window', { slot: aSlot({ startsAt: onDay(200) }), visit: aVisit({ ...legacy, startsAt: onDay(200) }) }],
      ['already past', { slot: aSlot({ startsAt: onDay(-3) }), visit: aVisit({ ...legacy, startsAt: onDay(-3) }) }],
      ['on a slot of the other kind', { slot: aSlot({ kind: 'continuation' }), visit: aVisit(legacy) }],
      ['without a slot', { slot: null, visit: aVisit({ ...legacy, slotId: null }) }],
      [
        'of an adult in a children’s clinic',
        { slot: aSlot({ clinicCode: '1101' }), visit: aVisit({ ...legacy, clinicCode: '1101' }), patient: aPatient() },
      ],
      ['remote', { slot: aSlot({ mode: 'remote' }), visit: aVisit({ ...legacy, mode: 'remote' }) }],
    ] as const)('%s', (_, some) => expect(booking({ patient: nobody, ...some })).toEqual([]));

    test.each([
      ['I1: not on a taken slot', { slotTaken: true }, ['slot-taken']],
      ['not on a slot that is gone', { slot: null }, ['slot-gone']],
      ['R1: not private', { slot: aSlot({ payer: 'private' }) }, ['not-covered']],
      ['R2: not outside the table', { visit: aVisit({ ...legacy, clinicCode: '1106' }) }, ['not-covered']],
      ['not with a wrong PESEL', { patient: aPatient({ pesel: '58031200022' }) }, ['pesel-invalid']],
    ] as const)('%s', (_, some, expected) =>
      expect(booking({ patient: nobody, visit: aVisit(legacy), ...some })).toEqual(expected),
    );

    test('only the clinic knows what was booked before it joined', () => {
      expect(booking({ by: 'patient', patient: nobody, visit: aVisit(legacy) })).toEqual([
        'identity-missing',
        'identity-missing',
        'referral-missing',
        'contact-missing',
      ]);
    });
  });
});

describe('moving', () => {
  test('a first visit to another first slot in the window', () => expect(move()).toEqual([]));

  test.each([
    ['a visit nobody knows', { visit: null }, ['not-found']],
    ['R30: a cancelled visit', { visit: aVisit({ status: 'cancelled' }) }, ['visit-not-active']],
    ['R30: a visit that took place', { visit: aVisit({ status: 'fulfilled' }) }, ['visit-not-active']],
    ['R30: a visit that was missed', { visit: aVisit({ status: 'no-show' }) }, ['visit-not-active']],
    ['R31: to a slot that is gone', { slot: null }, ['slot-gone']],
    ['I1: to a taken slot', { slotTaken: true }, ['slot-taken']],
    ['R11: to day 41', { slot: aSlot({ startsAt: onDay(41) }) }, ['outside-window']],
    ['R14: to a continuation slot', { slot: aSlot({ startsAt: onDay(8), kind: 'continuation' }) }, ['wrong-slot-kind']],
    ['R16: to a remote slot', { slot: aSlot({ startsAt: onDay(8), mode: 'remote' }) }, ['remote-first-visit']],
    ['R48: to a children’s clinic', { slot: aSlot({ startsAt: onDay(8), clinicCode: '1101' }) }, ['age-mismatch']],
    ['R18: whose referral serves another booking', { referralUsed: true }, ['referral-used']],
    ['R18: whose referral its issuer has cancelled', { referralCancelled: true }, ['referral-cancelled']],
    ['to an exam', { slot: aSlot({ ...exam, startsAt: onDay(8) }) }, ['code-mismatch']],
  ] as const)('%s', (_, some, expected) => expect(move(some)).toEqual(expected));

  test.each([
    ['2026-11-23T09:01:00Z', []],
    ['2026-11-23T09:00:00Z', ['visit-started']],
    ['2026-11-23T08:00:00Z', ['visit-started']],
  ])('R30: until the start (%s)', (startsAt, expected) => expect(move({ visit: aVisit({ startsAt }) })).toEqual(expected));

  test('R31: exams are cancelled and booked anew', () => {
    const slot = aSlot({ ...exam, startsAt: onDay(8) });
    expect(move({ slot, visit: aVisit({ ...exam, referral: null }) })).toEqual(['exam-not-movable']);
  });

  test.each([
    ['provider', []],
    ['patient', ['clinic-changes-only']],
  ] as const)('R31, R35: a continuation visit, by the %s, to day 200', (by, expected) => {
    const slot = aSlot({ startsAt: onDay(200), kind: 'continuation' });
    expect(move({ by, slot, visit: aVisit(continuation) })).toEqual(expected);
  });

  test('R6: a later change of a legacy visit obeys all rules', () => {
    const visit = aVisit({ legacy: true, referral: null, contact: aContact({ phone: null }) });
    expect(move({ visit, patient: { pesel: null, document: null, birthDate: '1958-03-12' } })).toEqual([
      'identity-missing',
      'referral-missing',
      'contact-missing',
    ]);
  });

  test('R15: what the visit lacked may have been told for the patient since', () => {
    const visit = aVisit({ contact: aContact({ phone: null }) });
    expect(move({ visit, patient: { ...aPatient(), contact: aContact({ phone: null }) } })).toEqual(['contact-missing']);
    expect(move({ visit, patient: aPatient() })).toEqual([]);
  });
});

describe('cancelling', () => {
  test.each([
    ['R30: a first visit', {}, []],
    ['R35: a continuation visit, by the patient', { by: 'patient', visit: aVisit(continuation) }, []],
    ['R31: an exam', { visit: aVisit(exam) }, []],
    ['R30: who has arrived', { visit: aVisit({ status: 'arrived' }) }, []],
    ['R30: by SMS', { by: 'patient', reason: 'sms-reply' }, []],
    ['R30: without a reason', { reason: null }, ['reason-missing']],
    ['R30: the desk has no SMS to answer with', { reason: 'sms-reply' }, ['reason-missing']],
    ['R30: already cancelled', { visit: aVisit({ status: 'cancelled' }) }, ['visit-not-active']],
    [
      'R30: fulfilled, without a reason',
      { visit: aVisit({ status: 'fulfilled' }), reason: null },
      ['visit-not-active', 'reason-missing'],
    ],
    ['a visit nobody knows', { visit: null }, ['not-found']],
  ] as const)('%s', (_, some, expected) => expect(cancel(some)).toEqual(expected));

  test.each([
    ['2026-11-23T09:01:00Z', []],
    ['2026-11-23T09:00:00Z', ['visit-started']],
  ])('R30: until the start (%s)', (startsAt, expected) => expect(cancel({ visit: aVisit({ startsAt }) })).toEqual(expected));
});

test('a refusal names no person: neither PESEL, phone nor document', () => {
  const secrets = ['58031200022', '730181148', 'AB123', 'Wiśniewska'];
  const refusals = judgeBooking(
    bookingFacts({ patient: aPatient({ pesel: '58031200022' }), visit: aVisit({ contact: aContact({ phone: '730181148' }) }) }),
  );
  for (const secret of secrets) expect(JSON.stringify(refusals)).not.toContain(secret);
});
