import type { Clock, Timers } from '../sync/ports.ts';

export const realClock: Clock = { now: () => Date.now() };

/** Longest delay that Node's timers take; a longer one would fire at once. */
const longestMs = 2 ** 31 - 1;

export const realTimers: Timers = {
  after(ms, callback) {
    const timer = setTimeout(callback, Math.min(Math.max(ms, 0), longestMs));
    return () => clearTimeout(timer);
  },
};
