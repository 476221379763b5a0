import { useTranslation } from 'react-i18next';
import { localDateTimeOf } from '../../core/domain/time.ts';
import type { Language } from '../messages/i18n.ts';

/**
 * Dates and times as people read them. `date` is `YYYY-MM-DD`, `local` is `YYYY-MM-DDTHH:MM` (both clinic wall clock),
 * `instant` is UTC. Wall clock is formatted as if it were UTC, so that the machine's own zone plays no part.
 */
export interface Format {
  /** `poniedziałek, 23 listopada` */
  longDay(date: string): string;
  /** `Poniedziałek, 23 listopada` */
  dayTitle(date: string): string;
  /** `pon., 23 lis` */
  shortDay(date: string): string;
  /** `pon.` */
  weekday(date: string): string;
  /** `23 lis` */
  dayMonth(date: string): string;
  /** `pon., 23 lis` of one day, `23 lis – 4 gru` of several; both included. */
  dateRange(from: string, to: string): string;
  /** `23.11.2026` */
  fullDate(date: string): string;
  /** `listopad 2026` */
  month(month: string): string;
  /** `11:00` */
  time(local: string): string;
  /** `pon., 23 lis, 11:00` */
  moment(local: string): string;
  /** `23 lis, 11:00` of a UTC instant. */
  shortInstant(instant: string): string;
  /** `pon., 23 lis, 11:00` of a UTC instant. */
  instant(instant: string): string;
  instantTime(instant: string): string;
  /** `58•••••••24` stays as it is; `+48730181148` becomes `730 181 148`. */
  phone(e164: string): string;
}

/** Intl's formatters are dear (about 0.3 ms each): one set per language for the whole window. */
const formats = new Map<Language, Format>();

export function formatOf(language: Language): Format {
  const known = formats.get(language) ?? createFormat(language);
  formats.set(language, known);
  return known;
}

function createFormat(language: Language): Format {
  const locale = language === 'pl' ? 'pl-PL' : 'en-GB';
  const formatter = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    return (date: string) => format.format(new Date(`${date.slice(0, 10)}T00:00:00Z`));
  };
  const longDay = formatter({ weekday: 'long', day: 'numeric', month: 'long' });
  const weekday = formatter({ weekday: 'short' });
  const dayMonth = formatter({ day: 'numeric', month: 'short' });
  const monthYear = formatter({ month: 'long', year: 'numeric' });
  const fullDate = formatter({ day: '2-digit', month: '2-digit', year: 'numeric' });
  const shortDay = (date: string) => `${weekday(date)}, ${dayMonth(date)}`;
  const time = (local: string) => local.slice(11, 16).replace(/^0/, '');
  const moment = (local: string) => `${shortDay(local)}, ${time(local)}`;
  return {
    longDay,
    dayTitle: (date) => capital(longDay(date), locale),
    shortDay,
    weekday,
    dayMonth,
    dateRange: (from, to) => (from === to ? shortDay(from) : `${dayMonth(from)} – ${dayMonth(to)}`),
    fullDate,
    month: (month) => capital(monthYear(`${month}-01`), locale),
    time,
    moment,
    shortInstant: (instant) => {
      const local = localDateTimeOf(instant);
      return `${dayMonth(local)}, ${time(local)}`;
    },
    instant: (instant) => moment(localDateTimeOf(instant)),
    instantTime: (instant) => time(localDateTimeOf(instant)),
    phone: (e164) => e164.replace(/^\+48(\d{3})(\d{3})(\d{3})$/, '$1 $2 $3'),
  };
}

export function useFormat(): Format {
  const { i18n } = useTranslation();
  return formatOf(i18n.language === 'en' ? 'en' : 'pl');
}

function capital(text: string, locale: string): string {
  return text.slice(0, 1).toLocaleUpperCase(locale) + text.slice(1);
}
