import { coveredCode } from '../../../core/domain/policy-values.ts';
import type { Service } from '../../../core/domain/schedule.ts';
import { ageOn } from '../../../core/domain/time.ts';
import type { BookingContext } from './booking-context.ts';

export interface ClinicChoice {
  clinicCode: string;
  service: Service;
  /** R48: why a person of this age cannot be booked here; null = can. */
  ageLimit: { minAge: number | null; maxAge: number | null } | null;
}

/** Days on which the visit may be: the chosen slot's day, or all that the kind of visit allows. */
export interface PossibleDays {
  first: string;
  last: string;
}

/** The clinic's outpatient units, one per code, with those marked that the patient's age rules out on every possible day (R48). */
export function clinicChoices(context: BookingContext, birthDate: string | null, days: PossibleDays): ClinicChoice[] {
  const codes = new Map(context.schedules.map((schedule) => [schedule.clinicCode, schedule.service]));
  return [...codes]
    .map(([clinicCode, service]) => ({
      clinicCode,
      service,
      ageLimit: birthDate ? ageLimit(clinicCode, birthDate, days, context) : null,
    }))
    .sort((a, b) => a.clinicCode.localeCompare(b.clinicCode));
}

function ageLimit(
  clinicCode: string,
  birthDate: string,
  days: PossibleDays,
  { policy, today }: BookingContext,
): ClinicChoice['ageLimit'] {
  const covered = coveredCode(policy, clinicCode, today);
  if (!covered) return null;
  const { minAge, maxAge } = covered;
  const tooYoung = minAge !== null && ageOn(birthDate, days.last) < minAge;
  const tooOld = maxAge !== null && ageOn(birthDate, days.first) > maxAge;
  return tooYoung || tooOld ? { minAge, maxAge } : null;
}
