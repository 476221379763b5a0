import type { z } from 'zod';
import type { moveVisit as moveVisitInput } from '../contract/inputs.ts';
import type { CommandResult } from '../contract/views.ts';
import { judgeMove } from '../domain/booking-rules.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { DeskContext } from './desk-context.ts';
import { heldBackRefusals, referralUsed, slotFacts } from './placing-facts.ts';
import { newIntent, record } from './record.ts';
import { refused } from './refused.ts';
import { notesAfterPlacing } from './say-notes.ts';
import { basedOn } from './seen-version.ts';
import { supersedesRefusals } from './supersedes.ts';
import { patientOf, visitOf } from './view-rows.ts';

export type MoveVisit = z.infer<typeof moveVisitInput>;

/** Przenieś: the visit keeps its old date until central has confirmed the new one (R31). */
export function moveVisit(desk: DeskContext, input: MoveVisit): CommandResult {
  const { visit, slot, refusals, version } = judge(desk, input);
  const notes = visit ? notesAfterPlacing(desk, visit.kind) : [];
  if (desk.store.journal.get(input.intentId)) return { ok: true, intentId: input.intentId, notes };
  if (!visit || !slot || refusals.length > 0) return refused(...refusals);

  const { scheduleId, startsAt, durationMinutes } = slot;
  const intent = newIntent(desk, {
    id: input.intentId,
    act: { kind: 'move', visitId: visit.id, scheduleId, slotId: slot.id, startsAt, durationMinutes },
    current: visit,
    seenVersion: version,
    baseIntentId: desk.store.overlay.newestIntentOn(`visit:${visit.id}`),
    supersedes: input.supersedes,
  });
  return record(desk, intent, notes);
}

/** The same judgement without the act: for keyboard and drag, before the drop. */
export function checkMove(desk: DeskContext, input: MoveVisit): CommandResult {
  const { visit, refusals } = judge(desk, input);
  if (!visit || refusals.length > 0) return refused(...refusals);
  return { ok: true, intentId: input.intentId, notes: notesAfterPlacing(desk, visit.kind) };
}

function judge(desk: DeskContext, input: MoveVisit) {
  const row = desk.reads.visit(input.visitId);
  const visit = row && visitOf(row);
  const patientRow = visit && desk.reads.patient(visit.patientId);
  const { slot, slotTaken } = slotFacts(desk, input.slotId);
  const based = basedOn(desk, `visit:${input.visitId}`, row, input.seenVersion);
  const refusals: Refusal[] = [
    ...supersedesRefusals(desk, input.supersedes),
    ...(visit ? heldBackRefusals(desk, { slotId: input.slotId, patientId: visit.patientId }) : []),
    ...based.refusals,
    ...judgeMove({
      now: desk.time.now(),
      policy: desk.policy(),
      by: 'provider',
      slot,
      slotTaken,
      referralUsed: visit !== null && referralUsed(desk, visit.referral, visit.patientId, visit.id),
      patient: patientRow ? patientOf(patientRow) : { pesel: null, birthDate: null, document: null },
      visit,
    }),
  ];
  return { visit, slot, refusals, version: based.version };
}
