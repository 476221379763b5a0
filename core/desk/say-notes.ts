import type { SayNote } from '../contract/views.ts';
import type { AfterCancel } from '../domain/after-cancel.ts';
import type { VisitKind } from '../domain/schedule.ts';
import { connectionOf, type DeskContext } from './desk-context.ts';

/**
 * R14, R21: without central a first visit is a request, because a patient elsewhere or the waiting room may get the slot
 * first. A continuation slot is the clinic's own: firm at once, confirmed later.
 */
export function notesAfterPlacing(desk: DeskContext, kind: VisitKind): SayNote[] {
  if (connectionOf(desk) === 'online') return [];
  return [kind === 'first' ? 'request-until-confirmed' : 'firm-offline'];
}

/** R27, R33, R34: what the patient has to be told when a visit is cancelled (R47). */
export function notesAfterCancelling(after: AfterCancel): SayNote[] {
  const notes: SayNote[] = [];
  if (after.patientReturnsToWaitingRoom) notes.push('returns-to-waiting-room');
  if (after.slotGoesTo === 'waiting-room') notes.push('slot-to-waiting-room');
  if (after.slotGoesTo === 'live-search') notes.push('slot-to-live-search');
  return notes;
}
