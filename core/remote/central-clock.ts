import { header } from '../fhir/headers.ts';
import { instant } from '../fhir/read.ts';
import type { Reply } from './http.ts';

/** Offset of central's clock from ours, measured at the middle of each round trip. */
export interface CentralClock {
  /** Central minus ours in ms; null before the first answer. */
  offsetMs(): number | null;
  observe(reply: Pick<Reply, 'headers'>, sentAt: number, receivedAt: number): void;
}

/** A slow answer says little: its error is up to half the round trip. It counts only when nothing better is known. */
const trustedRoundTripMs = 5_000;

export function centralClock(): CentralClock {
  let offset: number | null = null;
  return {
    offsetMs: () => offset,
    observe(reply, sentAt, receivedAt) {
      const now = instant(reply.headers[header.now.toLowerCase()]);
      const roundTrip = receivedAt - sentAt;
      // A negative round trip: our own clock was set while we waited.
      if (now === null || roundTrip < 0) return;
      if (roundTrip > trustedRoundTripMs && offset !== null) return;
      offset = Math.round(Date.parse(now) - (sentAt + receivedAt) / 2);
    },
  };
}
