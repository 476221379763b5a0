/** Decides `$set-outcome` and `$change-details` of a visit whose version has been checked. Pure. */
import { isMinor } from '../../core/domain/booking-rules.ts';
import { localDateOf } from '../../core/domain/time.ts';
import type { Visit } from '../../core/domain/visit.ts';
import { judgeDetails, withDetails } from '../../core/domain/visit-details.ts';
import { judgeOutcome, withOutcome } from '../../core/domain/visit-outcome.ts';
import type { VisitChange } from '../../core/fhir/visit-change.ts';
import type { ChangePlan } from '../writes/change-plan.ts';
import type { StoredVisit } from './booking-facts.ts';
import { type Act, accepted, refused } from './decided-plan.ts';
import { withOutcomeEntry } from './waiting-changes.ts';

export function planChange(act: Act, current: StoredVisit, change: VisitChange): ChangePlan {
  const { facts } = act;
  const { patient, currentSchedule } = facts;
  if (patient === null || currentSchedule === null) throw new Error('a visit without its patient or schedule');
  const refusals = judge();
  if (refusals.length > 0) return refused(act, refusals);
  const visit: Visit = { ...changed(current.row, change), version: current.version + 1 };
  const plan = accepted(act, current.id, visit, patient, currentSchedule, null, current.row);
  return change.kind === 'outcome' ? withOutcomeEntry(plan, act, { current, visit, patient: patient.row }) : plan;

  function judge() {
    const { referralUsed, referralCancelled } = facts;
    if (change.kind === 'outcome') {
      // Taken by another visit is for the unique index to say: no slot was asked about.
      return judgeOutcome({ visit: current.row, wanted: change.wanted, slotTaken: false, referralUsed });
    }
    const minor = isMinor(patient?.row ?? { pesel: null, birthDate: null, document: null }, localDateOf(current.row.startsAt));
    const { details } = change;
    const person = { pesel: patient?.row.pesel ?? null, minor };
    return judgeDetails({ visit: current.row, details, patient: person, referralUsed, referralCancelled });
  }
}

function changed(visit: Visit, change: VisitChange): Visit {
  return change.kind === 'outcome' ? withOutcome(visit, change.wanted) : withDetails(visit, change.details);
}
