import type { SlotView } from '../contract/views.ts';
import type { SlotHold } from '../domain/slot-hold.ts';
import type { DeskContext } from './desk-context.ts';
import { placed } from './placed.ts';
import type { SlotRow } from './view-rows.ts';

export interface SlotFacts {
  /** Slots with an active visit. */
  taken: ReadonlySet<string>;
  /** Slots that an intent of unknown outcome touches. */
  heldBack: ReadonlySet<string>;
  /** I8: who else keeps the slot at the moment. */
  holdOn(slotId: string): SlotHold | null;
  /** Central's instant. */
  now: string;
}

/** null while no central is configured, too. */
export const holdsOf = (desk: DeskContext) => (slotId: string) => desk.central?.sync.holds.on(slotId) ?? null;

export function slotView(row: SlotRow, facts: SlotFacts): SlotView {
  const state = slotState(row, facts);
  const hold = state === 'held' ? facts.holdOn(row.id) : null;
  return {
    id: row.id,
    scheduleId: row.schedule_id,
    kind: row.kind,
    mode: row.mode,
    room: row.room,
    state,
    ...(hold && { hold }),
    overbooked: row.overbooked === 1,
    ...placed(row.starts_at, row.duration_minutes),
  };
}

/** An unknown outcome comes first: whether the slot is free or taken is just what nobody knows. */
export function slotState(row: Pick<SlotRow, 'id' | 'starts_at'>, facts: SlotFacts): SlotView['state'] {
  if (facts.heldBack.has(row.id)) return 'held-back';
  if (facts.taken.has(row.id)) return 'taken';
  if (Date.parse(row.starts_at) <= Date.parse(facts.now)) return 'past';
  return facts.holdOn(row.id) ? 'held' : 'free';
}
