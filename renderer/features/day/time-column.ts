import type { SlotView, VisitView } from '../../../core/contract/views.ts';
import { minuteOf } from './column-days.ts';

/** What one column of the calendar shows: a doctor's day. */
export interface TimeColumn {
  /** Schedule id in the day view, date in the week view. */
  key: string;
  /** For a screen reader: `dr M. Kalinowska, 1100, gab. 3`. */
  label: string;
  /** Mammography, cytology: slots have no kinds worth naming. */
  exam: boolean;
  slots: readonly SlotView[];
  visits: readonly VisitView[];
}

export interface MinuteRange {
  from: number;
  to: number;
}

/** Shown when a day has nothing at all. */
const emptyRange: MinuteRange = { from: 8 * 60, to: 15 * 60 };

/** The hours to show: everything that any column has, to full hours. */
export function hoursOf(columns: readonly TimeColumn[]): MinuteRange {
  const things = columns.flatMap((column) => [...column.slots, ...column.visits]);
  if (things.length === 0) return emptyRange;
  const from = Math.min(...things.map(({ localStart }) => minuteOf(localStart)));
  const to = Math.max(...things.map(endMinute));
  return { from: Math.floor(from / 60) * 60, to: Math.min(24 * 60, Math.ceil(to / 60) * 60) };
}

/** Stretches in which a column works: its slots, joined where they touch. */
export function workingStretches(slots: readonly SlotView[]): MinuteRange[] {
  const stretches: MinuteRange[] = [];
  for (const slot of slots.toSorted((a, b) => minuteOf(a.localStart) - minuteOf(b.localStart))) {
    const from = minuteOf(slot.localStart);
    const last = stretches.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, endMinute(slot));
    else stretches.push({ from, to: endMinute(slot) });
  }
  return stretches;
}

/** A slot that ends at midnight ends at minute 1440 of its own day. */
function endMinute({ localStart, durationMinutes }: { localStart: string; durationMinutes: number }): number {
  return minuteOf(localStart) + durationMinutes;
}
