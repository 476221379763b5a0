import { Temporal } from 'temporal-polyfill';
import { addDays } from '../../core/domain/time.ts';

const words: Record<string, number> = {
  dziś: 0,
  dzis: 0,
  today: 0,
  jutro: 1,
  tomorrow: 1,
  pojutrze: 2,
  wczoraj: -1,
  yesterday: -1,
};

/**
 * A day as people type it: `24`, `24.11`, `24.11.2026`, `2026-11-24`, `jutro`, `+7`. A day without a year or month is
 * the next one that comes. null = not a day.
 */
export function dayFromText(text: string, today: string): string | null {
  const typed = text.trim().toLowerCase();
  const word = words[typed];
  if (word !== undefined) return addDays(today, word);
  const shift = /^\+(\d{1,3})$/.exec(typed);
  if (shift) return addDays(today, Number(shift[1]));
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  if (iso) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const polish = /^(\d{1,2})(?:[./ -](\d{1,2}))?(?:[./ -](\d{4}))?\.?$/.exec(typed);
  if (!polish) return null;
  const { year, month } = Temporal.PlainDate.from(today);
  const dayOfMonth = Number(polish[1]);
  if (polish[3]) return dateOf(Number(polish[3]), Number(polish[2]), dayOfMonth);
  if (polish[2]) {
    const thisYear = dateOf(year, Number(polish[2]), dayOfMonth);
    return thisYear === null || thisYear >= today ? thisYear : dateOf(year + 1, Number(polish[2]), dayOfMonth);
  }
  const thisMonth = dateOf(year, month, dayOfMonth);
  if (thisMonth !== null && thisMonth >= today) return thisMonth;
  return month === 12 ? dateOf(year + 1, 1, dayOfMonth) : dateOf(year, month + 1, dayOfMonth);
}

function dateOf(year: number, month: number, day: number): string | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}
