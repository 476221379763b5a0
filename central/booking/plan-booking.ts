/**
 * Decides one `$book`: which of the three acts it is, whether the rules allow it (core/domain/booking-rules.ts, the same
 * functions that the desk asked before), and what then changes. Pure.
 */
import { afterCancel } from '../../core/domain/after-cancel.ts';
import { judgeBooking, judgeCancel, judgeMove, type Party } from '../../core/domain/booking-rules.ts';
import { cancelledVisit, movedVisit } from '../../core/domain/effect.ts';
import type { Policy } from '../../core/domain/policy.ts';
import { referralKeyOf } from '../../core/domain/referral.ts';
import type { Refusal } from '../../core/domain/refusal.ts';
import type { Channel, Visit } from '../../core/domain/visit.ts';
import { refusalAnswer } from '../writes/answer.ts';
import { type ChangePlan, emptyPlan, type Focus, type VisitColumns } from '../writes/change-plan.ts';
import type { BookingCommand } from './booking-command.ts';
import type { BookingFacts, StoredPatient, StoredSchedule, StoredSlot, StoredVisit } from './booking-facts.ts';
import { planPatient } from './patient-plan.ts';
import { bookedParameters, renderPatient, renderVisit } from './render-booking.ts';

export interface BookingActor {
  clinicId: string;
  clientId: string | null;
  author: string;
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

export function planBooking(command: BookingCommand, facts: BookingFacts, context: BookingContext): ChangePlan {
  const act: Act = { command, facts, context, slot: offeredSlot(facts.slot, context) };
  if (facts.visit === null) return command.cancel ? refused(act, [{ code: 'not-found', path: 'visit' }]) : planNew(act);
  const seen = context.ifMatch ?? command.seenVersion;
  if (seen !== facts.visit.version) {
    return refused(act, [{ code: 'stale-version', path: 'version', facts: { current: facts.visit.version } }]);
  }
  return command.cancel ? planCancel(act, facts.visit, command.cancel) : planMove(act, facts.visit);
}

interface Act {
  command: BookingCommand;
  facts: BookingFacts;
  context: BookingContext;
  slot: StoredSlot | null;
}

function planNew(act: Act): ChangePlan {
  const { command, facts, context, slot } = act;
  const { wanted } = command;
  const { schedule } = facts;
  // A move of a visit that is not here, or a booking that lacks what a visit needs: central cannot tell which.
  if (wanted === null) return refused(act, [{ code: 'not-found', path: 'visit' }]);
  if (schedule === null || schedule.clinicId !== context.actor.clinicId) {
    return refused(act, [slotRefusal(command, { code: 'not-found', path: 'schedule' })]);
  }
  const patient = planPatient({
    clinicId: context.actor.clinicId,
    sent: command.patient,
    known: facts.patient,
    samePesel: facts.samePesel,
    newId: context.newId,
  });
  if (patient === 'missing') return refused(act, [{ code: 'not-found', path: 'patient' }]);
  if (patient === 'conflict')
    return refused(act, [{ code: 'pesel-invalid', path: 'patient.pesel', facts: { why: 'other-patient' } }]);
  const visit = newVisit(act, wanted, patient.stored, schedule);
  const { now, policy, actor } = context;
  const refusals = judgeBooking({
    now,
    policy,
    by: actor.party,
    slot: slot?.slot ?? null,
    slotTaken: facts.slotTaken,
    slotHeld: facts.slotHeld,
    referralUsed: facts.referralUsed,
    patient: patient.stored.row,
    visit,
  });
  if (refusals.length > 0) return refused(act, refusals);
  const plan = accepted(act, context.newId(), visit, patient.stored, schedule, slot, null);
  if (patient.change !== null) {
    const { columns, newKey, before } = patient.change;
    plan.patients.push({ columns, newKey });
    plan.audit.push({ type: 'Patient', key: columns.key, before, after: columns.row });
    plan.events[0]?.focus.unshift(['Patient', columns.id, columns.key, 0]);
  }
  return plan;
}

function planMove(act: Act, current: StoredVisit): ChangePlan {
  const { facts, context, slot } = act;
  const { patient, schedule } = facts;
  const { now, policy, actor } = context;
  if (patient === null) throw new Error('a visit without its patient');
  const refusals = judgeMove({
    now,
    policy,
    by: actor.party,
    slot: slot?.slot ?? null,
    slotTaken: facts.slotTaken,
    slotHeld: facts.slotHeld,
    referralUsed: facts.referralUsed,
    patient: patient.row,
    visit: current.row,
  });
  if (refusals.length > 0 || slot === null || schedule === null) return refused(act, refusals);
  const { id: slotId, scheduleId, startsAt, durationMinutes } = slot.slot;
  const moved = movedVisit(current.row, { scheduleId, slotId, startsAt, durationMinutes }, slot.slot, null);
  const visit: Visit = { ...withContact(moved, patient), version: current.version + 1 };
  return accepted(act, current.id, visit, patient, schedule, slot, current.row);
}

/** R15: what a legacy visit lacked may since have been told for the patient; the move settles the gap. */
function withContact(visit: Visit, patient: StoredPatient): Visit {
  if (visit.contact.phone !== null || visit.contact.email !== null) return visit;
  return { ...visit, contact: patient.row.contact, gaps: visit.gaps.filter((gap) => gap !== 'no-contact') };
}

function planCancel(act: Act, current: StoredVisit, cancel: NonNullable<BookingCommand['cancel']>): ChangePlan {
  const { facts, context } = act;
  const { patient, currentSchedule } = facts;
  const { now, policy, actor } = context;
  if (patient === null || currentSchedule === null) throw new Error('a visit without its patient or schedule');
  const refusals = judgeCancel({ now, by: actor.party, visit: current.row, reason: cancel.reason });
  if (refusals.length > 0 || cancel.reason === null) return refused(act, refusals);
  const visit: Visit = { ...cancelledVisit(current.row, cancel.reason), version: current.version + 1 };
  const plan = accepted(act, current.id, visit, patient, currentSchedule, null, current.row);
  const after = afterCancel({ visit: current.row, now, policy, by: cancel.by, reason: cancel.reason });
  if (after.slotGoesTo === 'nobody' && current.row.slotId !== null) {
    plan.withdrawSlotIds.push(current.row.slotId);
    plan.events[0]?.focus.push(['Slot', current.row.slotId, current.row.slotId, 1]);
  }
  return plan;
}

/** Time and place are the slot's, never the client's word; what a desk may not decide is set here. */
function newVisit({ command, context, slot }: Act, wanted: Visit, patient: StoredPatient, schedule: StoredSchedule): Visit {
  const { actor, now } = context;
  const legacy = wanted.legacy && actor.party === 'provider';
  const bookedAt = legacy || Date.parse(wanted.bookedAt) < Date.parse(now) ? wanted.bookedAt : `${now.slice(0, 19)}Z`;
  const ownContact = wanted.contact.phone !== null || wanted.contact.email !== null || legacy;
  return {
    ...wanted,
    ...(slot === null ? {} : placeOf(slot)),
    id: command.key,
    version: 1,
    clinicId: schedule.clinicId,
    scheduleId: schedule.key,
    patientId: patient.row.id,
    contact: ownContact ? wanted.contact : patient.row.contact,
    status: legacy && wanted.status !== 'cancelled' ? wanted.status : 'booked',
    legacy,
    gaps: legacy ? wanted.gaps : [],
    cancelReason: null,
    bookedAt,
    bookedBy: legacy ? 'import' : actor.channel,
  };
}

function placeOf({ slot }: StoredSlot): Pick<Visit, 'slotId' | 'startsAt' | 'durationMinutes' | 'service' | 'clinicCode'> {
  const { id, startsAt, durationMinutes, service, clinicCode } = slot;
  return { slotId: id, startsAt, durationMinutes, service, clinicCode };
}

function accepted(
  act: Act,
  id: string,
  visit: Visit,
  patient: StoredPatient,
  schedule: StoredSchedule,
  slot: StoredSlot | null,
  before: Visit | null,
): ChangePlan {
  const { context } = act;
  const appointment = renderVisit(id, visit, patient.id, schedule);
  const body = JSON.stringify(bookedParameters(appointment, renderPatient(context.actor.clinicId, patient)));
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

function refused(act: Act, refusals: Refusal[]): ChangePlan {
  const { facts, context } = act;
  const current = facts.visit === null ? null : currentAppointment(facts.visit, facts.currentSchedule);
  const answer = refusalAnswer(refusals, current);
  return { ...newPlan(context), visitId: facts.visit?.id ?? null, answer: { ...answer, state: 'refused' } };
}

function newPlan({ actor, intentId, digest, now }: BookingContext): ChangePlan {
  const { clinicId, clientId, author } = actor;
  return emptyPlan({ clinicId, clientId, author, now, intentId, digest });
}

function currentAppointment(visit: StoredVisit, schedule: StoredSchedule | null) {
  return schedule === null ? null : renderVisit(visit.id, visit.row, visit.patientId, schedule);
}

/** Another clinic's slots are found by `$find`, but booked by that clinic or the patient; here they do not exist. */
function offeredSlot(slot: StoredSlot | null, { actor }: BookingContext): StoredSlot | null {
  return slot === null || slot.withdrawn || slot.clinicId !== actor.clinicId ? null : slot;
}

/** A schedule is missing because the slot is: say that. */
function slotRefusal(command: BookingCommand, otherwise: Refusal): Refusal {
  return command.slotId === null ? otherwise : { code: 'slot-gone', path: 'slot' };
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
