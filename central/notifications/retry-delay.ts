const firstSeconds = 15;
const longestSeconds = 3600;

/** After so many tries a message is given up: some seven hours. */
export const maxAttempts = 14;

/**
 * Seconds until the next try: doubled each time, up to an hour, with a fifth of jitter.
 *
 * @param attempts tries so far, at least 1
 * @param random from 0 up to 1
 * @param asked what the receiver asked for (`Retry-After`)
 */
export function retryDelay(attempts: number, random: number, asked = 0): number {
  const seconds = Math.min(longestSeconds, firstSeconds * 2 ** (attempts - 1));
  return Math.max(asked, seconds * (0.9 + 0.2 * random));
}
