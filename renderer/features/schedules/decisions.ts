import type { AffectedVisitView } from '../../../core/contract/schedule-views.ts';

export type Decision =
  | { decision: 'keep'; visitId: string }
  | { decision: 'move'; visitId: string; slotId: string }
  | { decision: 'cancel'; visitId: string; reason: AffectedVisitView['cancelReason'] };
export type Decisions = ReadonlyMap<string, Decision>;

/** What is decided about one visit; a slot that another visit has been given is not to be had (I1). */
export function decide(decisions: Decisions, each: AffectedVisitView, wish: Decision['decision']): Decisions {
  const next = new Map(decisions);
  const visitId = each.visit.id;
  if (wish === 'keep') return next.set(visitId, { decision: 'keep', visitId });
  if (wish === 'cancel') return next.set(visitId, { decision: 'cancel', visitId, reason: each.cancelReason });
  const taken = takenSlots(decisions, visitId);
  const suggested = each.proposals.find(({ id }) => id === each.suggestedSlotId && !taken.has(id));
  const slot = suggested ?? each.proposals.find(({ id }) => !taken.has(id));
  return slot ? next.set(visitId, { decision: 'move', visitId, slotId: slot.id }) : decisions;
}

/** All at once: what cannot be moved stays undecided, a person must look at it. */
export function decideAll(affected: readonly AffectedVisitView[], wish: Decision['decision']): Decisions {
  return affected
    .filter((each) => wish !== 'move' || (each.moveRefusals.length === 0 && each.proposals.length > 0))
    .reduce<Decisions>((decisions, each) => decide(decisions, each, wish), new Map());
}

export function moveTo(decisions: Decisions, visitId: string, slotId: string): Decisions {
  return new Map(decisions).set(visitId, { decision: 'move', visitId, slotId });
}

/** Slots given to other visits. */
export function takenSlots(decisions: Decisions, exceptVisitId: string): Set<string> {
  const slots = [...decisions.values()].flatMap((each) =>
    each.decision === 'move' && each.visitId !== exceptVisitId ? [each.slotId] : [],
  );
  return new Set(slots);
}

/** After another look at the changes: decisions about visits and slots that are still there. */
export function stillGood(decisions: Decisions, affected: readonly AffectedVisitView[]): Decisions {
  const byId = new Map(affected.map((each) => [each.visit.id, each]));
  return new Map(
    [...decisions].filter(([visitId, decision]) => {
      const each = byId.get(visitId);
      return each && (decision.decision !== 'move' || each.proposals.some(({ id }) => id === decision.slotId));
    }),
  );
}
