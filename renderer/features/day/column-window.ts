/** Which columns of the day are in sight: `start` (index of the first) and how many fit. */
export interface ColumnWindow {
  start: number;
  count: number;
}

/** How many columns of at least `minWidth` fit beside the axis, and at most how many there are. */
export function columnsThatFit(widthPx: number, axisPx: number, minWidthPx: number, total: number): number {
  return Math.max(1, Math.min(total, Math.floor((widthPx - axisPx) / minWidthPx)));
}

/** Never beyond the last column; `wanted` (the selected one) stays in sight with as little movement as possible. */
export function windowAt(start: number, count: number, total: number, wanted: number | null = null): ColumnWindow {
  const last = Math.max(0, total - count);
  let from = Math.min(Math.max(0, start), last);
  if (wanted !== null && wanted >= 0) {
    if (wanted < from) from = wanted;
    if (wanted >= from + count) from = wanted - count + 1;
  }
  return { start: Math.min(from, last), count };
}

/** One page on or back; the last page is full, its first columns may be known from the page before. */
export function turned(window: ColumnWindow, total: number, by: 1 | -1): ColumnWindow {
  return windowAt(window.start + by * window.count, window.count, total);
}
