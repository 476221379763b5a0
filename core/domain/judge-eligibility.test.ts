import { describe, expect, test } from 'vitest';
import type { ExamRecord } from './exam-programme.ts';
import { type EligibilityFacts, judgeEligibility } from './judge-eligibility.ts';
import { pilotPolicy } from './policy-values.ts';

const nothing: ExamRecord = { insured: true, lastExamOn: null, exclusions: [], bookedOn: null };
const woman = { pesel: null, birthDate: '1970-01-01', sex: 'female' as const };

function reasons(some: Partial<EligibilityFacts> = {}) {
  const facts = { policy: pilotPolicy, clinicCode: 'MMG', today: '2026-11-23', patient: woman, repeat: false, record: nothing };
  return judgeEligibility({ ...facts, ...some }).map((refusal) => {
    expect(refusal).toMatchObject({ code: 'not-eligible', rule: 'R36' });
    return refusal.facts?.why;
  });
}
const withRecord = (some: Partial<ExamRecord>, repeat = false) => reasons({ record: { ...nothing, ...some }, repeat });

describe('R36: who qualifies', () => {
  test.each([
    ['MMG', '1981-11-23', []],
    ['MMG', '1981-11-24', ['age']],
    ['MMG', '1951-11-24', []],
    ['MMG', '1951-11-23', ['age']],
    ['CYT', '2001-11-23', []],
    ['CYT', '2001-11-24', ['age']],
    ['CYT', '1961-11-24', []],
    ['CYT', '1961-11-23', ['age']],
  ])('%s, born %s: %j', (clinicCode, birthDate, expected) =>
    expect(reasons({ clinicCode, patient: { ...woman, birthDate } })).toEqual(expected),
  );

  test('programmes are for women; whose sex nobody knows is not refused for it', () => {
    expect(reasons({ patient: { ...woman, sex: 'male' } })).toEqual(['sex']);
    expect(reasons({ patient: { ...woman, sex: null } })).toEqual([]);
  });

  test('the PESEL knows birth date and sex better than the form', () => {
    expect(reasons({ patient: { pesel: '58031200021', birthDate: '2020-01-01', sex: 'male' } })).toEqual([]);
  });

  test.each([
    ['2024-11-23', []],
    ['2024-11-24', ['interval']],
    ['2026-11-22', ['interval']],
    ['2024-02-29', []],
  ])('mammography after two years: last on %s: %j', (lastExamOn, expected) =>
    expect(withRecord({ lastExamOn })).toEqual(expected),
  );

  test('the refusal tells from when on she qualifies again', () => {
    const [refusal] = judgeEligibility({
      policy: pilotPolicy,
      clinicCode: 'CYT',
      today: '2026-11-23',
      patient: woman,
      repeat: false,
      record: { ...nothing, lastExamOn: '2024-02-29' },
    });
    expect(refusal?.facts).toEqual({ why: 'interval', lastExamOn: '2024-02-29', from: '2027-02-28' });
  });

  test.each([
    [{ insured: false }, ['not-insured']],
    [{ exclusions: ['breast-cancer'] }, ['excluded']],
    [{ exclusions: ['no-cervix'] }, []],
    [{ bookedOn: '2026-12-01' }, ['booked']],
    [{ insured: false, lastExamOn: '2026-01-01', exclusions: ['breast-cancer'] }, ['not-insured', 'excluded', 'interval']],
  ])('eWUŚ and SIMP say %j: %j', (some, expected) => expect(withRecord(some)).toEqual(expected));

  test('without a PESEL nobody can be asked; a desk that has not asked does not refuse for it', () => {
    expect(reasons({ record: null })).toEqual(['no-pesel']);
    expect(reasons({ record: undefined })).toEqual([]);
  });

  test.each([
    ['2025-11-23', []],
    ['2025-11-24', ['interval']],
  ])('R39: a repeat exam after a year: last on %s: %j', (lastExamOn, expected) =>
    expect(withRecord({ lastExamOn }, true)).toEqual(expected),
  );

  test('a programme holds from its first day to its last one', () => {
    const [mammography] = pilotPolicy.examProgrammes;
    const dated = { ...mammography, validFrom: '2026-01-01', validTo: '2026-12-31', minAge: 60, maxAge: 61 } as never;
    const policy = { ...pilotPolicy, examProgrammes: [dated] };
    for (const [today, expected] of [
      ['2025-12-31', []],
      ['2026-01-01', ['age']],
      ['2026-12-31', ['age']],
      ['2027-01-01', []],
    ] as const)
      expect(reasons({ policy, today })).toEqual(expected);
  });
});
