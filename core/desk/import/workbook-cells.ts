/** One cell of a sheet, as the planner reads it. */
export function cellText(value: unknown): string {
  if (value instanceof Date) return dateText(value);
  // A share of a day is a time of day; nothing else in a clinic's list lies between 0 and 1.
  if (typeof value === 'number' && value > 0 && value < 1) return timeOf(Math.round(value * 24 * 60));
  return value === null || value === undefined ? '' : String(value).replace(/\s*[\r\n]+\s*/g, ' ');
}

/** Excel's time of day is a date before 1900; the reader takes every date for UTC. */
function dateText(value: Date): string {
  if (Number.isNaN(value.getTime())) return '';
  // Shares of a day are not exact: 8:00 may be 7:59:59.999.
  const minutes = Math.round(value.getTime() / 60_000);
  const day = new Date(minutes * 60_000).toISOString().slice(0, 10);
  const minute = ((minutes % 1440) + 1440) % 1440;
  if (day < '1901') return timeOf(minute);
  return minute === 0 ? day : `${day} ${timeOf(minute)}`;
}

const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Rows as CSV, a line each, so that the line of a row is the row's number in the sheet. */
export function sheetCsv(rows: readonly (readonly unknown[])[]): string {
  const quoted = (value: unknown) => `"${cellText(value).replaceAll('"', '""')}"`;
  return `${rows.map((row) => (row.some((cell) => cell !== null) ? row.map(quoted).join(';') : '')).join('\n')}\n`;
}
