/** What a decided act becomes: a plan that changes things with its answer, or one that only keeps the refusal. */
import type { Appointment, Bundle, Parameters } from 'fhir/r4';
import type { Party } from '../../core/domain/booking-rules.ts';
import type { Policy } from '../../core/domain/policy.ts';
import { referralKeyOf } from '../../core/domain/referral.ts';
import type { Refusal } from '../../core/domain/refusal.ts';
import type { Channel, Visit } from '../../core/domain/visit.ts';
import { refusalAnswer } from '../writes/answer.ts';
import { type ChangePlan, emptyPlan, type Focus, type Said, type VisitColumns } from '../writes/change-plan.ts';
import type { BookingCommand } from './booking-command.ts';
import type { BookingFacts, StoredPatient, StoredSchedule, StoredSlot } from './booking-facts.ts';
import { elsewhereVisit } from './elsewhere-visit.ts';
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
  facts: Pick<BookingFacts, 'visit' | 'currentSchedule'> & Partial<Pick<BookingFacts, 'own'>>;
  context: BookingContext;
}

/** A desk acts on a visit of another clinic, which it booked there: it is told no more than where and when. */
export function isElsewhere({ actor }: BookingContext, clinicId: string): boolean {
  return actor.party === 'provider' && clinicId !== actor.clinicId;
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
  const shown = asTold(act, id, visit, patient, schedule);
  const body = JSON.stringify(bookedParameters(shown.appointment, renderPatient(shown.clinicId, shown.patient)));
  const taken: Refusal = { code: 'slot-taken', rule: 'I1', path: 'slot' };
  const used: Refusal = { code: 'referral-used', rule: 'R18', path: 'referral' };
  const current = currentAppointment(act);
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
    audit: [
      { type: 'Appointment', key: visit.id, before, after: visit, clinicId: visit.clinicId },
      ...(shown.visit === visit
        ? []
        : [{ type: 'Appointment' as const, key: shown.visit.id, before: before && shown.before, after: shown.visit }]),
    ],
    events: [{ clinicId: visit.clinicId, focus }],
  };
}

export function refused(act: Act, refusals: Refusal[]): ChangePlan {
  const { facts, context } = act;
  const answer = refusalAnswer(refusals, currentAppointment(act));
  return { ...newPlan(context), visitId: facts.visit?.id ?? null, answer: { ...answer, state: 'refused' } };
}

function newPlan({ actor, intentId, digest, now }: BookingContext): ChangePlan {
  const { clinicId, clientId, author, said } = actor;
  return emptyPlan({ clinicId, clientId, author, ...(said ? { said } : {}), now, intentId, digest });
}

function currentAppointment(act: DecidedAct): Appointment | null {
  const { visit, currentSchedule } = act.facts;
  if (visit === null || currentSchedule === null) return null;
  const patient = { id: visit.patientId, row: { id: visit.row.patientId } };
  return asTold(act, visit.id, visit.row, patient, currentSchedule).appointment;
}

interface Told<P> {
  appointment: Appointment;
  visit: Visit;
  /** The visit as it was, as far as the acting clinic knew it. */
  before: Visit | null;
  patient: P;
  clinicId: string;
}

/** Visit and patient as the acting clinic may see them. */
function asTold<P extends { id: string; row: Pick<StoredPatient['row'], 'id'> }>(
  { facts, context }: DecidedAct,
  id: string,
  visit: Visit,
  patient: P,
  schedule: StoredSchedule,
): Told<P> {
  const before = facts.visit?.row ?? null;
  if (!isElsewhere(context, visit.clinicId)) {
    const appointment = renderVisit(id, visit, patient.id, schedule);
    return { appointment, visit, before, patient, clinicId: visit.clinicId };
  }
  const own = facts.own;
  if (!own) throw new Error('a visit elsewhere without the booking clinic’s patient');
  const seen = {
    key: visit.id,
    patientKey: own.row.id,
    clinicName: schedule.clinic?.name ?? '',
    town: schedule.clinic?.town ?? null,
    actorName: schedule.actor.name,
  };
  const told = elsewhereVisit(visit, seen);
  return {
    appointment: renderVisit(id, told, own.id, schedule),
    visit: told,
    before: before && elsewhereVisit(before, seen),
    patient: own as StoredPatient & P,
    clinicId: context.actor.clinicId,
  };
}

/** The visit that was left, in the answer after the new one: who moved it learns its version too. */
export function withLeftVisit(plan: ChangePlan, act: Act, id: string, left: Visit, patient: StoredPatient): void {
  const { currentSchedule } = act.facts;
  if (currentSchedule === null) return;
  const { appointment } = asTold(act, id, left, patient, currentSchedule);
  const body = JSON.parse(plan.answer.body) as Parameters;
  const bundle = body.parameter?.[0]?.resource as Bundle | undefined;
  bundle?.entry?.push({ fullUrl: `urn:uuid:${id}`, resource: appointment });
  plan.answer.body = JSON.stringify(body);
}

/** The patient who is created or changed along with the visit; comes before it in the stream. */
export function withPatient(plan: ChangePlan, { change }: PatientPlan): ChangePlan {
  if (change === null) return plan;
  const { columns, newKey, before } = change;
  plan.patients.push({ columns, newKey });
  plan.audit.push({ type: 'Patient', key: columns.key, before, after: columns.row, clinicId: columns.clinic_id });
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
