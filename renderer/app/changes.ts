import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { Change, Topic } from '../../core/contract/views.ts';
import { addDays } from '../../core/domain/time.ts';
import type { Desk, DeskQueries } from './desk-client.ts';

/** Follows core's changes for ever (until aborted); after each lost connection the first event names everything. */
export async function followChanges(desk: Desk, queries: QueryClient, signal: AbortSignal): Promise<void> {
  await followForever(signal, async () => {
    for await (const change of await desk.client.desk.watchChanges(undefined, { signal })) {
      applyChange(change, desk.orpc, queries);
    }
  });
}

/** Runs `follow` again whenever its stream ends, a moment later. */
export async function followForever(signal: AbortSignal, follow: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    try {
      await follow();
    } catch {
      // The way to core was closed: the link takes the next one, the stream is asked for anew.
    }
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export function applyChange(change: Change, orpc: DeskQueries, queries: QueryClient): void {
  const stale = (queryKey: QueryKey) => void queries.invalidateQueries({ queryKey });
  for (const topic of change.topics) {
    for (const queryKey of keysOf(topic, orpc)) stale(queryKey);
  }
  if (change.topics.includes('calendar')) {
    void queries.invalidateQueries({ predicate: ({ queryKey }) => showsOneOf(queryKey, orpc, change.dates) });
  }
}

/** Everything a topic touches, the dated calendar apart. */
function keysOf(topic: Topic, orpc: DeskQueries): QueryKey[] {
  switch (topic) {
    case 'calendar':
      // Free slots, a visit's history and a patient's next visit all follow from the calendar.
      return [
        orpc.slots.key(),
        orpc.visits.key(),
        orpc.patients.key(),
        orpc.tasks.key(),
        orpc.schedules.key(),
        orpc.reception.key(),
        orpc.freed.key(),
        orpc.audit.key(),
        orpc.compliance.key(),
      ];
    case 'patients':
      return [orpc.patients.key(), orpc.visits.key(), orpc.audit.key()];
    case 'tasks':
      return [orpc.tasks.key(), orpc.freed.key()];
    case 'away':
      return [orpc.away.key()];
    case 'queue':
      // What has arrived at central ticks exercises off.
      return [orpc.queue.key(), orpc.training.key()];
    case 'waiting':
      return [orpc.waiting.key()];
    case 'overview':
      return [orpc.desk.overview.key(), orpc.schedules.key()];
    case 'session':
      return [orpc.session.key(), orpc.accounts.key()];
    case 'settings':
      return [orpc.settings.key(), orpc.freed.key(), orpc.compliance.key()];
    case 'import':
      return [orpc.import.progress.key()];
  }
}

/** Does this calendar query show one of the dates? `null` = every date. */
export function showsOneOf(queryKey: QueryKey, orpc: DeskQueries, dates: string[] | null): boolean {
  // Core's queries begin with the path of their call; others (the help book) are nobody's news.
  const [first] = queryKey;
  if (!Array.isArray(first)) return false;
  const path = first.join('.');
  const input = (queryKey[1] as { input?: { date?: string; from?: string; month?: string } } | undefined)?.input;
  const is = (key: QueryKey) => (key[0] as readonly string[]).join('.') === path;
  if (is(orpc.calendar.day.key())) return dates === null || dates.includes(input?.date ?? '');
  if (is(orpc.calendar.month.key())) return dates === null || dates.some((date) => date.slice(0, 7) === input?.month);
  if (is(orpc.calendar.week.key())) {
    const from = input?.from;
    return dates === null || !from || dates.some((date) => date >= from && date < addDays(from, 7));
  }
  return false;
}
