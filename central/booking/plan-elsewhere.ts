/**
 * R14, R19: a desk books in another clinic on the patient's behalf. The visit is that clinic's in full, with a patient of its
 * own; the booking clinic keeps its patient and a link, by which it is told of all that follows (migration 110). Pure.
 */
import type { Visit } from '../../core/domain/visit.ts';
import type { ChangePlan } from '../writes/change-plan.ts';
import type { BookingFacts, StoredPatient } from './booking-facts.ts';
import { type Act, type BookingContext, isElsewhere } from './decided-plan.ts';
import { type PatientPlan, planPatient } from './patient-plan.ts';

/** The patient at the slot's clinic: the one it knows already, as it knows him, or a new one with what a visit needs. */
export function patientThere(
  known: BookingFacts['patientThere'],
  { row }: StoredPatient,
  clinicId: string,
  newId: () => string,
): PatientPlan {
  const sent = known === null ? { ...row, id: newId(), version: 0 } : null;
  const plan = planPatient({ clinicId, sent, known, samePesel: null, newId });
  if (typeof plan === 'string') throw new Error('a patient who is sent or known is neither');
  return plan;
}

/** What a clinic writes down for itself does not travel. */
export function bookedFromOutside(visit: Visit, { actor }: BookingContext): Visit {
  return { ...visit, note: null, bookedBy: actor.party === 'provider' ? 'other-clinic' : actor.channel };
}

/** Nothing to add when the visit is the acting clinic's own, or the patient acts. */
export function withLink(
  plan: ChangePlan,
  { context }: Pick<Act, 'context'>,
  visitId: string,
  visit: Visit,
  own: PatientPlan,
): ChangePlan {
  if (!isElsewhere(context, visit.clinicId)) return plan;
  const { clinicId } = context.actor;
  plan.elsewhere.push({ visitId, clinicId, key: visit.id, patientId: own.stored.id });
  if (own.change === null) return plan;
  const { columns, newKey, before } = own.change;
  plan.patients.push({ columns, newKey });
  plan.audit.push({ type: 'Patient', key: columns.key, before, after: columns.row, clinicId });
  plan.events.push({ clinicId, focus: [['Patient', columns.id, columns.key, 0]] });
  return plan;
}
