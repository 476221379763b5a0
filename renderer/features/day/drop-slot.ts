import type { SlotView } from '../../../core/contract/views.ts';
import { minuteOf } from './column-days.ts';

/**
 * The slot that a visit was dropped on: of the column's slots the one it covers most, the earlier of two alike.
 * null = there is no slot under it.
 */
export function slotUnder(slots: readonly SlotView[], time: string, durationMinutes: number): SlotView | null {
  const from = minuteOf(time);
  const to = from + durationMinutes;
  let best: SlotView | null = null;
  let most = 0;
  for (const slot of slots) {
    const start = minuteOf(slot.localStart);
    const covered = Math.min(to, start + slot.durationMinutes) - Math.max(from, start);
    if (covered > most) [best, most] = [slot, covered];
  }
  return best;
}
