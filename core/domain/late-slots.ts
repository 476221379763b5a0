import type { Policy } from './policy.ts';
import type { Slot } from './schedule.ts';
import { minutesBetween } from './time.ts';
import type { Visit } from './visit.ts';

/** R34: a free slot so near that the waiting room does not take it. Exactly 48 h 0 min counts as near. */
export function isLeftToTheClinic(slot: Pick<Slot, 'startsAt' | 'service' | 'payer'>, now: string, policy: Policy): boolean {
  const minutes = minutesBetween(now, slot.startsAt);
  return slot.service === 'cardiology' && slot.payer === 'nfz' && minutes > 0 && minutes <= policy.shortNoticeHours * 60;
}

/** Who could come sooner: a later visit of the same clinic code and kind that still stands. */
export function couldTake(
  visit: Pick<Visit, 'status' | 'clinicCode' | 'kind' | 'startsAt'>,
  slot: Pick<Slot, 'clinicCode' | 'kind' | 'startsAt'>,
): boolean {
  const fits = visit.clinicCode === slot.clinicCode && visit.kind === slot.kind;
  return fits && visit.status === 'booked' && visit.startsAt > slot.startsAt;
}

/** R23, category first: urgent before stable, entitled before others, then who waits longer; the id decides the rest. */
export function inCallOrder(
  a: Pick<Visit, 'id' | 'category' | 'entitlement' | 'bookedAt'>,
  b: Pick<Visit, 'id' | 'category' | 'entitlement' | 'bookedAt'>,
): number {
  const first = (yes: boolean) => (yes ? 0 : 1);
  return (
    first(a.category === 'urgent') - first(b.category === 'urgent') ||
    first(a.entitlement !== null) - first(b.entitlement !== null) ||
    Date.parse(a.bookedAt) - Date.parse(b.bookedAt) ||
    (a.id < b.id ? -1 : 1)
  );
}
