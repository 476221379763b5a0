/** A server that says "next year" is not obeyed: an outbox must not fall silent for longer than this. */
const longestWaitMs = 60 * 60_000;

/**
 * `Retry-After` in ms: seconds, or an HTTP date, which is compared with the answer's own `Date` since our clock may be wrong.
 * null when absent or unreadable.
 */
export function retryAfterMs(headers: Readonly<Record<string, string | string[] | undefined>>, ownNowMs: number): number | null {
  const given = headers['retry-after'];
  if (typeof given !== 'string' || given.trim() === '') return null;
  const seconds = /^\s*\d+(\.\d+)?\s*$/.test(given) ? Number(given) : null;
  const wait = seconds === null ? untilDate(given, headers.date, ownNowMs) : seconds * 1000;
  return wait === null || Number.isNaN(wait) ? null : Math.min(longestWaitMs, Math.max(0, Math.round(wait)));
}

function untilDate(given: string, answeredAt: unknown, ownNowMs: number): number | null {
  const at = Date.parse(given);
  const answered = typeof answeredAt === 'string' ? Date.parse(answeredAt) : Number.NaN;
  return Number.isNaN(at) ? null : at - (Number.isNaN(answered) ? ownNowMs : answered);
}
