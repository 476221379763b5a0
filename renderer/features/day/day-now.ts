import { useEffect, useMemo } from 'react';
import type { SlotView } from '../../../core/contract/views.ts';
import { useCentralNow } from '../../app/central-clock.ts';
import { useCalendarSelection } from './calendar-selection.ts';
import type { TimeColumn } from './time-column.ts';

/**
 * The time now, for a calendar that shows these dates. One date (the day view): it is now in every column. Several (a
 * week): in the column of today. Null when today is not shown. Blocks that lie behind grow pale as the clock goes on.
 */
export function useNowFor(dates: readonly string[]): { time: string; column: number | null } | null {
  const now = useCentralNow();
  const selection = useCalendarSelection();
  useEffect(() => {
    if (now) selection.tick(now);
  }, [now, selection]);
  const index = now ? dates.indexOf(now.slice(0, 10)) : -1;
  const time = now && index >= 0 ? now.slice(11) : null;
  const column = dates.length > 1 ? index : null;
  return useMemo(() => (time ? { time, column } : null), [time, column]);
}

/** The selected slot as the calendar has it now; a selected visit takes its place. */
export function currentSlot(slot: SlotView | null, columns: readonly TimeColumn[], visitId: string | null): SlotView | null {
  if (!slot || visitId) return null;
  return columns.flatMap(({ slots }) => slots).find(({ id }) => id === slot.id) ?? null;
}
