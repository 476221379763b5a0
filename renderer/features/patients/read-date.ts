import { Temporal } from 'temporal-polyfill';

/** A date as people type it: `3.05.1961`, `03/05/1961`, `03051961`, `1961-05-03`. `YYYY-MM-DD`, or null when there is no such day. */
export function readDate(text: string): string | null {
  const typed = text.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  if (iso) return dateOf(iso[1], iso[2], iso[3]);
  const polish = /^(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})$/.exec(typed) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(typed);
  return polish ? dateOf(polish[3], polish[2], polish[1]) : null;
}

/** `03.05.1961` */
export function writeDate(date: string): string {
  return date.split('-').reverse().join('.');
}

function dateOf(year: string | undefined, month: string | undefined, day: string | undefined): string | null {
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: 'reject' },
    ).toString();
  } catch {
    return null;
  }
}
