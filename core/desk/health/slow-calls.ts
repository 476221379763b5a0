import { os } from '@orpc/server';
import type { CallContext } from '../access/acting.ts';
import type { Machine } from './machine.ts';

const slowMs = 250;
/** Calls that wait for central, for a disk or for a password by their nature. */
const patient = /^(import|safety|audit|health|session|accounts|waiting)\.|^(desk\.syncNow|slots\.search|visits\.get)$/;

/** What takes too long is told by the name of the call, never by what was asked. */
export function tellSlowCalls({ log }: Pick<Machine, 'log'>, now: () => number = () => performance.now()) {
  return os.$context<CallContext>().middleware(async ({ path, next }) => {
    const call = path.join('.');
    const from = now();
    try {
      return await next();
    } finally {
      const ms = Math.round(now() - from);
      if (ms >= slowMs && !patient.test(call)) log('warn', 'slow-call', { call, ms });
    }
  });
}
