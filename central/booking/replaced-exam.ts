/**
 * R31: an exam's date is changed by cancelling it and booking anew. Both in one plan: whoever does not get the new date keeps the
 * old one. The old visit comes first, so that SIMP hears of the two acts in this order (R37).
 */
import { judgeCancel } from '../../core/domain/booking-rules.ts';
import { cancelledVisit } from '../../core/domain/effect.ts';
import type { Refusal } from '../../core/domain/refusal.ts';
import type { Visit } from '../../core/domain/visit.ts';
import type { ChangePlan } from '../writes/change-plan.ts';
import type { StoredPatient } from './booking-facts.ts';
import { type Act, visitColumns, withLeftVisit } from './decided-plan.ts';

/** Why the old date cannot be given up for this one. */
export function judgeReplaced({ command, facts, context }: Act, wanted: Visit, patient: StoredPatient): Refusal[] {
  if (command.replaces === undefined) return [];
  const { replaced } = facts;
  const old = replaced?.visit.row;
  // Another clinic's, or another patient's, does not exist for this booking.
  if (!old || old.clinicId !== wanted.clinicId || replaced.visit.patientId !== patient.id || wanted.legacy) {
    return [{ code: 'not-found', path: 'replaces' }];
  }
  if (old.service === 'cardiology' || old.service !== wanted.service) {
    return [{ code: 'code-mismatch', rule: 'R31', path: 'replaces' }];
  }
  return judgeCancel({ visit: old, now: context.now, by: context.actor.party, reason: 'other-date' });
}

export function withReplaced(plan: ChangePlan, act: Act): ChangePlan {
  const { replaced } = act.facts;
  if (act.command.replaces === undefined || !replaced) return plan;
  const { visit, schedule, patient } = replaced;
  const left: Visit = { ...cancelledVisit(visit.row, 'other-date'), version: visit.version + 1 };
  plan.visits.unshift({ columns: visitColumns(visit.id, left, patient) });
  plan.audit.unshift({ type: 'Appointment', key: left.id, before: visit.row, after: left, clinicId: left.clinicId });
  plan.events[0]?.focus.unshift(['Appointment', visit.id, left.id, 0]);
  withLeftVisit(plan, { ...act, facts: { ...act.facts, currentSchedule: schedule } }, visit.id, left, patient);
  return plan;
}
