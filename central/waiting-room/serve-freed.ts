import type { Policy } from '../../core/domain/policy.ts';
import { addMinutes } from '../../core/domain/time.ts';
import { type Assignment, assignSlots } from '../../core/domain/waiting-room/assign-slots.ts';
import type { AssignmentRules, Candidate, OpenSlot, Place } from '../../core/domain/waiting-room/candidate.ts';
import { isWantedPlace } from '../../core/domain/waiting-room/place-scope.ts';
import { slotMatcher } from '../../core/domain/waiting-room/slot-matcher.ts';
import type { Database, Queryable } from '../db/database.ts';
import { applyPlans } from '../writes/apply-plans.ts';
import { freshCandidates, queueOf } from './candidates.ts';
import { endOfDay, type OpenSlotQuery, openSlots } from './open-slots.ts';
import { planAssignments } from './plan-assignment.ts';

export interface PassContext {
  now: string;
  policy: Policy;
  newId(): string;
  places: Map<string, Place>;
  townCentre: AssignmentRules['townCentre'];
}

export type Grown = { clinicId: string; number: number }[];

const maxAttempts = 8;

/**
 * R33: one pass over what is marked. Slots that have become free go to the patients of the queue, in its order; new and changed
 * entries look at everything that is open. What then remains of the slots is open to everyone. One transaction; passes follow
 * one another (advisory lock), so that no two look at the same slot.
 *
 * Only marked slots can match anyone who waits, new entries apart: whatever is open was looked at before (I4).
 */
export async function serveFreed(database: Database, context: PassContext): Promise<Grown> {
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const grown = await database.transaction((tx) => pass(tx, context)).catch(conflictOnly);
    if (grown !== 'conflict') return grown;
  }
  // Still marked: the next sweep takes it up.
  return [];
}

/** The state was not as planned; the transaction has been rolled back. */
export class PassConflict extends Error {}

export function conflictOnly(error: unknown): 'conflict' {
  if (error instanceof PassConflict) return 'conflict';
  throw error;
}

export const lockPasses = (tx: Queryable) => tx.query('select pg_advisory_xact_lock(2033)');

async function pass(tx: Queryable, context: PassContext): Promise<Grown> {
  await lockPasses(tx);
  const openedTo = await readOpenedTo(tx);
  // R22: before the first run nothing is open, and the run looks at everything.
  if (openedTo === null) return [];
  await endHolds(tx, context.now);
  const marked = await readMarked(tx);
  const fresh = await freshCandidates(tx, marked.entryIds);
  const seen = new Set(marked.slotIds);
  const freed = (await openSlots(tx, within(context, openedTo, 'freed'), context.places)).filter(({ id }) => seen.has(id));
  const slots = new Map(freed.map((slot) => [slot.id, slot]));
  for (const slot of await openFor(tx, fresh, context, openedTo)) slots.set(slot.id, slot);
  const rules = rulesOf(context, openedTo);
  const assignments = await chosen(tx, [...slots.values()], freed.length > 0, fresh, rules);
  const grown = await assign(tx, assignments, context);
  await unmark(tx, marked);
  return grown;
}

/** What is marked as the pass begins. What others mark meanwhile stays marked for the next pass (each statement sees their commits). */
interface Marked {
  slotIds: string[];
  entryIds: string[];
  entryVersions: number[];
}

async function readMarked(tx: Queryable): Promise<Marked> {
  const slots = await tx.query<{ id: string }>('select id from slot where for_waiting');
  const entries = await tx.query<{ id: string; version: number }>('select id, version from waiting_entry where fresh');
  return {
    slotIds: slots.map(({ id }) => id),
    entryIds: entries.map(({ id }) => id),
    entryVersions: entries.map(({ version }) => version),
  };
}

/** An entry that has been changed since (assigned by this pass apart, which unmarks it itself) is looked at again. */
async function unmark(tx: Queryable, { slotIds, entryIds, entryVersions }: Marked): Promise<void> {
  await tx.query('update slot set for_waiting = false where id = any($1::uuid[])', [slotIds]);
  await tx.query(
    `update waiting_entry e set fresh = false from unnest($1::uuid[], $2::int[]) as seen(id, version)
     where e.id = seen.id and e.version = seen.version`,
    [entryIds, entryVersions],
  );
}

/** Last day that is open to live search; null = none yet. */
export async function readOpenedTo(database: Queryable): Promise<string | null> {
  const [row] = await database.query<{ day: string | null }>('select window_opened_to::text as day from central');
  return row?.day ?? null;
}

function within({ now, policy }: PassContext, openedTo: string, which: 'freed' | 'open'): OpenSlotQuery {
  const from = addMinutes(now, policy.shortNoticeHours * 60);
  return { now, from, to: endOfDay(openedTo), clinicCodes: null, clinicIds: null, which };
}

/** R33: a hold whose time is up frees its slot. */
async function endHolds(tx: Queryable, now: string): Promise<void> {
  await tx.query(
    `with ended as (delete from hold where expires_at <= $1::timestamptz returning slot_id)
     update slot set for_waiting = true from ended
     where id = ended.slot_id and kind = 'first' and service = 'cardiology' and not withdrawn`,
    [now],
  );
}

/** Open slots that new entries may take: as many for each as could be taken before it by the others. */
async function openFor(tx: Queryable, fresh: readonly Candidate[], context: PassContext, openedTo: string): Promise<OpenSlot[]> {
  const { places } = context;
  const found: OpenSlot[] = [];
  for (const candidate of fresh) {
    const wanted = [...places.values()].filter((place) => isWantedPlace(place, candidate.criteria, context.townCentre));
    const clinicIds = wanted.length === places.size ? null : wanted.map(({ clinicId }) => clinicId);
    const query = { ...within(context, openedTo, 'open'), clinicCodes: candidate.clinicCodes, clinicIds };
    const matcher = slotMatcher(await openSlots(tx, query, places), rulesOf(context, openedTo));
    for (let n = 0; n < fresh.length; n++) {
      const slot = matcher.take(candidate);
      if (slot === null) break;
      found.push(slot);
    }
  }
  return found;
}

/** Who gets what: the queue in its order, as long as there are slots. */
async function chosen(
  tx: Queryable,
  slots: readonly OpenSlot[],
  anyFreed: boolean,
  fresh: readonly Candidate[],
  rules: AssignmentRules,
): Promise<Assignment[]> {
  if (slots.length === 0) return [];
  if (!anyFreed) return assignSlots(fresh, slots, rules);
  const matcher = slotMatcher(slots, rules);
  const assignments: Assignment[] = [];
  const codes = [...new Set(slots.map(({ clinicCode }) => clinicCode))];
  for await (const candidate of queueOf(tx, codes, rules.order)) {
    const slot = matcher.take(candidate);
    if (slot !== null) assignments.push({ candidate, slot });
    if (assignments.length === slots.length) break;
  }
  return assignments;
}

export async function assign(tx: Queryable, assignments: readonly Assignment[], context: PassContext): Promise<Grown> {
  if (assignments.length === 0) return [];
  const plans = await planAssignments(tx, assignments, context);
  const sound = plans.filter((plan) => plan !== null);
  if (sound.length < plans.length) throw new PassConflict();
  const applied = await applyPlans(tx, sound);
  return applied.flatMap((result) => {
    if (result.outcome !== 'applied') throw new PassConflict();
    return result.events;
  });
}

export function rulesOf({ now, policy, townCentre }: PassContext, windowTo: string | null): AssignmentRules {
  return {
    now,
    windowTo,
    shortNoticeHours: policy.shortNoticeHours,
    order: policy.waitingRoom.order,
    coveredCodes: policy.coveredCodes,
    townCentre,
  };
}
