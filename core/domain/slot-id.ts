import { parse, v5 } from 'uuid';
import { fastUuidV5 } from './fast-uuid-v5.ts';

/** Namespace of all slots. Never change it: desk and central derive the same ids from it (architecture §3). */
const slotNamespace = '5b0a3f52-0c5e-5d39-9b0e-6f6c0e1d7a41';

/** Each schedule is the namespace of its slots. The last one is kept: slots come by the schedule. */
let last: { scheduleId: string; namespace: Uint8Array } | null = null;

/**
 * UUIDv5 of schedule and start, so that desk and central name a slot alike without asking each other.
 *
 * @param startsAtUtc instant in seconds, `2026-11-23T07:00:00Z`
 * @param extraIndex 0 = the slot of the template; 1, 2 ... = extra slots overbooked at the same start (R49)
 */
export function slotId(scheduleId: string, startsAtUtc: string, extraIndex = 0): string {
  if (last?.scheduleId !== scheduleId) last = { scheduleId, namespace: parse(v5(scheduleId, slotNamespace)) };
  return fastUuidV5(extraIndex === 0 ? startsAtUtc : `${startsAtUtc}#${extraIndex}`, last.namespace);
}
