import { networkInterfaces } from 'node:os';
import type { Clock, Timers } from '../sync/ports.ts';

const lookEveryMs = 5_000;
/** A timer that is so late means that the computer slept. */
const sleptMs = 30_000;

/** Calls back when the computer has woken up or its addresses changed (cable, Wi-Fi, VPN): central may be reachable now. */
export function watchNetwork(options: {
  clock: Clock;
  timers: Timers;
  onChange(why: 'woke' | 'moved'): void;
  addresses?: () => string;
}): () => void {
  const { clock, timers, onChange, addresses = ownAddresses } = options;
  let known = addresses();
  let lookedAt = clock.now();
  let cancel = timers.after(lookEveryMs, look);

  function look(): void {
    const now = clock.now();
    const slept = now - lookedAt > lookEveryMs + sleptMs;
    const current = addresses();
    const moved = current !== known;
    lookedAt = now;
    known = current;
    cancel = timers.after(lookEveryMs, look);
    if (slept || moved) onChange(slept ? 'woke' : 'moved');
  }

  return () => cancel();
}

function ownAddresses(): string {
  const found = Object.values(networkInterfaces()).flat();
  return found
    .filter((each) => each !== undefined && !each.internal)
    .map((each) => each?.address)
    .sort()
    .join(' ');
}
