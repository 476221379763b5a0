import type { z } from 'zod';
import type { cancelVisit as cancelVisitInput } from '../contract/inputs.ts';
import type { CommandResult, SayNote } from '../contract/views.ts';
import { type AfterCancel, afterCancel } from '../domain/after-cancel.ts';
import { judgeCancel } from '../domain/booking-rules.ts';
import type { CancelReason, Visit } from '../domain/visit.ts';
import type { DeskContext } from './desk-context.ts';
import { heldBackRefusals } from './placing-facts.ts';
import { newIntent, record } from './record.ts';
import { refused } from './refused.ts';
import { notesAfterCancelling } from './say-notes.ts';
import { basedOn } from './seen-version.ts';
import { visitOf } from './view-rows.ts';

export type CancelVisit = z.infer<typeof cancelVisitInput>;

/** Odwołaj, with a reason from the list (R30); R27, R33–R35 tell where slot and patient go. */
export function cancelVisit(desk: DeskContext, input: CancelVisit): CommandResult {
  const row = desk.reads.visit(input.visitId);
  const visit = row && visitOf(row);
  // R31: in another clinic a desk speaks for the patient.
  const by = visit?.elsewhere ? 'patient' : input.by;
  const notes = visit ? notesFor(desk, visit, { ...input, by }) : [];
  if (desk.store.journal.get(input.intentId)) return { ok: true, intentId: input.intentId, notes };
  const based = basedOn(desk, `visit:${input.visitId}`, row, input.seenVersion);
  const refusals = [
    ...(visit ? heldBackRefusals(desk, { patientId: visit.patientId }) : []),
    ...based.refusals,
    ...judgeCancel({ visit, now: desk.time.now(), reason: input.reason, by: 'provider' }),
  ];
  if (!visit || refusals.length > 0) return refused(...refusals);

  const intent = newIntent(desk, {
    id: input.intentId,
    act: { kind: 'cancel', visitId: visit.id, reason: input.reason, by },
    current: visit,
    seenVersion: based.version,
    baseIntentId: desk.store.overlay.newestIntentOn(`visit:${visit.id}`),
    reason: input.reason,
  });
  return record(desk, intent, notes);
}

function notesFor(desk: DeskContext, visit: Visit, input: CancelVisit): SayNote[] {
  return notesAfterCancelling(whatFollows(desk, visit, input.by, input.reason));
}

/** Where slot and patient would go if the visit were cancelled now. */
export function whatFollows(desk: DeskContext, visit: Visit, by: 'patient' | 'clinic', reason: CancelReason | null): AfterCancel {
  const slot = visit.slotId === null ? null : desk.reads.slot(visit.slotId);
  return afterCancel({
    visit,
    ...(slot ? { slotKind: slot.kind } : {}),
    now: desk.time.now(),
    policy: desk.policy(),
    by,
    reason,
  });
}
