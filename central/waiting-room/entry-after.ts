/** What becomes of a waiting-room entry when its patient gets, changes, cancels or misses a date (R18, R27, R28, R30). Pure. */
import type { Patient } from '../../core/domain/patient.ts';
import type { Policy } from '../../core/domain/policy.ts';
import type { Visit } from '../../core/domain/visit.ts';
import { anyCriteria, type SearchCriteria, type WaitingEntry } from '../../core/domain/waiting-entry.ts';
import { type StoredEntry, type WaitingColumns, waitingColumns } from './stored-entry.ts';

/** R18: a live booking by a waiting patient closes the entry in the same step. */
export function afterLiveBooking(entry: StoredEntry, visit: Visit, visitId: string): WaitingColumns {
  return changed(entry, { status: 'closed', closed: 'booked', visitId: visit.id }, visitId);
}

/** R26. */
export function afterAssignment(entry: StoredEntry, visit: Visit, visitId: string): WaitingColumns {
  return changed(entry, { status: 'assigned', closed: null, visitId: visit.id }, visitId);
}

/** R28, R31: moved away from a slot, the patient is not given it again. `visit` as it is now, maybe in another clinic. */
export function afterMove(entry: StoredEntry, left: string | null, visit: Visit, visitId: string): WaitingColumns {
  return changed(entry, { visitId: visit.id, ...withoutSlot(entry.row, left) }, visitId);
}

export interface CancelledVisit {
  visit: Visit;
  patient: Patient;
  /** The entry that led to the visit; null = the patient never waited. */
  entry: StoredEntry | null;
  /** What the patient had searched for by IKP; null = booked at a desk. */
  search: SearchCriteria | null;
  by: 'patient' | 'clinic';
  now: string;
  policy: Policy;
  newId: () => string;
}

/**
 * R27: back to the waiting room. R28: with the criteria as before, and the submission time that the setting says; R30: when
 * the clinic cancelled, always the original one. Who never waited: criteria of the search, at a desk the clinic itself.
 */
export function returnedEntry(cancelled: CancelledVisit): WaitingColumns | null {
  const { visit, patient, entry, by, now, policy } = cancelled;
  if (entry !== null) {
    const keeps = by === 'clinic' || policy.waitingRoom.afterCancel === 'original';
    const submittedAt = keeps ? entry.row.submittedAt : now;
    const back = { status: 'waiting', closed: null, visitId: null, submittedAt } as const;
    return changed(entry, { ...back, ...withoutSlot(entry.row, visit.slotId) }, null);
  }
  // R15, R18: an entry needs a referral and a contact like any other.
  if (visit.referral === null || (visit.contact.phone === null && visit.contact.email === null)) return null;
  const row: WaitingEntry = {
    id: cancelled.newId(),
    version: 1,
    clinicId: visit.clinicId,
    patientId: visit.patientId,
    referral: visit.referral,
    clinicCodes: [visit.clinicCode],
    criteria: cancelled.search ?? { ...anyCriteria, clinicIds: [visit.clinicId] },
    category: visit.category,
    entitlement: visit.entitlement,
    contact: visit.contact,
    submittedAt: by === 'clinic' ? visit.bookedAt : now,
    status: 'waiting',
    closed: null,
    visitId: null,
    cancelledSlotIds: visit.slotId === null ? [] : [visit.slotId],
    forecast: null,
  };
  return waitingColumns(cancelled.newId(), row, patient, null);
}

/** R28: to the end of the queue, or closed. */
export function afterNoShow(entry: StoredEntry, visit: Visit, now: string, policy: Policy): WaitingColumns {
  if (policy.waitingRoom.afterNoShow === 'no-return') return changed(entry, { status: 'closed', closed: 'no-show' }, null);
  const back = { status: 'waiting', closed: null, visitId: null, submittedAt: now } as const;
  return changed(entry, { ...back, ...withoutSlot(entry.row, visit.slotId) }, null);
}

export function closedEntry(
  entry: StoredEntry,
  closed: NonNullable<WaitingEntry['closed']>,
  visitId: string | null,
): WaitingColumns {
  return changed(entry, { status: 'closed', closed }, visitId);
}

export function withCriteria(entry: StoredEntry, criteria: SearchCriteria): WaitingColumns {
  return changed(entry, { criteria }, null);
}

function changed(
  { id, version, person, row }: StoredEntry,
  change: Partial<WaitingEntry>,
  visitId: string | null,
): WaitingColumns {
  return waitingColumns(id, { ...row, ...change, version: version + 1 }, person, visitId);
}

function withoutSlot({ cancelledSlotIds }: WaitingEntry, slotId: string | null): Pick<WaitingEntry, 'cancelledSlotIds'> {
  return {
    cancelledSlotIds: slotId === null || cancelledSlotIds.includes(slotId) ? cancelledSlotIds : [...cancelledSlotIds, slotId],
  };
}
