import { addMinutes } from '../../core/domain/time.ts';
import { type Assignment, assignSlots } from '../../core/domain/waiting-room/assign-slots.ts';
import type { Database, Queryable } from '../db/database.ts';
import { waitingCandidates } from './candidates.ts';
import { endOfDay, openSlots } from './open-slots.ts';
import { assign, conflictOnly, type Grown, lockPasses, type PassContext, rulesOf } from './serve-freed.ts';

/** Assignments that are committed together. */
const defaultBatch = 200;
const maxRounds = 20;

/**
 * R22: looks for a slot for everyone who waits, up to the day that enters the window, and only then opens that day to live
 * search. In batches, in the order of the queue; a run that was broken off (crash, restart) begins anew with what is left,
 * which gives the same as if it had not been: who has got a slot waits no more, and the slot is taken.
 *
 * `afterBatch` is called after each commit.
 */
export async function dailyRun(
  database: Database,
  context: PassContext,
  openTo: string,
  afterBatch: (grown: Grown) => void,
  batchSize = defaultBatch,
): Promise<void> {
  for (let round = 0; round < maxRounds; round++) {
    const planned = await plan(database, context, openTo);
    let undisturbed = true;
    for (let at = 0; undisturbed && at + batchSize < planned.length; at += batchSize) {
      undisturbed = await commit(database, planned.slice(at, at + batchSize), context, afterBatch);
    }
    if (undisturbed && (await open(database, context, openTo, { afterBatch, batchSize }))) return;
  }
  throw new Error('the run of the waiting room was disturbed too often');
}

/**
 * The end of the run, in one transaction: whatever became free since it was planned is looked at too, and the day is opened.
 * What becomes free later is marked by who frees it and served by the next pass. false: too much is left, or it changed.
 */
async function open(
  database: Database,
  context: PassContext,
  openTo: string,
  { afterBatch, batchSize }: { afterBatch: (grown: Grown) => void; batchSize: number },
): Promise<boolean> {
  const grown = await database
    .transaction(async (tx) => {
      await lockPasses(tx);
      const planned = await plan(tx, context, openTo);
      if (planned.length > batchSize) return null;
      const events = await assign(tx, planned, context);
      await tx.query('update central set window_opened_to = greatest(window_opened_to, $1::date)', [openTo]);
      return events;
    })
    .catch(conflictOnly);
  if (grown === 'conflict' || grown === null) return false;
  afterBatch(grown);
  return true;
}

async function plan(database: Queryable, context: PassContext, openTo: string): Promise<Assignment[]> {
  const candidates = await waitingCandidates(database);
  if (candidates.length === 0) return [];
  const from = addMinutes(context.now, context.policy.shortNoticeHours * 60);
  const query = { now: context.now, from, to: endOfDay(openTo), clinicCodes: null, clinicIds: null, which: 'all' as const };
  const slots = await openSlots(database, query, context.places);
  return assignSlots(candidates, slots, rulesOf(context, openTo));
}

async function commit(
  database: Database,
  batch: readonly Assignment[],
  context: PassContext,
  afterBatch: (grown: Grown) => void,
): Promise<boolean> {
  const grown = await database
    .transaction(async (tx) => {
      await lockPasses(tx);
      return await assign(tx, batch, context);
    })
    .catch(conflictOnly);
  if (grown === 'conflict') return false;
  afterBatch(grown);
  return true;
}
