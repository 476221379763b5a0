import { quiet } from './quiet.ts';

/** Time that moves only when told to; one thing happens at a time, and the next only when all is quiet again. */
export interface VirtualTime {
  /** ms since 1970. */
  now(): number;
  /** What is due at the same ms happens in the order of asking. The returned function cancels. */
  after(ms: number, happen: () => void | Promise<void>): () => void;
  /** Lets happen what falls due within `ms`. */
  advance(ms: number): Promise<void>;
  /** Goes to the next thing that is due within `ms` and lets it happen; false = there was none, and all of `ms` has passed. */
  step(ms: number): Promise<boolean>;
  /** Everybody sleeps for so long: what was due happens late. */
  sleep(ms: number): void;
}

interface Event {
  at: number;
  order: number;
  happen: () => void | Promise<void>;
}

/** `together`: what falls due in the same ms begins at once, so that requests meet inside central. */
export function virtualTime(start: number, together = false): VirtualTime {
  let now = start;
  let order = 0;
  const events = new Set<Event>();

  function nextUntil(end: number): Event | null {
    let next: Event | null = null;
    for (const event of events) {
      if (event.at > end) continue;
      if (next === null || event.at < next.at || (event.at === next.at && event.order < next.order)) next = event;
    }
    return next;
  }

  async function step(ms: number): Promise<boolean> {
    const end = now + ms;
    await quiet();
    const event = nextUntil(end);
    if (!event) {
      now = end;
      return false;
    }
    now = Math.max(now, event.at);
    const due = together ? [...events].filter(({ at }) => at === event.at).sort((a, b) => a.order - b.order) : [event];
    // One may cancel another before its turn.
    await Promise.all(due.map((each) => (events.delete(each) ? each.happen() : undefined)));
    await quiet();
    return true;
  }

  return {
    now: () => now,
    after(ms, happen) {
      const event = { at: now + Math.max(0, Math.round(ms)), order: order++, happen };
      events.add(event);
      return () => events.delete(event);
    },
    async advance(ms) {
      const end = now + ms;
      while (await step(end - now));
    },
    step,
    sleep(ms) {
      now += ms;
    },
  };
}
