/** What an act on a visit means for the waiting room: its entry, and the slot that becomes free (R18, R27, R28, R33). */
import { type AfterCancel, afterCancel } from '../../core/domain/after-cancel.ts';
import type { Patient } from '../../core/domain/patient.ts';
import type { Visit } from '../../core/domain/visit.ts';
import {
  afterAssignment,
  afterLiveBooking,
  afterMove,
  afterNoShow,
  closedEntry,
  returnedEntry,
} from '../waiting-room/entry-after.ts';
import type { WaitingColumns } from '../waiting-room/stored-entry.ts';
import type { ChangePlan } from '../writes/change-plan.ts';
import type { BookingCommand } from './booking-command.ts';
import type { StoredVisit } from './booking-facts.ts';
import type { Act } from './decided-plan.ts';

/**
 * R18: who has a date waits no more, however the visit came by it: a live booking, a legacy visit that was moved or begun, a
 * referral that was told later.
 */
export function withoutWaiting(plan: ChangePlan, { facts }: Act): ChangePlan {
  const { waiting } = facts;
  const visit = plan.visits.find(({ columns }) => columns.status !== 'cancelled' && columns.status !== 'no-show')?.columns;
  if (waiting === null || visit === undefined || visit.untouched_legacy) return plan;
  if (visit.kind !== 'first' || visit.service !== 'cardiology' || visit.referral === null) return plan;
  if (plan.waiting.some(({ columns }) => columns.id === waiting.id)) return plan;
  return withEntry(plan, afterLiveBooking(waiting, visit.row, visit.id), waiting.row);
}

/** R31, R33: the old slot becomes free; R28: this patient is not given it again. */
export function withMovedEntry(plan: ChangePlan, act: Act, current: StoredVisit, visit: Visit, visitId: string): ChangePlan {
  const { facts, context } = act;
  const { now, policy } = context;
  const after = afterCancel({ visit: current.row, now, policy, by: 'patient' });
  const freed = withFreedSlot(plan, current.row, after);
  if (facts.entry === null) return freed;
  return withEntry(freed, afterMove(facts.entry, current.row.slotId, visit, visitId), facts.entry.row);
}

interface Cancelled {
  visit: Visit;
  patient: Patient;
  cancel: NonNullable<BookingCommand['cancel']>;
  after: AfterCancel;
}

/** R27, R30: the patient returns to the waiting room and the slot goes to the next, in the same step. */
export function withCancelledEntry(plan: ChangePlan, act: Act, { visit, patient, cancel, after }: Cancelled): ChangePlan {
  const { entry, search } = act.facts;
  const { now, policy, newId } = act.context;
  const freed = withFreedSlot(plan, visit, after);
  if (cancel.reason === null) return freed;
  if (!after.patientReturnsToWaitingRoom) {
    return entry === null ? freed : withEntry(freed, closedEntry(entry, 'deceased', null), entry.row);
  }
  // R18: nobody returns on a cancelled referral; its entry is closed.
  if (act.facts.referralCancelled) return freed;
  // A legacy visit may name a referral that waits or is booked elsewhere already (R6, R18): that one stands.
  if (act.facts.referralUsed || act.facts.entryElsewhere) {
    return entry === null || entry.status === 'closed' ? freed : withEntry(freed, closedEntry(entry, 'booked', null), entry.row);
  }
  const returned = returnedEntry({ visit, patient, entry, search, by: cancel.by, now, policy, newId });
  return returned === null ? freed : withEntry(freed, returned, entry?.row ?? null);
}

/** R28: who did not come goes to the end of the queue, or waits no more; R43: who was seen waits no more. Undone, as before. */
export function withOutcomeEntry(
  plan: ChangePlan,
  { facts, context }: Act,
  { current, visit, patient }: { current: StoredVisit; visit: Visit; patient: Patient },
): ChangePlan {
  const { entry, waiting, search } = facts;
  const { now, policy, newId } = context;
  const isWaitingKind = visit.kind === 'first' && visit.service === 'cardiology' && visit.referral !== null;
  if (!isWaitingKind || facts.referralCancelled || current.row.status === visit.status) return plan;
  if (visit.status === 'no-show') {
    if (facts.referralUsed || facts.entryElsewhere) {
      return entry?.status === 'assigned' ? withEntry(plan, closedEntry(entry, 'no-show', null), entry.row) : plan;
    }
    if (entry !== null) return withEntry(plan, afterNoShow(entry, visit, now, policy), entry.row);
    if (policy.waitingRoom.afterNoShow === 'no-return') return plan;
    const returned = returnedEntry({ visit, patient, entry: null, search, by: 'patient', now, policy, newId });
    return returned === null ? plan : withEntry(plan, returned, null);
  }
  if (current.row.status === 'no-show' && waiting !== null) {
    return withEntry(plan, afterAssignment(waiting, visit, current.id), waiting.row);
  }
  if (visit.status === 'fulfilled' && entry?.status === 'assigned') {
    return withEntry(plan, closedEntry(entry, 'performed', current.id), entry.row);
  }
  return plan;
}

function withFreedSlot(plan: ChangePlan, { slotId }: Visit, { slotGoesTo }: AfterCancel): ChangePlan {
  if (slotId === null || slotGoesTo !== 'waiting-room') return plan;
  return { ...plan, freedSlotIds: [...plan.freedSlotIds, slotId] };
}

function withEntry(plan: ChangePlan, columns: WaitingColumns, before: unknown): ChangePlan {
  return {
    ...plan,
    waiting: [...plan.waiting, { columns }],
    audit: [...plan.audit, { type: 'Task', key: columns.key, before, after: columns.row }],
  };
}
