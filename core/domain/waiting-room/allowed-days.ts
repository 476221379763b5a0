import type { CoveredCode } from '../policy.ts';

/** Local days as whole numbers since 1970, inclusive. */
export interface DayRange {
  from: number;
  to: number;
}

export const dayOf = (date: string): number =>
  Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / 86_400_000;

/** R2, R48: days on which a patient of this birth date may be seen under a code: its validity, and the ages on that very day. */
export function allowedDays(code: string, birthDate: string | null, coveredCodes: readonly CoveredCode[]): DayRange[] {
  const ranges: DayRange[] = [];
  for (const covered of coveredCodes) {
    if (covered.code !== code || covered.service !== 'cardiology') continue;
    let from = dayOf(covered.validFrom);
    let to = covered.validTo === null ? Number.POSITIVE_INFINITY : dayOf(covered.validTo);
    if (birthDate !== null) {
      if (covered.minAge !== null) from = Math.max(from, firstDayOfAge(birthDate, covered.minAge));
      if (covered.maxAge !== null) to = Math.min(to, firstDayOfAge(birthDate, covered.maxAge + 1) - 1);
    }
    if (from <= to) ranges.push({ from, to });
  }
  return ranges;
}

/** Who was born on the 29th of February is a year older on the 1st of March of a common year (as `ageOn` has it). */
export function firstDayOfAge(birthDate: string, age: number): number {
  const year = Number(birthDate.slice(0, 4)) + age;
  return Date.UTC(year, Number(birthDate.slice(5, 7)) - 1, Number(birthDate.slice(8, 10))) / 86_400_000;
}
