/** How often in a row somebody has failed to sign in, and when last (ms since 1970). */
export interface Failures {
  count: number;
  lastAt: number;
}

const freeTries = 5;
const firstPauseMs = 30_000;
const longestPauseMs = 15 * 60_000;
/** After so many wrong PINs only the password opens the desk. */
export const pinTries = 3;

/** How long to wait before the next try, in ms: nothing for the first mistakes, then 30 s, doubled each time, at most 15 min. */
export function pauseLeft(failures: Failures | null, now: number): number {
  if (failures === null || failures.count < freeTries) return 0;
  const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** (failures.count - freeTries));
  // A clock that was set back must not make the pause longer than it ever is.
  return Math.max(0, Math.min(pause, failures.lastAt + pause - now));
}
