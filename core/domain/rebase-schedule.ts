import type { Schedule } from './schedule.ts';

type Definition = Pick<Schedule, 'weekly' | 'exceptions' | 'overrides'>;

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
  };
}

function merged<T>(base: readonly T[], mine: readonly T[], current: readonly T[]): T[] {
  const kept = without(current, without(base, mine));
  return [...kept, ...without(without(mine, base), kept)];
}

function without<T>(all: readonly T[], taken: readonly T[]): T[] {
  const texts = new Set(taken.map((each) => JSON.stringify(each)));
  return all.filter((each) => !texts.has(JSON.stringify(each)));
}
