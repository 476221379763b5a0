import type { Refusal } from '../domain/refusal.ts';
import type { SeriesProposal } from '../domain/visit-series.ts';
import type { SayNote, SlotView } from './views.ts';

export interface SeriesView {
  /** One for each wanted day, in order of time. */
  proposals: SeriesProposal<SlotView>[];
}

/** Another day for one visit; null = nothing is free in that direction. */
export type SeriesStep = { slot: SlotView; sameDay: SlotView[] } | null;

/** All visits are on this computer, or none. `bySlot`: which of them is in the way. */
export type SeriesResult =
  | { ok: true; notes: SayNote[] }
  | { ok: false; refusals: Refusal[]; bySlot?: { slotId: string; refusals: Refusal[] }[] };

/** `withdrawn`: never left this computer; `cancelled`: cancelled at central by the way of a compensating act. */
export type SeriesUndone = { ok: true; withdrawn: number; cancelled: number } | { ok: false; refusals: Refusal[] };
