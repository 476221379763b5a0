import type { z } from 'zod';
import type { setOutcome as setOutcomeInput } from '../contract/inputs.ts';
import type { CommandResult } from '../contract/views.ts';
import type { Intent } from '../domain/intent.ts';
import type { Refusal } from '../domain/refusal.ts';
import { judgeOutcome } from '../domain/visit-outcome.ts';
import type { DeskContext } from './desk-context.ts';
import { heldBackRefusals, referralUsed } from './placing-facts.ts';
import { newIntent, record } from './record.ts';
import { refused } from './refused.ts';
import { basedOn } from './seen-version.ts';
import { visitOf } from './view-rows.ts';
import { wholeSecond } from './whole-second.ts';

export type SetOutcome = z.infer<typeof setOutcomeInput>;

/** Przyjęcie: what happened on the day of the visit (R43). Undo is the same act back to the former outcome. */
export function setOutcome(desk: DeskContext, input: SetOutcome): CommandResult {
  if (desk.store.journal.get(input.intentId)) return { ok: true, intentId: input.intentId, notes: [] };
  const judged = judgedOutcome(desk, input);
  return 'refusals' in judged ? refused(...judged.refusals) : record(desk, judged.intent, []);
}

/** The act, checked by the rules and not yet written. */
export function judgedOutcome(desk: DeskContext, input: SetOutcome): { intent: Intent } | { refusals: Refusal[] } {
  const row = desk.reads.visit(input.visitId);
  const visit = row && visitOf(row);
  const based = basedOn(desk, `visit:${input.visitId}`, row, input.seenVersion);
  const { outcome } = input;
  const eventNumber = outcome === 'performed' && input.eventNumber !== '' ? input.eventNumber : null;
  const wanted = { outcome, at: wholeSecond(desk.time.now()), eventNumber };
  const refusals = [
    ...(visit ? heldBackRefusals(desk, { patientId: visit.patientId }) : []),
    ...based.refusals,
    ...judgeOutcome({
      visit,
      wanted,
      slotTaken: visit !== null && isTakenByAnother(desk, visit.slotId, visit.id),
      referralUsed: visit !== null && referralUsed(desk, visit.referral, visit.patientId, visit.id),
    }),
  ];
  if (!visit || refusals.length > 0) return { refusals };

  const intent = newIntent(desk, {
    id: input.intentId,
    act: { kind: 'set-outcome', visitId: visit.id, ...wanted },
    current: visit,
    seenVersion: based.version,
    baseIntentId: desk.store.overlay.newestIntentOn(`visit:${visit.id}`),
  });
  return { intent };
}

function isTakenByAnother({ reads }: DeskContext, slotId: string | null, visitId: string): boolean {
  const active = slotId === null ? null : reads.activeVisitOnSlot(slotId);
  return active !== null && active.id !== visitId;
}
