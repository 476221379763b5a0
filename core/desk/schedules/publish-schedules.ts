import type { z } from 'zod';
import type { publishSchedules as publishInput } from '../../contract/schedule-inputs.ts';
import type { PublicationResult } from '../../contract/schedule-views.ts';
import { judgeCancel } from '../../domain/booking-rules.ts';
import type { DecidedVisit, Intent } from '../../domain/intent.ts';
import { withdrawBeside } from '../../domain/keep-visits.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Slot } from '../../domain/schedule.ts';
import { localDateOf } from '../../domain/time.ts';
import type { DeskContext } from '../desk-context.ts';
import { heldBackRefusals } from '../placing-facts.ts';
import { newIntent } from '../record.ts';
import { type Affected, affectedFacts, judgeWish } from './affected-facts.ts';
import { batchPart } from './batch-part.ts';
import { turnedIn } from './check-schedules.ts';
import { type Edited, editedSchedules } from './edited-schedules.ts';

export type PublishSchedules = z.infer<typeof publishInput>;
type Decision = PublishSchedules['decisions'][number];

/**
 * Opublikuj (R9): the schedules, and what was decided about each affected visit, as one batch of intents in one transaction.
 * Moves and cancellations are based on the publication of their schedule, so that they wait for it and, should central refuse
 * it, wait with it for the manager: no visit is touched for a schedule that did not come to be.
 */
export function publishSchedules(desk: DeskContext, input: PublishSchedules): PublicationResult {
  const known = input.drafts.every(({ id }) => desk.store.journal.get(batchPart(input.batchId, 'publish', id)));
  if (known) return accepted(input);
  const edited = editedSchedules(desk, input.drafts);
  const active = desk.reads.activeVisitsFrom(localDateOf(desk.time.now()));
  const affected = affectedFacts(desk, edited, active);
  const decisions = new Map(input.decisions.map((decision) => [decision.visitId, decision]));
  const undecided = affected.filter(({ visit }) => !decisions.has(visit.id)).map(({ visit }) => visit.id);
  const refusals = [
    ...edited.flatMap((each) => each.refusals),
    ...(undecided.length > 0 ? [{ code: 'visits-undecided', rule: 'R9', facts: { count: undecided.length } } as const] : []),
    ...reasonRefusals(desk, input, edited, active),
    ...affected.flatMap((each) => judgeDecision(desk, each, decisions.get(each.visit.id))),
    ...givenTwice(input.decisions),
  ];
  if (refusals.length > 0) return { ok: false, refusals: unique(refusals), undecided };
  desk.store.journal.append(batchOf(desk, input, edited, affected, decisions));
  return accepted(input);
}

function accepted({ batchId, drafts, decisions }: PublishSchedules): PublicationResult {
  const count = (wanted: Decision['decision']) => decisions.filter(({ decision }) => decision === wanted).length;
  const scheduleIds = drafts.map(({ id }) => id);
  return { ok: true, batchId, scheduleIds, kept: count('keep'), moved: count('move'), cancelled: count('cancel') };
}

/** In the order in which central is to do them: all schedules, then the moves, then the cancellations. */
function batchOf(
  desk: DeskContext,
  { batchId, reason }: PublishSchedules,
  edited: readonly Edited[],
  affected: readonly Affected[],
  decisions: ReadonlyMap<string, Decision>,
): Intent[] {
  const publications = edited.map((each) => {
    const own = affected.filter(({ edited: of }) => of === each);
    const decided = own.map(({ visit }): DecidedVisit => {
      const decision = decisions.get(visit.id)?.decision ?? 'keep';
      return { visitId: visit.id, decision, slotId: visit.slotId };
    });
    const kept = own.filter(({ visit }) => decisions.get(visit.id)?.decision === 'keep').map(({ visit }) => visit);
    const schedule = withdrawBeside(each.after, each, kept, { author: desk.author, reason: 'R9' });
    return newIntent(desk, {
      id: batchPart(batchId, 'publish', schedule.id),
      act: { kind: 'publish', schedule, before: each.before, decided },
      seenVersion: each.version,
      baseIntentId: desk.store.overlay.newestIntentOn(`schedule:${schedule.id}`),
      reason,
    });
  });
  const visits = affected.flatMap((each) => visitIntent(desk, batchId, each, decisions.get(each.visit.id)) ?? []);
  const moves = visits.filter(({ act }) => act.kind === 'move');
  return [...publications, ...moves, ...visits.filter(({ act }) => act.kind !== 'move')];
}

function visitIntent(
  desk: DeskContext,
  batchId: string,
  { visit, edited, proposals }: Affected,
  decision?: Decision,
): Intent | null {
  if (!decision || decision.decision === 'keep') return null;
  const publication = batchPart(batchId, 'publish', edited.after.id);
  const slot = decision.decision === 'move' ? proposals.find(({ id }) => id === decision.slotId) : undefined;
  if (decision.decision === 'move' && !slot) return null;
  // What this desk itself has just done with the visit comes first; then the order is kept by a key in common.
  const own = desk.store.overlay.newestIntentOn(`visit:${visit.id}`);
  const intent = newIntent(desk, {
    id: batchPart(batchId, decision.decision, visit.id),
    act:
      decision.decision === 'move'
        ? moveTo(visit.id, slot as Slot)
        : { kind: 'cancel', visitId: visit.id, reason: decision.reason, by: 'clinic' },
    current: visit,
    seenVersion: visit.version,
    baseIntentId: own ?? publication,
    reason: decision.decision === 'cancel' ? decision.reason : null,
  });
  return own === null ? intent : { ...intent, keys: [...intent.keys, `schedule:${edited.after.id}`] };
}

export function moveTo(visitId: string, { id, scheduleId, startsAt, durationMinutes }: Slot) {
  return { kind: 'move' as const, visitId, scheduleId, slotId: id, startsAt, durationMinutes };
}

function judgeDecision(desk: DeskContext, { visit, proposals }: Affected, decision: Decision | undefined): Refusal[] {
  if (!decision || decision.decision === 'keep') return [];
  const held = heldBackRefusals(desk, { patientId: visit.patientId });
  if (decision.decision === 'cancel') {
    return [...held, ...judgeCancel({ visit, now: desk.time.now(), reason: decision.reason, by: 'provider' })];
  }
  const slot = proposals.find(({ id }) => id === decision.slotId) ?? null;
  return [...held, ...judgeWish(desk, visit, slot)];
}

/** R14: an edit that takes first slots from those who wait says why. */
function reasonRefusals(
  desk: DeskContext,
  { reason }: PublishSchedules,
  edited: readonly Edited[],
  active: Parameters<typeof turnedIn>[1],
): Refusal[] {
  if (reason?.trim()) return [];
  const turned = edited.reduce((sum, each) => sum + turnedIn(each, active, desk.time.now()), 0);
  return turned > 0 ? [{ code: 'reason-missing', rule: 'R14', path: 'reason', facts: { count: turned } }] : [];
}

/** Two visits cannot move to one slot. */
function givenTwice(decisions: readonly Decision[]): Refusal[] {
  const slots = decisions.flatMap((each) => (each.decision === 'move' ? [each.slotId] : []));
  return new Set(slots).size < slots.length ? [{ code: 'slot-taken', rule: 'I1', path: 'slot' }] : [];
}

function unique(refusals: readonly Refusal[]): Refusal[] {
  return [...new Map(refusals.map((refusal) => [JSON.stringify(refusal), refusal])).values()];
}
