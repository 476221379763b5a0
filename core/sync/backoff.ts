const firstMs = 1_000;
const longestMs = 60_000;
/** A central that asks for more than this is not believed: someone stands at the desk. */
const longestRetryAfterMs = 15 * 60_000;
/** Nothing ever waits longer. A time further ahead was written before somebody set the clock back: it has come. */
export const longestWaitMs = longestRetryAfterMs;

/**
 * Wait before the next try in ms: doubling from 1 s to 60 s, of which a random half is taken off, so that the desks of a
 * clinic do not come back all at once.
 *
 * @param attempt 1 = the first try has just failed
 * @param random in [0, 1)
 */
export function backoffMs(attempt: number, random: number): number {
  const full = Math.min(firstMs * 2 ** Math.min(attempt - 1, 10), longestMs);
  return Math.round(full * (1 - random / 2));
}

/** The wait that central asked for, at least our own. */
export function retryDelayMs(attempt: number, retryAfterMs: number | null, random: number): number {
  return Math.max(backoffMs(attempt, random), Math.min(retryAfterMs ?? 0, longestRetryAfterMs));
}
