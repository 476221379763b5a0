/** A grid line every quarter of an hour: drawn hours begin and end there; the fields take any minute. */
export const gridMinutes = 15;

export interface Span {
  /** Minutes since midnight. */
  from: number;
  to: number;
}

export type Drag = { kind: 'draw'; at: number } | { kind: 'move' | 'start' | 'end'; at: number; span: Span };

/** Where a drag has led: the span under the hand, within the day. `at`, `to`: minutes since midnight under the pointer. */
export function spanOfDrag(drag: Drag, to: number, day: Span): Span {
  const snap = (minutes: number) => Math.round(minutes / gridMinutes) * gridMinutes;
  const within = (minutes: number) => Math.min(day.to, Math.max(day.from, minutes));
  if (drag.kind === 'draw') {
    const from = Math.floor(Math.min(drag.at, to) / gridMinutes) * gridMinutes;
    const end = Math.ceil(Math.max(drag.at, to) / gridMinutes) * gridMinutes;
    return { from: within(from), to: within(Math.max(end, from + gridMinutes)) };
  }
  const by = snap(to - drag.at);
  const { from, to: end } = drag.span;
  if (drag.kind === 'start') return { from: within(Math.min(from + by, end - gridMinutes)), to: end };
  if (drag.kind === 'end') return { from, to: within(Math.max(end + by, from + gridMinutes)) };
  const kept = Math.min(day.to - (end - from), Math.max(day.from, from + by));
  return { from: kept, to: kept + end - from };
}

/** Minutes since midnight as `HH:MM`; the last minute of the day stands for its end. */
export function timeOf(minutes: number): string {
  const kept = Math.min(minutes, 1439);
  return `${String(Math.floor(kept / 60)).padStart(2, '0')}:${String(kept % 60).padStart(2, '0')}`;
}
