import { os } from '@orpc/server';
import type { CallContext } from '../access/acting.ts';
import type { Machine } from './machine.ts';

const slowMs = 250;
/** Calls that wait for central, for a disk or for a password by their nature. */
const patient =
  /^(import|safety|audit|health|session|accounts|waiting)\.|^(desk\.syncNow|slots\.search|visits\.get|compliance\.archive)$/;

export interface SlowCall {
  call: string;
  count: number;
  worstMs: number;
}

/** What has been slow since the program started, by name. */
export interface SlowCallBook {
  note(call: string, ms: number): void;
  /** The slowest first. */
  list(): SlowCall[];
}

export function slowCallBook(): SlowCallBook {
  const calls = new Map<string, SlowCall>();
  return {
    note(call, ms) {
      const known = calls.get(call) ?? { call, count: 0, worstMs: 0 };
      calls.set(call, { call, count: known.count + 1, worstMs: Math.max(known.worstMs, ms) });
    },
    list: () => [...calls.values()].sort((a, b) => b.worstMs - a.worstMs),
  };
}

/** What takes too long is told by the name of the call, never by what was asked. */
export function tellSlowCalls({ log, slow }: Pick<Machine, 'log' | 'slow'>, now: () => number = () => performance.now()) {
  return os.$context<CallContext>().middleware(async ({ path, next }) => {
    const call = path.join('.');
    const from = now();
    try {
      return await next();
    } finally {
      const ms = Math.round(now() - from);
      if (ms >= slowMs && !patient.test(call)) {
        slow.note(call, ms);
        log('warn', 'slow-call', { call, ms });
      }
    }
  });
}
