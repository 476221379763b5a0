import clinicCodes from '../../resources/clinic-codes.json' with { type: 'json' };
import examProgrammes from '../../resources/exam-programmes.json' with { type: 'json' };
import numbers from '../../resources/pilot-policy.json' with { type: 'json' };
import type { ExamProgramme } from './exam-programme.ts';
import type { CoveredCode, Policy, WaitingRoomPolicy } from './policy.ts';

/** First answer of our own central, and what a desk goes by that has never been online. */
export const pilotPolicy: Policy = {
  ...numbers,
  waitingRoom: numbers.waitingRoom as WaitingRoomPolicy,
  coveredCodes: clinicCodes as CoveredCode[],
  examProgrammes: examProgrammes as ExamProgramme[],
};

/** R2, R48: the entry of a clinic code that is valid on a day (`YYYY-MM-DD`), or null: not covered by central e-registration. */
export function coveredCode(policy: Policy, code: string, date: string): CoveredCode | null {
  const covers = (entry: CoveredCode) =>
    entry.code === code && entry.validFrom <= date && (entry.validTo === null || date <= entry.validTo);
  return policy.coveredCodes.find(covers) ?? null;
}
