import { byDate } from './mobile-stops.ts';
import type { MobileStop, Schedule } from './schedule.ts';

type Definition = Pick<Schedule, 'weekly' | 'exceptions' | 'overrides' | 'stops'>;

/**
 * Two managers at once: what one of them wanted (`mine`, begun from `base`), laid over what the other has published since. What
 * mine took away goes, what it added comes; of a single day mine is the last word. All else stays as the other left it.
 */
export function rebaseSchedule(base: Definition | null, mine: Definition, current: Definition): Definition {
  const days = new Map(current.exceptions.map((exception) => [exception.date, exception]));
  for (const { date } of without(base?.exceptions ?? [], mine.exceptions)) days.delete(date);
  for (const exception of without(mine.exceptions, base?.exceptions ?? [])) days.set(exception.date, exception);
  return {
    weekly: merged(base?.weekly ?? [], mine.weekly, current.weekly),
    exceptions: [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1)),
    overrides: merged(base?.overrides ?? [], mine.overrides, current.overrides),
    ...rebasedStops(base?.stops ?? [], mine.stops ?? [], current.stops ?? []),
  };
}

/** Of the days of a stop that was added, mine is the last word: a stop of the other's that shares one gives way. */
function rebasedStops(base: readonly MobileStop[], mine: readonly MobileStop[], current: readonly MobileStop[]) {
  const added = without(mine, base);
  const isFree = ({ from, to }: MobileStop) => !added.some((stop) => stop.from <= to && from <= stop.to);
  const stops = [...without(current, without(base, mine)).filter(isFree), ...added];
  return base.length + mine.length + current.length > 0 ? { stops: byDate(stops) } : {};
}

function merged<T>(base: readonly T[], mine: readonly T[], current: readonly T[]): T[] {
  const kept = without(current, without(base, mine));
  return [...kept, ...without(without(mine, base), kept)];
}

function without<T>(all: readonly T[], taken: readonly T[]): T[] {
  const texts = new Set(taken.map((each) => JSON.stringify(each)));
  return all.filter((each) => !texts.has(JSON.stringify(each)));
}
