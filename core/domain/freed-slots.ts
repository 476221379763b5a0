import type { Policy } from './policy.ts';
import type { Slot } from './schedule.ts';
import { localDateOf, minutesBetween } from './time.ts';
import { bookingWindow, onWindowDay } from './window.ts';

/**
 * R33, R34: where a slot goes that becomes free, whatever made it free. `waiting-room-later`: beyond the window, it waits until
 * its day enters it. `clinic`: a continuation slot, which the clinic itself gives (R14). `desk`: private, central has no say.
 */
export type SlotDestination = 'waiting-room' | 'waiting-room-later' | 'live-search' | 'clinic' | 'desk';

export interface FreedSlot {
  slot: Slot;
  goesTo: SlotDestination;
}

/** @param now central's instant */
export function destinationOf(slot: Slot, now: string, policy: Policy): SlotDestination {
  if (slot.payer === 'private') return 'desk';
  if (slot.service !== 'cardiology') return 'live-search';
  if (slot.kind === 'continuation') return 'clinic';
  // R34: exactly 48 h 0 min counts as short notice.
  if (minutesBetween(now, slot.startsAt) <= policy.shortNoticeHours * 60) return 'live-search';
  const window = bookingWindow(policy, slot.service, slot.kind, localDateOf(now));
  return onWindowDay(window, slot.startsAt) ? 'waiting-room' : 'waiting-room-later';
}

/**
 * The slots that a publication makes free: new ones, and those whose kind changes. What is taken or has begun is not among them.
 *
 * @param taken ids of slots with an active visit after the publication
 */
export function freedSlots(
  slotsBefore: readonly Slot[],
  slotsAfter: readonly Slot[],
  taken: ReadonlySet<string>,
  { now, policy }: { now: string; policy: Policy },
): FreedSlot[] {
  const before = new Map(slotsBefore.map((slot) => [slot.id, slot]));
  const lastWaitingMs = Date.parse(now) + policy.shortNoticeHours * 3_600_000;
  const window = bookingWindow(policy, 'cardiology', 'first', localDateOf(now));
  return slotsAfter
    .filter((slot) => before.get(slot.id)?.kind !== slot.kind && !taken.has(slot.id) && slot.startsAt > now)
    .map((slot) => ({ slot, goesTo: isFarAhead(slot) ? 'waiting-room-later' : destinationOf(slot, now, policy) }));

  /** Calendar arithmetic for each of a year's slots would cost more than all the rest. */
  function isFarAhead({ service, kind, payer, startsAt }: Slot): boolean {
    if (service !== 'cardiology' || kind !== 'first' || payer === 'private' || window.to === null) return false;
    return startsAt.slice(0, 10) > window.to && Date.parse(startsAt) > lastWaitingMs;
  }
}

/** R14: free first-visit slots that the new definition gives to continuations. A reason is due; central has the last word. */
export function turnedIntoContinuation(slotsBefore: readonly Slot[], slotsAfter: readonly Slot[], now: string): Slot[] {
  const first = new Set(slotsBefore.filter(({ kind }) => kind === 'first').map(({ id }) => id));
  return slotsAfter.filter(({ id, kind, startsAt }) => kind === 'continuation' && first.has(id) && startsAt > now);
}
