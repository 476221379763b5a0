import type { ExamProgramme, ExamReason, ExamRecord } from './exam-programme.ts';
import { parsePesel } from './pesel.ts';
import type { Policy } from './policy.ts';
import type { Refusal } from './refusal.ts';
import { addMonths, ageOn } from './time.ts';

export interface EligibilityFacts {
  policy: Policy;
  clinicCode: string;
  /** Day of booking, local: R36 asks how things are then, not on the day of the exam. */
  today: string;
  patient: { pesel: string | null; birthDate: string | null; sex?: 'female' | 'male' | null };
  /** R39: a repeat exam, booked by the clinic. */
  repeat: boolean;
  /** null = nobody can tell, for want of a PESEL; undefined = nobody was asked (at a desk): age and sex alone are judged. */
  record?: ExamRecord | null | undefined;
}

/** R36, R39: empty = qualifies. Each refusal is `not-eligible` with the reason as `facts.why` (`ExamReason`). */
export function judgeEligibility(facts: EligibilityFacts): Refusal[] {
  const programme = programmeOf(facts.policy, facts.clinicCode, facts.today);
  // R2 says whether the code is covered at all.
  if (programme === null || (facts.repeat && !programme.repeat.checkEligibility)) return [];
  return [...judgePerson(facts, programme), ...judgeRecord(facts, programme)];
}

export function programmeOf({ examProgrammes }: Policy, clinicCode: string, date: string): ExamProgramme | null {
  const holds = (one: ExamProgramme) =>
    one.clinicCode === clinicCode && one.validFrom <= date && (one.validTo === null || date <= one.validTo);
  return examProgrammes.find(holds) ?? null;
}

function judgePerson({ patient, today }: EligibilityFacts, programme: ExamProgramme): Refusal[] {
  // The PESEL knows better than what was typed.
  const parsed = patient.pesel === null ? null : parsePesel(patient.pesel);
  const { birthDate, sex } = parsed?.ok ? parsed.value : patient;
  const { minAge, maxAge } = programme;
  const refusals: Refusal[] = [];
  const age = birthDate === null ? null : ageOn(birthDate, today);
  if (age !== null && (age < minAge || age > maxAge)) refusals.push(because('age', 'patient.birthDate', { minAge, maxAge }));
  if (programme.sex !== null && sex && sex !== programme.sex) refusals.push(because('sex', 'patient.sex'));
  return refusals;
}

function judgeRecord({ record, today, repeat }: EligibilityFacts, programme: ExamProgramme): Refusal[] {
  if (record === undefined) return [];
  if (record === null) return [because('no-pesel', 'patient.pesel')];
  const refusals: Refusal[] = [];
  if (!record.insured) refusals.push(because('not-insured', 'patient'));
  if (record.exclusions.some((code) => programme.exclusions.includes(code))) refusals.push(because('excluded', 'patient'));
  if (record.lastExamOn !== null) {
    const from = addMonths(record.lastExamOn, repeat ? programme.repeat.intervalMonths : programme.intervalMonths);
    if (today < from) refusals.push(because('interval', 'patient', { lastExamOn: record.lastExamOn, from }));
  }
  if (record.bookedOn !== null) refusals.push(because('booked', 'patient', { bookedOn: record.bookedOn }));
  return refusals;
}

const because = (why: ExamReason, path: string, facts: Refusal['facts'] = {}): Refusal => ({
  code: 'not-eligible',
  rule: 'R36',
  path,
  facts: { why, ...facts },
});
