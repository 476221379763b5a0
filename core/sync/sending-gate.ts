import { longestWaitMs } from './backoff.ts';

/** When sending stands still: until someone signs in, until central's pause is over, or until the next probe of a lost connection. */
export interface SendingGate {
  isPaused(): boolean;
  /** @param now own clock, ms */
  isOpen(now: number): boolean;
  /** The last request got no answer: try with one. */
  isProbing(): boolean;
  /** Failures in a row. */
  failures(): number;
  /** When it opens by itself; null = it is open, or only a sign-in opens it. */
  opensAt(): number | null;
  pause(): void;
  throttle(until: number): void;
  /** @param until of the number of failures in a row, this one included */
  failed(until: (failures: number) => number): void;
  /** Central answered. A pause that central asked for goes on. */
  succeeded(): void;
  /** Everything begins anew: signed in, back online, or a person wants to try now. */
  open(): void;
}

export function sendingGate(): SendingGate {
  let paused = false;
  let throttledUntil = 0;
  let silentUntil = 0;
  let failures = 0;
  const opensAt = () => Math.max(throttledUntil, silentUntil);
  return {
    isPaused: () => paused,
    isOpen: (now) => !paused && (now >= opensAt() || opensAt() - now > longestWaitMs),
    isProbing: () => failures > 0,
    failures: () => failures,
    opensAt: () => (paused || opensAt() === 0 ? null : opensAt()),
    pause() {
      paused = true;
    },
    throttle(until) {
      throttledUntil = Math.max(throttledUntil, until);
    },
    failed(until) {
      failures += 1;
      silentUntil = Math.max(silentUntil, until(failures));
    },
    succeeded() {
      failures = 0;
      silentUntil = 0;
    },
    open() {
      paused = false;
      failures = 0;
      silentUntil = 0;
    },
  };
}
