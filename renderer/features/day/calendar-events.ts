import type { EventInput } from '@fullcalendar/react';
import type { SlotView, VisitView } from '../../../core/contract/views.ts';
import { dayOfColumn, inColumn, timeOfMinute } from './column-days.ts';
import { type TimeColumn, workingStretches } from './time-column.ts';

/** What the blocks of the calendar carry. */
export type Block = { kind: 'visit'; visit: VisitView } | { kind: 'slot'; slot: SlotView; exam: boolean };

/** FullCalendar's events of the columns in sight: working hours behind, free slots and visits before them. */
export function eventsOf(columns: readonly TimeColumn[]): EventInput[] {
  return columns.flatMap((column, index) => [
    ...workingStretches(column.slots).map(({ from, to }) => ({
      id: `open:${column.key}:${from}`,
      display: 'background',
      start: `${dayOfColumn(index)}T${timeOfMinute(from)}:00Z`,
      end: endOf(index, to),
    })),
    ...column.slots.filter(isShown).map((slot) => ({
      id: slot.id,
      start: inColumn(index, slot.localStart),
      end: endAfter(index, slot),
      startEditable: false,
      block: { kind: 'slot', slot, exam: column.exam } satisfies Block,
    })),
    ...column.visits.map((visit) => ({
      id: visit.id,
      start: inColumn(index, visit.localStart),
      end: endAfter(index, visit),
      startEditable: mayBeDragged(visit),
      block: { kind: 'visit', visit } satisfies Block,
    })),
  ]);
}

/** R30, R31 by the desk's own word, and nothing whose outcome is unknown (architecture §4). */
export function mayBeDragged(visit: VisitView): boolean {
  return visit.movable && visit.truth !== 'unknown';
}

/** Past gaps are of no use to anyone; what somebody else keeps (I8) shows that it is. */
function isShown(slot: SlotView): boolean {
  return slot.state === 'free' || slot.state === 'held';
}

function endAfter(column: number, { localStart, durationMinutes }: { localStart: string; durationMinutes: number }): string {
  const [hours = 0, minutes = 0] = localStart.slice(11, 16).split(':').map(Number);
  return endOf(column, hours * 60 + minutes + durationMinutes);
}

/** Midnight is the start of the next column's day. */
function endOf(column: number, minute: number): string {
  return minute >= 24 * 60 ? `${dayOfColumn(column + 1)}T00:00:00Z` : `${dayOfColumn(column)}T${timeOfMinute(minute)}:00Z`;
}
