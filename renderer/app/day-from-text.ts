import { Temporal } from 'temporal-polyfill';
import { addDays } from '../../core/domain/time.ts';
import { plain } from './palette/words-match.ts';

const shifts: Record<string, number> = {
  dzis: 0,
  dzisiaj: 0,
  today: 0,
  jutro: 1,
  tomorrow: 1,
  pojutrze: 2,
  wczoraj: -1,
  yesterday: -1,
};

/** Monday first. A beginning of at least two letters is enough: `wt`, `czw`, `niedz`. */
const weekdays = [
  ['poniedzialek', 'pn', 'monday'],
  ['wtorek', 'tuesday'],
  ['sroda', 'srode', 'wednesday'],
  ['czwartek', 'thursday'],
  ['piatek', 'pt', 'friday'],
  ['sobota', 'sobote', 'saturday'],
  ['niedziela', 'niedziele', 'nd', 'ndz', 'sunday'],
];

/** January first; a beginning of at least three letters is enough: `lis`, `listopada`. */
const months = [
  ['stycznia', 'styczen', 'january'],
  ['lutego', 'luty', 'february'],
  ['marca', 'marzec', 'march'],
  ['kwietnia', 'kwiecien', 'april'],
  ['maja', 'may'],
  ['czerwca', 'czerwiec', 'june'],
  ['lipca', 'lipiec', 'july'],
  ['sierpnia', 'sierpien', 'august'],
  ['wrzesnia', 'wrzesien', 'september'],
  ['pazdziernika', 'pazdziernik', 'october'],
  ['listopada', 'listopad', 'november'],
  ['grudnia', 'grudzien', 'december'],
];

/**
 * A day as people type it: `24`, `24.11`, `24.11.2026`, `2026-11-24`, `wt`, `wt 24 lis`, `3 grudnia`, `jutro`, `+7`. A day
 * without a year or month is the next one that comes; a weekday alone is the next one after today, beside a date it says
 * nothing. null = not a day.
 */
export function dayFromText(text: string, today: string): string | null {
  const typed = plain(text)
    .replaceAll(',', ' ')
    .split(/\s+/)
    .filter((word) => word !== '');
  const [first = '', ...rest] = typed;
  const weekday = indexOf(weekdays, first.replace(/\.$/, ''), 2);
  if (weekday === null) return dateFrom(typed, today);
  return rest.length === 0 ? nextWeekday(weekday + 1, today) : dateFrom(rest, today);
}

function dateFrom(words: string[], today: string): string | null {
  const [first = '', second = '', year = ''] = words;
  const month = indexOf(months, second.replace(/\.$/, ''), 3);
  if (month !== null && words.length <= 3)
    return /^\d{1,2}\.?$/.test(first) ? next(Number.parseInt(first, 10), month + 1, year, today) : null;
  const typed = words.join(' ');
  const shift = shifts[typed];
  if (shift !== undefined) return addDays(today, shift);
  const plus = /^\+(\d{1,3})$/.exec(typed);
  if (plus) return addDays(today, Number(plus[1]));
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  if (iso) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const polish = /^(\d{1,2})(?:[./ -](\d{1,2}))?(?:[./ -](\d{4}))?\.?$/.exec(typed);
  if (!polish) return null;
  const dayOfMonth = Number(polish[1]);
  if (polish[2]) return next(dayOfMonth, Number(polish[2]), polish[3] ?? '', today);
  return polish[3] ? null : nextDayOfMonth(dayOfMonth, today);
}

/** `year` empty = the next such day. */
function next(dayOfMonth: number, month: number, year: string, today: string): string | null {
  if (year !== '') return /^\d{4}$/.test(year) ? dateOf(Number(year), month, dayOfMonth) : null;
  const thisYear = dateOf(Temporal.PlainDate.from(today).year, month, dayOfMonth);
  return thisYear === null || thisYear >= today ? thisYear : dateOf(Number(today.slice(0, 4)) + 1, month, dayOfMonth);
}

function nextDayOfMonth(dayOfMonth: number, today: string): string | null {
  const { year, month } = Temporal.PlainDate.from(today);
  const thisMonth = dateOf(year, month, dayOfMonth);
  if (thisMonth !== null && thisMonth >= today) return thisMonth;
  return month === 12 ? dateOf(year + 1, 1, dayOfMonth) : dateOf(year, month + 1, dayOfMonth);
}

/** `weekday` 1 = Monday. */
function nextWeekday(weekday: number, today: string): string {
  const ahead = (weekday - Temporal.PlainDate.from(today).dayOfWeek + 7) % 7;
  return addDays(today, ahead === 0 ? 7 : ahead);
}

function indexOf(names: readonly (readonly string[])[], word: string, atLeast: number): number | null {
  if (word.length < atLeast) return null;
  const at = names.findIndex((forms) => forms.some((form) => form.startsWith(word)));
  return at === -1 ? null : at;
}

function dateOf(year: number, month: number, day: number): string | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}
