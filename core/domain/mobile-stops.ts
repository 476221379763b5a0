import type { Refusal } from './refusal.ts';
import type { MobileStop, Schedule } from './schedule.ts';

/** Where a unit stands on a local date; null = at its clinic. */
export function stopOn(stops: readonly MobileStop[] | null | undefined, date: string): MobileStop | null {
  return stops?.find(({ from, to }) => from <= date && date <= to) ?? null;
}

/** `Wieliczka, Rynek Górny 1` */
export const stopText = ({ town, address }: Pick<MobileStop, 'town' | 'address'>): string => `${town}, ${address}`;

/** R38: on that date the unit stands elsewhere than before; coordinates that were added or corrected are no news to a patient. */
export function isElsewhere(before: Pick<Schedule, 'stops'> | null, after: Pick<Schedule, 'stops'>, date: string): boolean {
  return placeOn(before, date) !== placeOn(after, date);
}

function placeOn(schedule: Pick<Schedule, 'stops'> | null, date: string): string | null {
  const stop = stopOn(schedule?.stops, date);
  return stop && `${stop.voivodeship} ${stopText(stop)}`;
}

export const byDate = (stops: readonly MobileStop[]): MobileStop[] => stops.toSorted((a, b) => (a.from < b.from ? -1 : 1));

/** R38: only exams travel (the waiting room knows clinics alone), and a unit stands in one place on one day. */
export function judgeStops({ service, stops = [] }: Pick<Schedule, 'service' | 'stops'>): Refusal[] {
  const refusals: Refusal[] = [];
  if (stops.length > 0 && service === 'cardiology') refusals.push({ code: 'hours-invalid', rule: 'R38', path: 'stops' });
  for (const [index, stop] of stops.entries()) {
    const path = `stops.${index}`;
    if (stop.from > stop.to) refusals.push({ code: 'hours-invalid', rule: 'R38', path });
    const other = stops.slice(0, index).findIndex(({ from, to }) => from <= stop.to && stop.from <= to);
    if (other >= 0) refusals.push({ code: 'hours-overlap', rule: 'R38', path, facts: { other } });
  }
  return refusals;
}
