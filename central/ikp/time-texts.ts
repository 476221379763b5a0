import { localDateOf, localTimeOf, weekdayOf } from '../../core/domain/time.ts';

const months = [
  'stycznia',
  'lutego',
  'marca',
  'kwietnia',
  'maja',
  'czerwca',
  'lipca',
  'sierpnia',
  'września',
  'października',
  'listopada',
  'grudnia',
];
const days = ['poniedziałek', 'wtorek', 'środa', 'czwartek', 'piątek', 'sobota', 'niedziela'];

/** `piątek, 27 listopada 2026` of a local date. */
export function dateText(date: string): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return `${days[weekdayOf(date) - 1]}, ${day} ${months[month - 1]} ${year}`;
}

/** `piątek, 27 listopada 2026, godz. 9:20` of an instant, on the clinic's clock. */
export function whenText(instant: string): string {
  return `${dateText(localDateOf(instant))}, godz. ${clockText(instant)}`;
}

/** `9:20` */
export const clockText = (instant: string): string => localTimeOf(instant).replace(/^0/, '');

export const weekdayNames: readonly string[] = days;
