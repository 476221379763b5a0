import type { Clock, Timers } from '../../core/sync/ports.ts';

/** Time that moves only when the test says so. */
export interface VirtualTime {
  clock: Clock;
  timers: Timers;
  /** Runs whatever falls due within `ms`, in order, letting promises settle after each. */
  advance(ms: number): Promise<void>;
  /** Timers of one desk; `kill` forgets them, as the end of its process would. */
  timersOf(): Timers & { kill(): void };
}

interface Alarm {
  at: number;
  order: number;
  callback: () => void;
}

/** Lets everything run that waits for promises only. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export function virtualTime(start = Date.parse('2026-11-23T07:00:00Z')): VirtualTime {
  let now = start;
  let order = 0;
  const alarms = new Set<Alarm>();

  const after: Timers['after'] = (ms, callback) => {
    const alarm = { at: now + Math.max(0, ms), order: order++, callback };
    alarms.add(alarm);
    return () => alarms.delete(alarm);
  };

  const nextBefore = (end: number): Alarm | undefined =>
    [...alarms].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at || a.order - b.order)[0];

  return {
    clock: { now: () => now },
    timers: { after },
    async advance(ms) {
      const end = now + ms;
      await settled();
      for (let alarm = nextBefore(end); alarm; alarm = nextBefore(end)) {
        alarms.delete(alarm);
        now = Math.max(now, alarm.at);
        alarm.callback();
        await settled();
      }
      now = end;
    },
    timersOf() {
      let alive = true;
      return {
        after: (ms, callback) => after(ms, () => (alive ? callback() : undefined)),
        kill() {
          alive = false;
        },
      };
    },
  };
}
