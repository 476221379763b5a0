import type { SlotView, VisitView } from '../../../core/contract/views.ts';
import { mayBeDragged } from './calendar-events.ts';
import { minuteOf } from './column-days.ts';
import type { TimeColumn } from './time-column.ts';
import type { Direction } from './walk.ts';

/** A visit picked up with the keyboard, and the slot above which it is held. The twin of a drag. */
export interface Carry {
  visit: VisitView;
  column: number;
  slot: SlotView;
}

/** Picks a visit up where it stands; null when it may not be moved or there is no slot to hold it over. */
export function pickUp(columns: readonly TimeColumn[], visit: VisitView): Carry | null {
  if (!mayBeDragged(visit)) return null;
  const column = columns.findIndex(({ visits }) => visits.some(({ id }) => id === visit.id));
  const here = columns[column];
  if (!here) return null;
  const slot = here.slots.find(({ id }) => id === visit.slotId) ?? nearest(here, minuteOf(visit.localStart));
  return slot ? { visit, column, slot } : null;
}

/** One arrow: up and down over the slots of the column, taken ones too (why not is spoken); left and right to the next doctor. */
export function carryOn(carry: Carry, columns: readonly TimeColumn[], direction: Direction): Carry {
  if (direction === 'up' || direction === 'down') {
    const slots = reachable(columns[carry.column]);
    const index = slots.findIndex(({ id }) => id === carry.slot.id);
    const slot = slots[index + (direction === 'up' ? -1 : 1)];
    return slot ? { ...carry, slot } : carry;
  }
  const by = direction === 'left' ? -1 : 1;
  for (let column = carry.column + by; column >= 0 && column < columns.length; column += by) {
    const there = columns[column];
    const slot = there && nearest(there, minuteOf(carry.slot.localStart));
    if (slot) return { ...carry, column, slot };
  }
  return carry;
}

/** Held over its own place: dropping it there changes nothing. */
export function isAtHome({ visit, slot }: Carry): boolean {
  return slot.id === visit.slotId;
}

/** The columns changed under the hand (a patient booked, a colleague moved): the same slot as it is now, or none. */
export function carryAfter(carry: Carry, columns: readonly TimeColumn[]): Carry | null {
  const visit = columns.flatMap(({ visits }) => visits).find(({ id }) => id === carry.visit.id);
  const column = columns.findIndex(({ slots }) => slots.some(({ id }) => id === carry.slot.id));
  const slot = columns[column]?.slots.find(({ id }) => id === carry.slot.id);
  return visit && slot && mayBeDragged(visit) ? { visit, column, slot } : null;
}

function reachable(column: TimeColumn | undefined): SlotView[] {
  return (column?.slots ?? [])
    .filter(({ state }) => state !== 'past')
    .toSorted((a, b) => a.localStart.localeCompare(b.localStart));
}

function nearest(column: TimeColumn, minute: number): SlotView | null {
  return reachable(column).reduce<SlotView | null>((best, slot) => {
    const distance = (one: SlotView) => Math.abs(minuteOf(one.localStart) - minute);
    return best && distance(best) <= distance(slot) ? best : slot;
  }, null);
}
