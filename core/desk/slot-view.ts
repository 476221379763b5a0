import type { SlotView } from '../contract/views.ts';
import { placed } from './placed.ts';
import type { SlotRow } from './view-rows.ts';

export interface SlotFacts {
  /** Slots with an active visit. */
  taken: ReadonlySet<string>;
  /** Slots that an intent of unknown outcome touches. */
  heldBack: ReadonlySet<string>;
  /** Central's instant. */
  now: string;
}

export function slotView(row: SlotRow, facts: SlotFacts): SlotView {
  return {
    id: row.id,
    scheduleId: row.schedule_id,
    kind: row.kind,
    mode: row.mode,
    room: row.room,
    state: slotState(row, facts),
    overbooked: row.overbooked === 1,
    ...placed(row.starts_at, row.duration_minutes),
  };
}

/** An unknown outcome comes first: whether the slot is free or taken is just what nobody knows. */
export function slotState(row: Pick<SlotRow, 'id' | 'starts_at'>, facts: SlotFacts): SlotView['state'] {
  if (facts.heldBack.has(row.id)) return 'held-back';
  if (facts.taken.has(row.id)) return 'taken';
  return Date.parse(row.starts_at) <= Date.parse(facts.now) ? 'past' : 'free';
}
