import { quiet } from './quiet.ts';

/** Time that moves only when told to; one thing happens at a time, and the next only when all is quiet again. */
export interface VirtualTime {
  /** ms since 1970. */
  now(): number;
  /** What is due at the same ms happens in the order of asking. The returned function cancels. */
  after(ms: number, happen: Happening): () => void;
  /** Called when something has happened, before the next. */
  afterEach(look: () => Promise<void>): void;
  /** Lets happen what falls due within `ms`. */
  advance(ms: number): Promise<void>;
  /** Goes to the next thing that is due within `ms` and lets it happen; false = there was none, and all of `ms` has passed. */
  step(ms: number): Promise<boolean>;
  /** Everybody sleeps for so long: what was due happens late. */
  sleep(ms: number): void;
}

/** What takes real time answers what follows from it, so that this, too, comes in order. */
export type Happening = () => void | Promise<() => void>;

interface Event {
  at: number;
  order: number;
  happen: Happening;
}

/** `together`: what falls due in the same ms begins at once, so that requests meet inside central. */
export function virtualTime(start: number, together = false): VirtualTime {
  let now = start;
  let order = 0;
  const events = new Set<Event>();
  let look: () => Promise<void> = async () => undefined;

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
    const begun: Promise<() => void>[] = [];
    for (const each of due) {
      // One may cancel another before its turn.
      const work = events.delete(each) ? each.happen() : undefined;
      if (work instanceof Promise) begun.push(work);
      else await quiet();
    }
    for (const follow of await Promise.all(begun)) {
      follow();
      await quiet();
    }
    await look();
    return true;
  }

  return {
    now: () => now,
    after(ms, happen) {
      const event = { at: now + Math.max(0, Math.round(ms)), order: order++, happen };
      events.add(event);
      return () => events.delete(event);
    },
    afterEach(hook) {
      look = hook;
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
