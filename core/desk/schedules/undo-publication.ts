import type { z } from 'zod';
import type { undoPublication as undoInput } from '../../contract/schedule-inputs.ts';
import type { PublicationResult } from '../../contract/schedule-views.ts';
import type { Act, DecidedVisit, Intent } from '../../domain/intent.ts';
import { isElsewhere } from '../../domain/mobile-stops.ts';
import type { Schedule } from '../../domain/schedule.ts';
import { localDateOf } from '../../domain/time.ts';
import type { Visit } from '../../domain/visit.ts';
import type { JournalEntry } from '../../sync/ports.ts';
import type { DeskContext } from '../desk-context.ts';
import { newIntent } from '../record.ts';
import { takeBack } from '../take-back.ts';
import { scheduleOf, slotOf, visitOf } from '../view-rows.ts';
import { batchPart } from './batch-part.ts';
import { slotsOf } from './edited-schedules.ts';
import { moveTo } from './publish-schedules.ts';

type Undo = z.infer<typeof undoInput>;
type Publication = JournalEntry & { intent: Intent & { act: Extract<Act, { kind: 'publish' }> } };

/**
 * Cofnij: the batch back. What has not left this computer is withdrawn, visits first, so that a patient never hears of it. The
 * rest is compensated by a batch in one transaction: the former definitions, moves back, and, as a cancelled visit stays
 * cancelled, bookings anew. Refused as stale when somebody has published one of the schedules since.
 */
export async function undoPublication(desk: DeskContext, input: Undo): Promise<PublicationResult> {
  const publications = input.scheduleIds.flatMap((id) => publicationOf(desk, input.batchId, id) ?? []);
  if (publications.length < input.scheduleIds.length) return refusal('not-found');
  if (input.scheduleIds.every((id) => desk.store.journal.get(batchPart(input.undoId, 'publish', id)))) return done(input, 0, 0);
  if (publications.some((publication) => !isNewest(desk, publication))) return refusal('stale-version');

  const sent: Publication[] = [];
  const visits: { visit: DecidedVisit; publication: Publication }[] = [];
  for (const publication of publications) {
    for (const visit of publication.intent.act.decided ?? []) {
      if (visit.decision === 'keep') continue;
      const id = batchPart(input.batchId, visit.decision, visit.visitId);
      if (!(await takeBack(desk, id))) visits.push({ visit, publication });
    }
    if (!(await takeBack(desk, publication.intent.id))) sent.push(publication);
  }
  const restored = sent.map((publication) => restoring(desk, input.undoId, publication));
  const back = visits.flatMap(({ visit, publication }) => visitBack(desk, input.undoId, visit, publication) ?? []);
  const intents = [
    ...restored,
    ...back.filter(({ act }) => act.kind === 'move'),
    ...back.filter(({ act }) => act.kind !== 'move'),
  ];
  if (intents.length > 0) desk.store.journal.append(intents);
  return done(input, back.filter(({ act }) => act.kind === 'move').length, back.filter(({ act }) => act.kind === 'book').length);
}

const refusal = (code: 'not-found' | 'stale-version'): PublicationResult => ({ ok: false, refusals: [{ code }] });
const done = ({ undoId, scheduleIds }: Undo, moved: number, cancelled: number): PublicationResult => ({
  ok: true,
  batchId: undoId,
  scheduleIds,
  kept: 0,
  moved,
  cancelled,
});

function publicationOf(desk: DeskContext, batchId: string, scheduleId: string): Publication | null {
  const entry = desk.store.journal.get(batchPart(batchId, 'publish', scheduleId));
  return entry?.intent.act.kind === 'publish' && entry.intent.act.before !== undefined ? (entry as Publication) : null;
}

/** What is shown is still what this publication made of it. A withdrawn or refused one is not shown, and not in the way. */
function isNewest(desk: DeskContext, { intent, state }: Publication): boolean {
  if (state === 'withdrawn' || state === 'parked' || state === 'superseded') return true;
  const row = desk.reads.schedule(intent.act.schedule.id);
  return row !== null && scheduleOf(row).revision === intent.act.schedule.revision;
}

function restoring(desk: DeskContext, undoId: string, { intent }: Publication): Intent {
  const { schedule: published, before } = intent.act;
  const row = desk.reads.schedule(published.id);
  const current = row ? scheduleOf(row) : published;
  const schedule = former(before ?? null, current);
  // R38: whose place goes back with it is known, and stays.
  const kept = desk.reads
    .activeVisitsFrom(localDateOf(desk.time.now()))
    .filter((visit) => visit.schedule_id === published.id && isElsewhere(current, schedule, localDateOf(visit.starts_at)))
    .map((visit): DecidedVisit => ({ visitId: visit.id, decision: 'keep', slotId: visit.slot_id }));
  return newIntent(desk, {
    id: batchPart(undoId, 'publish', published.id),
    act: { kind: 'publish', schedule, before: current, decided: kept },
    seenVersion: current.version,
    baseIntentId: desk.store.overlay.newestIntentOn(`schedule:${published.id}`),
    reason: 'undo',
  });
}

/** A schedule that did not exist before is left without hours: what was published once cannot be made unpublished. */
function former(before: Schedule | null, current: Schedule): Schedule {
  const { weekly, exceptions, overrides } = before ?? { weekly: [], exceptions: [], overrides: [] };
  const { actor, clinicCode, service } = before ?? current;
  const { stops: _published, ...rest } = current;
  const stops = before?.stops ? { stops: before.stops } : {};
  return { ...rest, actor, clinicCode, service, weekly, exceptions, overrides, ...stops, revision: current.revision + 1 };
}

function visitBack(
  desk: DeskContext,
  undoId: string,
  { visitId, decision, slotId }: DecidedVisit,
  publication: Publication,
): Intent | null {
  const row = desk.reads.visit(visitId);
  const { schedule: published, before } = publication.intent.act;
  if (!row || !slotId || !before) return null;
  const visit = visitOf(row);
  const today = localDateOf(desk.time.now());
  const offered = desk.reads.slotsOfSchedule(published.id, today).map(slotOf);
  const slot = slotsOf(published, former(before, published), offered, today).find(({ id }) => id === slotId);
  if (!slot) return null;
  // Always after the schedule is as it was, whatever else is under way for the visit.
  const after = `schedule:${published.id}`;
  if (decision === 'move') {
    const intent = newIntent(desk, {
      id: batchPart(undoId, 'move', visitId),
      act: moveTo(visitId, slot),
      current: visit,
      seenVersion: visit.version,
      baseIntentId: desk.store.overlay.newestIntentOn(`visit:${visitId}`),
      reason: 'undo',
    });
    return { ...intent, keys: [...intent.keys, after] };
  }
  const again = bookedAgain(visit, batchPart(undoId, 'visit', visitId), slot.id, desk.time.now());
  const intent = newIntent(desk, {
    id: batchPart(undoId, 'book', visitId),
    act: { kind: 'book', visit: again, patient: null },
    baseIntentId: null,
    reason: 'undo',
  });
  return { ...intent, keys: [...intent.keys, after] };
}

function bookedAgain(visit: Visit, id: string, slotId: string, now: string): Visit {
  return {
    ...visit,
    id,
    version: 0,
    slotId,
    status: 'booked',
    cancelReason: null,
    legacy: false,
    gaps: [],
    bookedAt: now,
    bookedBy: 'desk',
  };
}
