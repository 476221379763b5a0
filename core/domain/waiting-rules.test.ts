import { describe, expect, test } from 'vitest';
import { pilotPolicy } from './policy-values.ts';
import { aContact, aPatient, aWaitingEntry } from './test-builders.ts';
import { type EntryFacts, judgeEntry } from './waiting-rules.ts';

const codes = (some: Partial<EntryFacts>) =>
  judgeEntry({
    entry: aWaitingEntry(),
    patient: aPatient(),
    referralUsed: false,
    policy: pilotPolicy,
    now: '2026-11-23T09:00:00Z',
    ...some,
  }).map(({ code }) => code);

const child = (birthDate: string) => ({ pesel: null, document: { kind: 'passport' as const, number: 'ZS1234567' }, birthDate });
const guardian = aContact({ relation: 'guardian' });

describe('who may enter the waiting room', () => {
  test('an adult with referral and phone may', () => expect(codes({})).toEqual([]));

  test('R15: not without phone or e-mail', () => {
    expect(codes({ entry: aWaitingEntry({ contact: aContact({ phone: null }) }) })).toEqual(['contact-missing']);
  });

  test('R18: not without a referral that names one, nor with one in use', () => {
    const referral = { key: null, code: '12', clinicCodes: null };
    expect(codes({ entry: aWaitingEntry({ referral }) })).toEqual(['referral-invalid']);
    expect(codes({ referralUsed: true })).toEqual(['referral-used']);
    expect(codes({ referralUsed: true, referralCancelled: true })).toEqual(['referral-cancelled']);
  });

  test('R48: only codes that the referral allows', () => {
    const referral = { key: '1'.repeat(44), code: null, clinicCodes: ['1104'] };
    expect(codes({ entry: aWaitingEntry({ referral, clinicCodes: ['1100'] }) })).toEqual(['code-mismatch']);
    expect(codes({ entry: aWaitingEntry({ clinicCodes: [] }) })).toEqual(['code-mismatch']);
  });

  test('R21, R38: no waiting room for exams; R2: none for codes outside the table', () => {
    expect(codes({ entry: aWaitingEntry({ clinicCodes: ['MMG'] }) })).toEqual(['waiting-first-only']);
    expect(codes({ entry: aWaitingEntry({ clinicCodes: ['1234'] }) })).toEqual(['not-covered']);
  });

  test('R48: the age must fit a code now or within a year; a guardian is the contact of a minor', () => {
    const adultsOnly = aWaitingEntry({ contact: guardian });
    expect(codes({ entry: adultsOnly, patient: child('2014-05-05') })).toEqual(['age-mismatch']);
    expect(codes({ entry: adultsOnly, patient: child('2009-01-10') })).toEqual([]);
    expect(codes({ entry: aWaitingEntry({ clinicCodes: ['1101'] }), patient: child('2014-05-05') })).toEqual([
      'guardian-missing',
    ]);
    expect(codes({ entry: aWaitingEntry({ clinicCodes: ['1101'] }) })).toEqual(['age-mismatch']);
  });

  test('without PESEL a document and a date of birth are needed', () => {
    expect(codes({ patient: { pesel: null, document: null, birthDate: null } })).toEqual([
      'identity-missing',
      'identity-missing',
    ]);
  });
});
