/**
 * R31: a patient moves a first visit to another clinic. Two visits in one step: the old one is cancelled where it was, a
 * new one is booked where it goes, and both clinics are told. The rules have been judged as for any other move.
 */
import { cancelledVisit, movedVisit } from '../../core/domain/effect.ts';
import type { Visit } from '../../core/domain/visit.ts';
import type { ChangePlan } from '../writes/change-plan.ts';
import type { StoredPatient, StoredSchedule, StoredSlot, StoredVisit } from './booking-facts.ts';
import { type Act, accepted, refused, visitColumns, withPatient } from './decided-plan.ts';
import { planPatient } from './patient-plan.ts';
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
  const there = planPatient({
    clinicId: slot.clinicId,
    sent: facts.patientThere === null ? { ...patient.row, id: newId(), version: 0 } : null,
    known: facts.patientThere,
    samePesel: null,
    newId,
  });
  if (typeof there === 'string') return refused(act, [{ code: 'not-found', path: 'patient' }]);
  const { id: slotId, scheduleId, startsAt, durationMinutes } = slot.slot;
  const visit: Visit = {
    ...movedVisit(current.row, { scheduleId, slotId, startsAt, durationMinutes }, slot.slot, null),
    id: newId(),
    version: 1,
    clinicId: slot.clinicId,
    patientId: there.stored.row.id,
    status: 'booked',
    legacy: false,
    gaps: [],
    bookedAt: `${now.slice(0, 19)}Z`,
    bookedBy: actor.channel,
    // What the old clinic noted for itself stays there.
    note: null,
  };
  const id = newId();
  const plan = withPatient(accepted(act, id, visit, there.stored, schedule, slot, null), there);
  const left: Visit = { ...cancelledVisit(current.row, 'other-date'), version: current.version + 1 };
  // The old visit first: while it is active, the referral is used.
  plan.visits.unshift({ columns: visitColumns(current.id, left, patient) });
  plan.audit.push({ type: 'Appointment', key: left.id, before: current.row, after: left });
  plan.events.push({ clinicId: left.clinicId, focus: [['Appointment', current.id, left.id, 0]] });
  plan.events.sort((a, b) => (a.clinicId < b.clinicId ? -1 : 1));
  return withMovedEntry(plan, act, current, visit, id);
}
