import reasons from '../../resources/cancel-reasons.json' with { type: 'json' };
import type { Policy } from './policy.ts';
import type { VisitKind } from './schedule.ts';
import { minutesBetween } from './time.ts';
import type { CancelReason, Visit } from './visit.ts';

export interface AfterCancelFacts {
  visit: Pick<Visit, 'service' | 'kind' | 'startsAt' | 'slotId' | 'legacy' | 'referral'>;
  /** Kind of the slot when it differs from the visit's (legacy visits, same-day visits): the slot keeps its own (R33). */
  slotKind?: VisitKind;
  /** Central's instant of the cancellation. */
  now: string;
  policy: Policy;
  /** Whose will it is. */
  by: 'patient' | 'clinic';
  reason?: CancelReason | null;
}

export interface AfterCancel {
  /** Where the slot goes: waiting patients first (R33), everyone at once (R34), back to the clinic (R33), or it ceases. */
  slotGoesTo: 'waiting-room' | 'live-search' | 'clinic' | 'nobody';
  patientReturnsToWaitingRoom: boolean;
}

export interface ReturnFacts {
  visit: Pick<Visit, 'service' | 'kind' | 'legacy' | 'referral'>;
  reason?: CancelReason | null;
}

/** What follows from a cancellation: R27, R30, R33, R34, R35. */
export function afterCancel(facts: AfterCancelFacts): AfterCancel {
  return { slotGoesTo: slotAfter(facts), patientReturnsToWaitingRoom: patientReturns(facts) };
}

function slotAfter({ visit, slotKind, now, policy, by, reason }: AfterCancelFacts): AfterCancel['slotGoesTo'] {
  const noticeMinutes = minutesBetween(now, visit.startsAt);
  if (visit.slotId === null || noticeMinutes <= 0) return 'nobody';
  // R30: the clinic's absence withdraws the slot; an error at the desk or a death leaves it as good as any.
  if (by === 'clinic' && withdrawsSlot(reason ?? null)) return 'nobody';
  if (visit.service !== 'cardiology') return 'live-search';
  if ((slotKind ?? visit.kind) === 'continuation') return 'clinic';
  // R34: exactly 48 h 0 min counts as short notice.
  return noticeMinutes <= policy.shortNoticeHours * 60 ? 'live-search' : 'waiting-room';
}

/** R27: any first cardiology visit, however booked; not a legacy visit without referral; R35: no continuation. */
export function patientReturns({ visit, reason }: ReturnFacts): boolean {
  if (visit.service !== 'cardiology' || visit.kind !== 'first' || reason === 'death') return false;
  return !(visit.legacy && visit.referral === null);
}

function withdrawsSlot(reason: CancelReason | null): boolean {
  return reasons.find(({ code }) => code === reason)?.slotWithdrawn ?? true;
}
