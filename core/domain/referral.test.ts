import { describe, expect, test } from 'vitest';
import { isValidReferral, parseReferral, referralKeyOf } from './referral.ts';
import { aReferralKey } from './test-builders.ts';

const pesel = '58031200021';
const byKey = { key: aReferralKey, code: null, clinicCodes: null };
const byCode = { key: null, code: '1234', clinicCodes: null };

describe('R18: 44 digits, or 4 digits with the PESEL', () => {
  test.each([
    [aReferralKey, pesel, byKey],
    [aReferralKey, null, byKey],
    [` ${aReferralKey.slice(0, 22)} ${aReferralKey.slice(22)}\n`, null, byKey],
    ['1234', pesel, byCode],
    ['12 34', pesel, byCode],
  ])('%j with PESEL %j', (text, patient, referral) =>
    expect(parseReferral(text, patient)).toEqual({ ok: true, value: referral }),
  );

  test.each([
    ['', pesel, 'referral-missing'],
    ['  ', pesel, 'referral-missing'],
    ['1234', null, 'referral-invalid'],
    ['123', pesel, 'referral-invalid'],
    ['12345', pesel, 'referral-invalid'],
    [aReferralKey.slice(1), pesel, 'referral-invalid'],
    [`${aReferralKey}1`, pesel, 'referral-invalid'],
    [`${aReferralKey.slice(1)}x`, pesel, 'referral-invalid'],
  ])('%j with PESEL %j: %s', (text, patient, code) =>
    expect(parseReferral(text, patient)).toMatchObject({ ok: false, refusals: [{ code, rule: 'R18' }] }),
  );

  test('a referral from elsewhere is judged the same way', () => {
    expect(isValidReferral(byKey, null)).toBe(true);
    expect(isValidReferral(byCode, pesel)).toBe(true);
    expect(isValidReferral(byCode, null)).toBe(false);
    expect(isValidReferral({ ...byKey, key: '12' }, pesel)).toBe(false);
    expect(isValidReferral({ ...byKey, key: null }, pesel)).toBe(false);
  });
});

describe('R18: one name in the whole country', () => {
  test('the key alone names it; the code names it with the PESEL', () => {
    expect(referralKeyOf(byKey, pesel)).toBe(referralKeyOf({ ...byKey, clinicCodes: ['1100'] }, null));
    expect(referralKeyOf(byCode, pesel)).toBe(referralKeyOf({ ...byCode }, pesel));
    expect(referralKeyOf(byCode, pesel)).not.toBe(referralKeyOf(byCode, '90010112349'));
    expect(referralKeyOf(byCode, pesel)).not.toBe(referralKeyOf({ ...byCode, code: '1235' }, pesel));
  });

  test('no PESEL and no key can be read from it: it reaches logs', () => {
    expect(referralKeyOf(byCode, pesel)).not.toContain('5803');
    expect(referralKeyOf(byKey, pesel)).toMatch(/^[0-9a-f-]{36}$/);
  });
});
