/** How single cells are read: every style that the clinics' files were seen to use. Null = not readable. */
import { foldForSearch } from '../../domain/fold.ts';
import type { VisitKind } from '../../domain/schedule.ts';
import type { Weekday } from '../../domain/time.ts';

/** Days since 30 December 1899, as Excel counts them; those of 2009–2064, so that no other number is taken for a date. */
const serialDay = /^([45]\d{4})(?:[.,]\d+)?$/;

/** `11.12.2026`, `7.12.2026`, `12/01/27`, `30-12-2026`, `2026-12-30`, each with or without a time behind it → `YYYY-MM-DD`. */
export function readDate(text: string): string | null {
  const serial = serialDay.exec(text.trim());
  if (serial) return new Date(Date.UTC(1899, 11, 30 + Number(serial[1]))).toISOString().slice(0, 10);
  const day = text
    .replace(/(?:\s+|T)\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*$/, '')
    .replace(/\s*r\.?$/i, '')
    .trim();
  const yearFirst = /^(\d{4})([-./])(\d{1,2})\2(\d{1,2})$/.exec(day);
  if (yearFirst) return calendarDate(Number(yearFirst[1]), Number(yearFirst[3]), Number(yearFirst[4]));
  const dayFirst = /^(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d{2})$/.exec(day);
  if (!dayFirst) return null;
  const year = Number(dayFirst[4]);
  return calendarDate(year < 100 ? 2000 + year : year, Number(dayFirst[3]), Number(dayFirst[1]));
}

/** `8:00`, `08.15`, `0815`, `1100`, `8`, `8:00:00` → `HH:MM`. */
export function readTime(text: string): string | null {
  const match =
    /^(?:godz\.?\s*)?(\d{1,2})\s*[:.,-]\s*(\d{2})(?:[:.]00)?$/i.exec(text) ??
    /^(\d{1,2})(\d{2})$/.exec(text) ??
    /^(\d{1,2})$/.exec(text);
  if (!match) return null;
  const hour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  return hour < 24 && minute < 60 ? `${twoDigits(hour)}:${twoDigits(minute)}` : null;
}

/** `2026-12`, `12.2026`, `12/2026` → `YYYY-MM`. */
export function readMonth(text: string): string | null {
  const match = /^(?<year>\d{4})[-./](?<month>\d{1,2})$/.exec(text) ?? /^(?<month>\d{1,2})[-./](?<year>\d{4})$/.exec(text);
  const month = Number(match?.groups?.month);
  return month >= 1 && month <= 12 ? `${match?.groups?.year}-${twoDigits(month)}` : null;
}

/** `pon`, `Poniedziałek`, `śr.`, `1`, `pon, śr`, `pon-pt` → ISO weekdays. */
export function readWeekdays(text: string): Weekday[] | null {
  const days: Weekday[] = [];
  for (const part of foldForSearch(text).split(/[,;/+]| i /)) {
    const [from, to = from] = part.split(/-|–/).map(weekdayOf);
    if (!from || !to || from > to) return null;
    for (let day = from; day <= to; day++) days.push(day as Weekday);
  }
  return days.length > 0 ? days : null;
}

/** What the first letters of a folded weekday mean; Polish and English. */
const weekdayStarts: readonly [string, Weekday][] = [
  ['pn', 1],
  ['po', 1],
  ['mo', 1],
  ['wt', 2],
  ['tu', 2],
  ['sr', 3],
  ['we', 3],
  ['cz', 4],
  ['th', 4],
  ['pi', 5],
  ['pt', 5],
  ['fr', 5],
  ['so', 6],
  ['sb', 6],
  ['sa', 6],
  ['ni', 7],
  ['nd', 7],
  ['su', 7],
];

function weekdayOf(text: string): Weekday | null {
  const name = text.replace(/[.\s]/g, '');
  if (/^[1-7]$/.test(name)) return Number(name) as Weekday;
  return weekdayStarts.find(([start]) => name.startsWith(start))?.[1] ?? null;
}

/** `I raz`, `PIERWSZA`, `pierwszorazowa` / `kont.`, `kontrola`, `kolejna` ... */
export function readKind(text: string): VisitKind | null {
  const kind = foldForSearch(text).replace(/[.\s]/g, '');
  if (/^(?:pierw|iraz|1raz|pr$|p$|first|nowy|nowa|i$|1$)/.test(kind)) return 'first';
  return /^(?:kont|kol|nast|iiraz|2raz|ponowna|kolejn|dalsz|k$|c$|continuation|ii$|2$)/.test(kind) ? 'continuation' : null;
}

/** A whole number, `30`, `30 min`. */
export function readCount(text: string): number | null {
  const match = /^(\d[\d \u00a0]{0,9})(?:[.,]0+)?\s*(?:min(?:ut)?\.?)?$/i.exec(text);
  return match?.[1] ? Number(match[1].replace(/[ \u00a0]/g, '')) : null;
}

function calendarDate(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists && year >= 1900 && year <= 2199 ? date.toISOString().slice(0, 10) : null;
}

const twoDigits = (number: number): string => String(number).padStart(2, '0');
