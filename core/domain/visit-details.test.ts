import { describe, expect, it } from 'vitest';
import { aContact, aReferralKey, aVisit } from './test-builders.ts';
import { judgeDetails, type VisitDetails, withDetails } from './visit-details.ts';

const details = (some: Partial<VisitDetails> = {}): VisitDetails => ({
  contact: aContact(),
  note: null,
  referral: aVisit().referral,
  ...some,
});
const adult = { pesel: '58031200021', minor: false };
const codes = (wanted: VisitDetails, some: Partial<Parameters<typeof judgeDetails>[0]> = {}) =>
  judgeDetails({ visit: aVisit(), details: wanted, patient: adult, referralUsed: false, ...some }).map(({ code }) => code);
const nobody = aContact({ phone: null });

describe('details of a visit', () => {
  it('R15: a contact may be exchanged, not taken away', () => {
    expect(codes(details({ contact: aContact({ phone: null, email: 'a.b@example.pl' }) }))).toEqual([]);
    expect(codes(details({ contact: nobody }))).toEqual(['contact-missing']);
  });

  it('R48: the contact of a minor is a guardian', () => {
    const patient = { ...adult, minor: true };
    expect(codes(details({ contact: aContact({ phone: '+48601000111' }) }), { patient })).toEqual(['guardian-missing']);
    expect(codes(details({ contact: aContact({ relation: 'guardian' }) }), { patient })).toEqual([]);
  });

  it('judges only what is changed: a note fits a visit that still lacks a contact (R6)', () => {
    const visit = aVisit({ legacy: true, contact: nobody, referral: null, gaps: ['no-contact', 'no-referral'] });
    expect(codes({ contact: nobody, note: 'dzwonić po 16', referral: null }, { visit })).toEqual([]);
  });

  it('R18: another referral must be well formed and unused', () => {
    const referral = { key: '9'.repeat(44), code: null, clinicCodes: null };
    expect(codes(details({ referral }))).toEqual([]);
    expect(codes(details({ referral }), { referralUsed: true })).toEqual(['referral-used']);
    expect(codes(details({ referral }), { referralCancelled: true })).toEqual(['referral-cancelled']);
    expect(codes(details({ referral: { key: '12', code: null, clinicCodes: null } }))).toEqual(['referral-invalid']);
    expect(codes(details({ referral: null }))).toEqual(['referral-missing']);
    expect(codes(details({ referral: null }), { visit: aVisit({ kind: 'continuation' }) })).toEqual([]);
  });

  it('changes no cancelled visit', () => {
    expect(codes(details({ note: 'x' }), { visit: aVisit({ status: 'cancelled' }) })).toEqual(['visit-not-active']);
  });

  it('R6: what a legacy visit lacked is settled when it is told', () => {
    const visit = aVisit({ contact: nobody, referral: null, gaps: ['no-contact', 'holiday', 'no-referral'] });
    expect(withDetails(visit, { contact: nobody, note: null, referral: null }).gaps).toEqual(visit.gaps);
    const told = withDetails(visit, details({ referral: { key: aReferralKey, code: null, clinicCodes: null } }));
    expect(told.gaps).toEqual(['holiday']);
  });
});
