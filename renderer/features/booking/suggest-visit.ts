import type { PatientDetail } from '../../../core/contract/views.ts';
import type { VisitKind } from '../../../core/domain/schedule.ts';
import type { BookingContext } from './booking-context.ts';
import { clinicChoices } from './clinic-choices.ts';

/**
 * A first guess that Enter accepts: whoever has been here comes back to the same unit as a continuing patient,
 * anyone else comes for the first time to the unit with the most doctors that the age allows.
 */
export function suggestVisit(
  known: PatientDetail | null,
  birthDate: string | null,
  context: BookingContext,
): { clinicCode: string | null; kind: VisitKind } {
  const today = { first: context.today, last: context.today };
  const open = clinicChoices(context, birthDate, today).filter((choice) => !choice.ageLimit);
  const been = known?.visits
    .filter(
      (visit) =>
        visit.elsewhere === null &&
        visit.localStart.slice(0, 10) < context.today &&
        visit.status !== 'cancelled' &&
        visit.status !== 'no-show',
    )
    .sort((a, b) => b.startsAt.localeCompare(a.startsAt))
    .find((visit) => open.some((choice) => choice.clinicCode === visit.clinicCode));
  if (been) return { clinicCode: been.clinicCode, kind: 'continuation' };
  const doctors = (clinicCode: string) => context.schedules.filter((schedule) => schedule.clinicCode === clinicCode).length;
  const busiest = open.toSorted((a, b) => doctors(b.clinicCode) - doctors(a.clinicCode))[0];
  return { clinicCode: busiest?.clinicCode ?? null, kind: 'first' };
}
