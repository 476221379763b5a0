/**
 * R31: a first visit moves to another clinic, by the patient or by a desk on the patient's behalf. Two visits in one step: the
 * old one is cancelled where it was, a new one is booked where it goes, and both clinics are told, as is the clinic of a desk
 * that has booked in another one. The rules have been judged as for any other move.
 */
import { cancelledVisit, movedVisit } from '../../core/domain/effect.ts';
import type { Visit } from '../../core/domain/visit.ts';
import type { ChangePlan } from '../writes/change-plan.ts';
import type { StoredPatient, StoredSchedule, StoredSlot, StoredVisit } from './booking-facts.ts';
import { type Act, accepted, visitColumns, withLeftVisit, withPatient } from './decided-plan.ts';
import { bookedFromOutside, patientThere, withLink } from './plan-elsewhere.ts';
import { withMovedEntry } from './waiting-changes.ts';

interface Target {
  /** As the old clinic knows the patient. */
  patient: StoredPatient;
  slot: StoredSlot;
  schedule: StoredSchedule;
}

export function planTransfer(act: Act, current: StoredVisit, { patient, slot, schedule }: Target): ChangePlan {
  const { facts, context } = act;
  const { newId, now, actor } = context;
  const there = patientThere(facts.patientThere, patient, slot.clinicId, newId);
  const own = facts.own ?? patient;
  const { id: slotId, scheduleId, startsAt, durationMinutes } = slot.slot;
  const moved: Visit = {
    ...movedVisit(current.row, { scheduleId, slotId, startsAt, durationMinutes }, slot.slot, null),
    id: newId(),
    version: 1,
    clinicId: slot.clinicId,
    patientId: there.stored.row.id,
    status: 'booked',
    legacy: false,
    gaps: [],
    bookedAt: `${now.slice(0, 19)}Z`,
  };
  const visit = slot.clinicId === actor.clinicId && actor.party === 'provider' ? here(moved) : bookedFromOutside(moved, context);
  const id = newId();
  const told = { ...act, facts: { ...facts, own } };
  const booked = withPatient(accepted(told, id, visit, there.stored, schedule, slot, null), there);
  const plan = withLink(booked, act, id, visit, { stored: own, change: null });
  const left: Visit = { ...cancelledVisit(current.row, 'other-date'), version: current.version + 1 };
  // The old visit first: while it is active, the referral is used.
  plan.visits.unshift({ columns: visitColumns(current.id, left, patient) });
  plan.audit.push({ type: 'Appointment', key: left.id, before: current.row, after: left, clinicId: left.clinicId });
  withLeftVisit(plan, act, current.id, left, patient);
  plan.events.push({ clinicId: left.clinicId, focus: [['Appointment', current.id, left.id, 0]] });
  plan.events.sort((a, b) => (a.clinicId < b.clinicId ? -1 : 1));
  return withMovedEntry(plan, act, current, visit, id);
}

/** A desk brings a visit that it had booked elsewhere into its own clinic. */
const here = (visit: Visit): Visit => ({ ...visit, note: null, bookedBy: 'desk' });
