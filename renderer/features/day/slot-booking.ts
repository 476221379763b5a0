import type { SlotView } from '../../../core/contract/views.ts';
import { book, type Route } from '../../app/routes.ts';

/** Umów, beginning with this slot. */
export function bookingOf(slot: SlotView): Route {
  return book({ slotId: slot.id, scheduleId: slot.scheduleId, date: slot.localStart.slice(0, 10) });
}
