import type { ExamProgramme } from '../../core/domain/exam-programme.ts';
import { judgeEligibility, programmeOf } from '../../core/domain/judge-eligibility.ts';
import { coveredCode } from '../../core/domain/policy-values.ts';
import type { Refusal } from '../../core/domain/refusal.ts';
import { localDateOf } from '../../core/domain/time.ts';
import { readExamRecords } from '../booking/exam-records.ts';
import type { Central } from '../central.ts';

/** R36: one prevention programme, and what speaks against it for this person today; nothing = she qualifies. */
export interface ExamChance {
  clinicCode: string;
  refusals: Refusal[];
}

/** @param visitKey exam that is to be given up for another date, so that it does not stand in its own way */
export async function examChances(
  { policy, database, clock }: Pick<Central, 'policy' | 'database' | 'clock'>,
  person: { pesel: string; birthDate: string; sex: 'female' | 'male' },
  visitKey: string | null = null,
): Promise<ExamChance[]> {
  const today = localDateOf(clock.now());
  const programmes = policy.examProgrammes.flatMap(({ clinicCode }: ExamProgramme) => {
    const service = coveredCode(policy, clinicCode, today)?.service;
    return service && programmeOf(policy, clinicCode, today) ? [{ clinicCode, service }] : [];
  });
  const records = await readExamRecords(
    database,
    programmes.map(({ service }) => ({ pesel: person.pesel, service, visitKey })),
  );
  return programmes.map(({ clinicCode }, n) => ({
    clinicCode,
    refusals: judgeEligibility({ policy, clinicCode, today, patient: person, repeat: false, record: records[n] ?? null }),
  }));
}

export const openExams = (chances: readonly ExamChance[]): string[] =>
  chances.flatMap(({ clinicCode, refusals }) => (refusals.length === 0 ? [clinicCode] : []));
