/**
 * Decides one `$book`: which of the three acts it is, whether the rules allow it (core/domain/booking-rules.ts, the same
 * functions that the desk asked before), and what then changes. Pure.
 */
import { afterCancel } from '../../core/domain/after-cancel.ts';
import { judgeBooking, judgeCancel, judgeMove } from '../../core/domain/booking-rules.ts';
import { cancelledVisit, movedVisit } from '../../core/domain/effect.ts';
import type { Refusal } from '../../core/domain/refusal.ts';
import type { Visit } from '../../core/domain/visit.ts';
import type { ChangePlan } from '../writes/change-plan.ts';
import type { BookingCommand } from './booking-command.ts';
import type { BookingFacts, StoredPatient, StoredSchedule, StoredSlot, StoredVisit } from './booking-facts.ts';
import { type Act, accepted, type BookingContext, isElsewhere, refused, withPatient } from './decided-plan.ts';
import { isOpenToAll } from './open-to-all.ts';
import { planPatient } from './patient-plan.ts';
import { planChange } from './plan-change.ts';
import { bookedFromOutside, patientThere, withLink } from './plan-elsewhere.ts';
import { planTransfer } from './plan-transfer.ts';
import { judgeReplaced, withReplaced } from './replaced-exam.ts';
import { withCancelledEntry, withMovedEntry, withoutWaiting } from './waiting-changes.ts';

export function planBooking(command: BookingCommand, facts: BookingFacts, context: BookingContext): ChangePlan {
  const act: Act = { command, facts, context, slot: offeredSlot(facts.slot, context) };
  return withoutWaiting(decide(act), act);
}

function decide(act: Act): ChangePlan {
  const { command, facts, context } = act;
  if (facts.visit === null)
    return command.cancel || command.change ? refused(act, [{ code: 'not-found', path: 'visit' }]) : planNew(act);
  // What happens on its day, and what is written to it, is for the clinic whose visit it is.
  if (command.change && isElsewhere(context, facts.visit.row.clinicId)) {
    return refused(act, [{ code: 'not-found', path: 'visit' }]);
  }
  const seen = context.ifMatch ?? command.seenVersion;
  if (seen !== facts.visit.version) {
    return refused(act, [{ code: 'stale-version', path: 'version', facts: { current: facts.visit.version } }]);
  }
  if (command.change) return planChange(act, facts.visit, command.change);
  return command.cancel ? planCancel(act, facts.visit, command.cancel) : planMove(act, facts.visit);
}

function planNew(act: Act): ChangePlan {
  const { command, facts, context, slot } = act;
  const { wanted } = command;
  const { schedule } = facts;
  // A move of a visit that is not here, or a booking that lacks what a visit needs: central cannot tell which.
  if (wanted === null) return refused(act, [{ code: 'not-found', path: 'visit' }]);
  if (schedule === null) return refused(act, [slotRefusal(command, { code: 'not-found', path: 'schedule' })]);
  const elsewhere = isElsewhere(context, schedule.clinicId);
  // R6: only its own clinic brings old visits along.
  if (elsewhere && (slot === null || wanted.legacy)) {
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
  const there = elsewhere ? patientThere(facts.patientThere, patient.stored, schedule.clinicId, context.newId) : patient;
  const own = newVisit(act, wanted, there.stored, schedule);
  const visit = elsewhere ? bookedFromOutside(own, context) : own;
  const { now, policy, actor } = context;
  const refusals = judgeBooking({
    now,
    policy,
    by: actor.party,
    slot: slot?.slot ?? null,
    slotTaken: facts.slotTaken,
    slotHeld: facts.slotHeld || isKept(slot),
    referralUsed: facts.referralUsed,
    referralCancelled: facts.referralCancelled,
    examRecord: facts.examRecord,
    patient: patient.stored.row,
    visit,
  });
  refusals.push(...judgeReplaced(act, visit, patient.stored));
  // R14, R39: continuations and repeat exams are the clinic's own.
  if (elsewhere && visit.kind !== 'first') refusals.push({ code: 'wrong-slot-kind', rule: 'R14', path: 'kind' });
  if (refusals.length > 0) return refused(act, refusals);
  const id = context.newId();
  const told = { ...act, facts: { ...facts, own: patient.stored } };
  const plan = withLink(
    withPatient(accepted(told, id, visit, there.stored, schedule, slot, null), there),
    act,
    id,
    visit,
    patient,
  );
  // R6: what was booked before the clinic joined is told, not booked.
  if (visit.legacy) return { ...plan, waitingRoom: true };
  const searchedPlan = { ...plan, visits: plan.visits.map((one) => searched(one, command.search)) };
  return withReplaced(searchedPlan, act);
}

function planMove(act: Act, current: StoredVisit): ChangePlan {
  const { facts, context, slot } = act;
  const { patient, schedule } = facts;
  const { now, policy, actor } = context;
  if (patient === null) throw new Error('a visit without its patient');
  // R14: elsewhere first visits only; a continuation stays with its clinic.
  if (slot !== null && slot.clinicId !== current.row.clinicId && current.row.kind !== 'first') {
    return refused(act, [{ code: 'wrong-slot-kind', rule: 'R14', path: 'slot' }]);
  }
  const refusals = judgeMove({
    now,
    policy,
    by: actor.party,
    slot: slot?.slot ?? null,
    slotTaken: facts.slotTaken,
    slotHeld: facts.slotHeld || isKept(slot),
    referralUsed: facts.referralUsed,
    referralCancelled: facts.referralCancelled,
    examRecord: facts.examRecord,
    patient: patient.row,
    visit: current.row,
  });
  if (refusals.length > 0 || slot === null || schedule === null) return refused(act, refusals);
  if (slot.clinicId !== current.row.clinicId) return planTransfer(act, current, { patient, slot, schedule });
  const { id: slotId, scheduleId, startsAt, durationMinutes } = slot.slot;
  const moved = movedVisit(current.row, { scheduleId, slotId, startsAt, durationMinutes }, slot.slot, null);
  const visit: Visit = { ...withContact(moved, patient), version: current.version + 1 };
  return withMovedEntry(accepted(act, current.id, visit, patient, schedule, slot, current.row), act, current, visit, current.id);
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
  // R31: in another clinic a desk speaks for the patient; that clinic's slot is not the desk's to withdraw.
  const by = isElsewhere(context, current.row.clinicId) ? 'patient' : cancel.by;
  const after = afterCancel({ visit: current.row, now, policy, by, reason: cancel.reason });
  if (after.slotGoesTo === 'nobody' && current.row.slotId !== null) {
    plan.withdrawSlotIds.push(current.row.slotId);
    plan.events[0]?.focus.push(['Slot', current.row.slotId, current.row.slotId, 1]);
  }
  return withCancelledEntry(plan, act, { visit: current.row, patient: patient.row, cancel: { ...cancel, by }, after });
}

/** Time and place are the slot's, never the client's word; what a desk may not decide is set here. */
function newVisit(
  act: Act,
  { elsewhere: _elsewhere, ...wanted }: Visit,
  patient: StoredPatient,
  schedule: StoredSchedule,
): Visit {
  const { command, context, slot } = act;
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

/** R33: free, but offered to waiting patients first. */
const isKept = (slot: StoredSlot | null): boolean => slot?.forWaiting ?? false;

function searched(visit: ChangePlan['visits'][0], search: BookingCommand['search']): ChangePlan['visits'][0] {
  return search === undefined ? visit : { columns: { ...visit.columns, search } };
}

function placeOf({ slot }: StoredSlot): Pick<Visit, 'slotId' | 'startsAt' | 'durationMinutes' | 'service' | 'clinicCode'> {
  const { id, startsAt, durationMinutes, service, clinicCode } = slot;
  return { slotId: id, startsAt, durationMinutes, service, clinicCode };
}

/** R14, R19, I8: of another clinic's slots a desk gets what every search finds there; the others do not exist for it. */
function offeredSlot(slot: StoredSlot | null, { actor }: BookingContext): StoredSlot | null {
  if (slot === null || slot.withdrawn) return null;
  return slot.clinicId === actor.clinicId || actor.party === 'patient' || isOpenToAll(slot.slot) ? slot : null;
}

/** A schedule is missing because the slot is: say that. */
function slotRefusal(command: BookingCommand, otherwise: Refusal): Refusal {
  return command.slotId === null ? otherwise : { code: 'slot-gone', path: 'slot' };
}
