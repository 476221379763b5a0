import { minuteOf } from './column-days.ts';
import type { TimeColumn } from './time-column.ts';

export type Direction = 'up' | 'down' | 'left' | 'right';

interface Stop {
  id: string;
  minute: number;
}

/** Visits, free slots and kept ones (I8) of a column, by time: what the arrows walk over is what is drawn. */
export function stopsOf(column: TimeColumn): Stop[] {
  const slots = column.slots.filter(({ state }) => state === 'free' || state === 'held');
  return [...column.visits, ...slots]
    .map(({ id, localStart }) => ({ id, minute: minuteOf(localStart) }))
    .toSorted((a, b) => a.minute - b.minute);
}

/** Where an arrow leads from `id`: along the column, or to what is nearest in time in the next column that has anything. */
export function stepFrom(columns: readonly TimeColumn[], id: string, direction: Direction): string | null {
  const lists = columns.map(stopsOf);
  const column = lists.findIndex((stops) => stops.some((stop) => stop.id === id));
  const stops = lists[column];
  const index = stops?.findIndex((stop) => stop.id === id) ?? -1;
  const here = stops?.[index];
  if (!stops || !here) return null;
  if (direction === 'up') return stops[index - 1]?.id ?? null;
  if (direction === 'down') return stops[index + 1]?.id ?? null;
  const by = direction === 'left' ? -1 : 1;
  for (let next = column + by; next >= 0 && next < lists.length; next += by) {
    const near = nearestTo(lists[next] ?? [], here.minute);
    if (near) return near.id;
  }
  return null;
}

/** The one tab stop before anything is chosen: the first thing from `minute` on, else the first of all. */
export function firstStop(columns: readonly TimeColumn[], minute: number | null): string | null {
  const all = columns.flatMap(stopsOf);
  const later = minute === null ? [] : all.filter((stop) => stop.minute >= minute);
  const earliest = (stops: Stop[]) =>
    stops.reduce<Stop | null>((best, stop) => (best && best.minute <= stop.minute ? best : stop), null);
  return (earliest(later) ?? earliest(all))?.id ?? null;
}

function nearestTo(stops: Stop[], minute: number): Stop | null {
  return stops.reduce<Stop | null>(
    (best, stop) => (best && Math.abs(best.minute - minute) <= Math.abs(stop.minute - minute) ? best : stop),
    null,
  );
}
