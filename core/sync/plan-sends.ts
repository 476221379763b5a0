import type { JournalEntry } from './ports.ts';

/** From this many on, ready intents are a backlog (an import, a day offline) and go in Bundles. */
export const backlogFrom = 10;
/** Prepared and settled in one go each, in which nobody else is served. */
export const batchSize = 50;
/** While central does one, the answers of the other are written here. What they hold is independent of each other. */
export const batchLanes = 2;

export interface SendPlan {
  single: JournalEntry[];
  /** Oldest first; empty = no Bundle now. */
  batch: JournalEntry[];
}

/**
 * What goes next. A few intents go one by one. A backlog goes in Bundles from its old end, two at a time, while what a
 * person has just entered goes by itself, so that nobody waits behind an import.
 *
 * @param ready independent of each other, oldest first; of a long backlog the oldest ones and the very newest
 * @param lanes single requests that may start now
 * @param batchFree one more Bundle may start
 */
export function planSends(ready: JournalEntry[], lanes: number, batchFree: boolean): SendPlan {
  if (ready.length < backlogFrom) return { single: ready.slice(0, lanes), batch: [] };
  const newest = ready.at(-1);
  const aside = newest && lanes > 0 && !isImported(newest) ? [newest] : [];
  const rest = aside.length > 0 ? ready.slice(0, -1) : ready;
  return { single: aside, batch: batchFree ? rest.slice(0, batchSize) : [] };
}

function isImported({ intent: { act } }: JournalEntry): boolean {
  return (act.kind === 'book' && act.visit.bookedBy === 'import') || act.kind === 'publish';
}
