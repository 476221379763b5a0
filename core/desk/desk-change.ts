import type { Change } from '../contract/views.ts';
import { compareText } from './compare-text.ts';

/** Beyond this many days a screen is better told "anything may have changed". */
const mostDates = 62;

export const everything: Change = {
  topics: ['away', 'waiting', 'calendar', 'patients', 'tasks', 'queue', 'overview', 'settings', 'import', 'session'],
  dates: null,
};

export function mergeChanges(older: Change, newer: Change): Change {
  return { topics: [...new Set([...older.topics, ...newer.topics])], dates: mergeDates(older, newer) };
}

/** Dates speak of the calendar only: a change that leaves the calendar alone neither adds nor widens them. */
function mergeDates(older: Change, newer: Change): string[] | null {
  const touching = [older, newer].filter((change) => change.topics.includes('calendar'));
  if (touching.some((change) => change.dates === null)) return null;
  const dates = [...new Set(touching.flatMap((change) => change.dates ?? []))];
  return dates.length > mostDates ? null : dates.sort(compareText);
}
