import type { OfferedSlot } from './patient-account.ts';

/** `wtorek, 1 grudnia, 9:00, M. Kalinowska, Pierwszorazowa`, as the desk names a free slot: is it this one? */
export function saysSlot(label: string, { startsAt, actorName }: Pick<OfferedSlot, 'startsAt' | 'actorName'>): boolean {
  const [weekday, date, time, doctor = ''] = label.split(', ');
  const familyName = doctor.split(' ').at(-1) ?? '';
  return `${weekday}, ${date}` === dayName(startsAt) && time === hourName(startsAt) && actorName.endsWith(familyName);
}

const zone = { timeZone: 'Europe/Warsaw' } as const;

const dayName = (instant: string) =>
  new Intl.DateTimeFormat('pl-PL', { ...zone, weekday: 'long', day: 'numeric', month: 'long' }).format(new Date(instant));

/** `9:00` */
const hourName = (instant: string) =>
  new Intl.DateTimeFormat('pl-PL', { ...zone, hour: 'numeric', minute: '2-digit' }).format(new Date(instant)).replace(/^0/, '');
