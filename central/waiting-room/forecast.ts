import { addMinutes, localDateOf } from '../../core/domain/time.ts';
import type { Forecast } from '../../core/domain/waiting-entry.ts';
import { assignSlots } from '../../core/domain/waiting-room/assign-slots.ts';
import type { Candidate } from '../../core/domain/waiting-room/candidate.ts';
import type { Queryable } from '../db/database.ts';
import { waitingCandidates } from './candidates.ts';
import { openSlots } from './open-slots.ts';
import { type PassContext, rulesOf } from './serve-freed.ts';

/**
 * R25: the slot that this patient would get if today's queue were served from all published slots, also beyond the window, and
 * nobody else came. `candidate` may be in the queue already or think of entering it.
 */
export async function forecastFor(database: Queryable, context: PassContext, candidate: Candidate): Promise<Forecast> {
  const { now, policy, places } = context;
  const from = addMinutes(now, policy.shortNoticeHours * 60);
  const query = { now, from, to: null, clinicCodes: null, clinicIds: null, which: 'all' as const };
  const slots = await openSlots(database, query, places);
  const others = (await waitingCandidates(database)).filter(({ id }) => id !== candidate.id);
  const own = assignSlots([...others, candidate], slots, rulesOf(context, null)).find((one) => one.candidate.id === candidate.id);
  return { date: own === undefined ? null : localDateOf(own.slot.startsAt), asOf: now };
}
