import type { FeedEvent } from './ports.ts';

/**
 * The events that follow `since` without a gap, each once, in order. Duplicates and events already known are dropped; what
 * lies behind a gap is left for the next fetch.
 */
export function withoutGaps(events: FeedEvent[], since: number): FeedEvent[] {
  const byNumber = new Map(events.map((event) => [event.event, event]));
  const run: FeedEvent[] = [];
  for (let number = since + 1; ; number++) {
    const event = byNumber.get(number);
    if (!event) return run;
    run.push(event);
  }
}
