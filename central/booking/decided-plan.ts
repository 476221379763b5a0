/** What a decided act becomes: a plan that changes things with its answer, or one that only keeps the refusal. */

import type { Party } from '../../core/domain/booking-rules.ts';
import type { Policy } from '../../core/domain/policy.ts';
import { referralKeyOf } from '../../core/domain/referral.ts';
import type { Refusal } from '../../core/domain/refusal.ts';
import type { Channel, Visit } from '../../core/domain/visit.ts';
import { refusalAnswer } from '../writes/answer.ts';
import { type ChangePlan, emptyPlan, type Focus, type Said, type VisitColumns } from '../writes/change-plan.ts';
import type { BookingCommand } from './booking-command.ts';
import type { BookingFacts, StoredPatient, StoredSchedule, StoredSlot, StoredVisit } from './booking-facts.ts';
import type { PatientPlan } from './patient-plan.ts';
import { bookedParameters, renderPatient, renderVisit } from './render-booking.ts';

export interface BookingActor {
  clinicId: string;
  clientId: string | null;
  author: string;
  said?: Said;
  party: Party;
  channel: Channel;
}

export interface BookingContext {
  actor: BookingActor;
  intentId: string | null;
  digest: string | null;
  ifMatch: number | null;
  now: string;
  policy: Policy;
  newId: () => string;
}

/** One `$book` on its way to a decision. */
export interface Act {
  command: BookingCommand;
  facts: BookingFacts;
  context: BookingContext;
  slot: StoredSlot | null;
}

/** What a plan is made from, beside the visit itself. */
interface DecidedAct {
  facts: Pick<BookingFacts, 'visit' | 'currentSchedule'>;
  context: BookingContext;
}

export function accepted(
  act: DecidedAct,
  id: string,
  visit: Visit,
  patient: StoredPatient,
  schedule: StoredSchedule,
  slot: StoredSlot | null,
  before: Visit | null,
): ChangePlan {
  const { context } = act;
  const appointment = renderVisit(id, visit, patient.id, schedule);
  const body = JSON.stringify(bookedParameters(appointment, renderPatient(visit.clinicId, patient)));
  const taken: Refusal = { code: 'slot-taken', rule: 'I1', path: 'slot' };
  const used: Refusal = { code: 'referral-used', rule: 'R18', path: 'referral' };
  const current = act.facts.visit === null ? null : currentAppointment(act.facts.visit, act.facts.currentSchedule);
  const focus: Focus[] = [['Appointment', id, visit.id, 0]];
  return {
    ...newPlan(context),
    visitId: id,
    answer: { state: 'applied', status: before === null ? 201 : 200, body },
    refusals: {
      visit_one_active_per_slot: refusalAnswer([taken], current),
      visit_one_active_per_referral: refusalAnswer([used], current),
    },
    expectSlots: slot === null ? [] : [{ id: slot.slot.id, version: slot.version }],
    visits: [{ columns: visitColumns(id, visit, patient) }],
    audit: [{ type: 'Appointment', key: visit.id, before, after: visit }],
    events: [{ clinicId: visit.clinicId, focus }],
  };
}

export function refused(act: Act, refusals: Refusal[]): ChangePlan {
  const { facts, context } = act;
  const current = facts.visit === null ? null : currentAppointment(facts.visit, facts.currentSchedule);
  const answer = refusalAnswer(refusals, current);
  return { ...newPlan(context), visitId: facts.visit?.id ?? null, answer: { ...answer, state: 'refused' } };
}

function newPlan({ actor, intentId, digest, now }: BookingContext): ChangePlan {
  const { clinicId, clientId, author, said } = actor;
  return emptyPlan({ clinicId, clientId, author, ...(said ? { said } : {}), now, intentId, digest });
}

function currentAppointment(visit: StoredVisit, schedule: StoredSchedule | null) {
  return schedule === null ? null : renderVisit(visit.id, visit.row, visit.patientId, schedule);
}

/** The patient who is created or changed along with the visit; comes before it in the stream. */
export function withPatient(plan: ChangePlan, { change }: PatientPlan): ChangePlan {
  if (change === null) return plan;
  const { columns, newKey, before } = change;
  plan.patients.push({ columns, newKey });
  plan.audit.push({ type: 'Patient', key: columns.key, before, after: columns.row });
  plan.events[0]?.focus.unshift(['Patient', columns.id, columns.key, 0]);
  return plan;
}

export function visitColumns(id: string, visit: Visit, patient: StoredPatient): VisitColumns {
  return {
    id,
    clinic_id: visit.clinicId,
    key: visit.id,
    version: visit.version,
    schedule_key: visit.scheduleId,
    slot_id: visit.slotId,
    patient_id: patient.id,
    starts_at: visit.startsAt,
    status: visit.status,
    kind: visit.kind,
    service: visit.service,
    untouched_legacy: visit.legacy && visit.version === 1,
    referral: visit.referral === null ? null : referralKeyOf(visit.referral, patient.row.pesel),
    row: visit,
  };
}
