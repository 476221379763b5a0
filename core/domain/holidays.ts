/**
 * R10: days on which no slots are made. Public holidays by the act of 18 January 1951 as amended: Epiphany since 2011,
 * Christmas Eve since 2025. Computed here rather than with `date-holidays`, whose Polish data agree (holidays.test.ts
 * compares them) but bring 12 MB of the whole world into every bundle.
 */
export type Holiday =
  | 'new-year'
  | 'epiphany'
  | 'easter'
  | 'easter-monday'
  | 'labour-day'
  | 'constitution-day'
  | 'pentecost'
  | 'corpus-christi'
  | 'assumption'
  | 'all-saints'
  | 'independence-day'
  | 'christmas-eve'
  | 'christmas-day'
  | 'second-christmas-day';

const fixed: readonly { day: string; holiday: Holiday; since: number }[] = [
  { day: '01-01', holiday: 'new-year', since: 1951 },
  { day: '01-06', holiday: 'epiphany', since: 2011 },
  { day: '05-01', holiday: 'labour-day', since: 1951 },
  { day: '05-03', holiday: 'constitution-day', since: 1990 },
  { day: '08-15', holiday: 'assumption', since: 1989 },
  { day: '11-01', holiday: 'all-saints', since: 1951 },
  { day: '11-11', holiday: 'independence-day', since: 1989 },
  { day: '12-24', holiday: 'christmas-eve', since: 2025 },
  { day: '12-25', holiday: 'christmas-day', since: 1951 },
  { day: '12-26', holiday: 'second-christmas-day', since: 1951 },
];

const movable: readonly { daysAfterEaster: number; holiday: Holiday }[] = [
  { daysAfterEaster: 0, holiday: 'easter' },
  { daysAfterEaster: 1, holiday: 'easter-monday' },
  { daysAfterEaster: 49, holiday: 'pentecost' },
  { daysAfterEaster: 60, holiday: 'corpus-christi' },
];

const byYear = new Map<number, Map<string, Holiday>>();

/** Key of the public holiday on a date `YYYY-MM-DD`, or null. */
export function holidayOn(date: string): Holiday | null {
  const year = Number(date.slice(0, 4));
  let holidays = byYear.get(year);
  if (!holidays) {
    holidays = holidaysOf(year);
    byYear.set(year, holidays);
  }
  return holidays.get(date) ?? null;
}

function holidaysOf(year: number): Map<string, Holiday> {
  const holidays = new Map<string, Holiday>();
  for (const { day, holiday, since } of fixed) if (year >= since) holidays.set(`${year}-${day}`, holiday);
  const easter = easterOf(year);
  for (const { daysAfterEaster, holiday } of movable) {
    holidays.set(new Date(easter + daysAfterEaster * 86_400_000).toISOString().slice(0, 10), holiday);
  }
  return holidays;
}

/** Gregorian Easter Sunday (Meeus, Jones, Butcher), as ms of its midnight in UTC. */
function easterOf(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1);
}
