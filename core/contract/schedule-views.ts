import type { AffectedWhy } from '../domain/affected-visits.ts';
import type { SlotDestination } from '../domain/freed-slots.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Schedule } from '../domain/schedule.ts';
import type { ScheduleConflict } from '../domain/schedule-conflicts.ts';
import type { CancelReason } from '../domain/visit.ts';
import type { ScheduleView, SlotView, Truth, VisitView } from './views.ts';

/** A schedule as the manager edits it. Whoever publishes and when is the desk's to say. */
export interface ScheduleDraft
  extends Pick<Schedule, 'id' | 'actor' | 'clinicCode' | 'service' | 'weekly' | 'exceptions' | 'overrides' | 'stops'> {
  /** `stops` absent = as they are; empty = none any more (R38). What the edit began with; 0 = a new schedule. */
  seenVersion: number;
  seenRevision: number;
}

export interface ScheduleCard {
  view: ScheduleView;
  /** As it is shown now: central's, with this desk's own open publications laid over it. */
  schedule: Schedule;
  truth: Truth;
  /** Active visits ahead without a slot of their own (kept by decision, legacy, or hit by a change). */
  outsideSchedule: number;
  /** Local dates (from today on) with active visits, and how many. */
  booked: Record<string, number>;
  /** A publication of this desk that central refused and nobody has settled. */
  refused: {
    intentId: string;
    refusals: Refusal[];
    /** Moves and cancellations that wait for it. */
    waiting: number;
    /** What it wanted to change, laid over what is published now. */
    rebased: ScheduleDraft;
  } | null;
}

/** One visit that the drafts would hit (R9). */
export interface AffectedVisitView {
  visit: VisitView;
  actorName: string;
  clinicCode: string;
  why: AffectedWhy;
  /** Where a mobile unit was to stand on that day, and where it will; null = at the clinic. Absent = the place stays. */
  place?: { from: string | null; to: string | null };
  /** Why it cannot be moved at all; empty = it can, when there is a slot. */
  moveRefusals: Refusal[];
  /** Free after the publication, nearest to the old time first, at most two dozen. */
  proposals: SlotView[];
  /** The one of these that "move all" would give it; no two visits get the same. */
  suggestedSlotId: string | null;
  /** R27: cancelled by the clinic it keeps its place in the waiting room (R30). */
  returnsToWaitingRoom: boolean;
  /** What a cancellation would be called. */
  cancelReason: Extract<CancelReason, 'practitioner-absent' | 'schedule-change'>;
}

/** R33, R34: slots that the publication makes free, by where they go. */
export interface FreedSlotsView {
  goesTo: SlotDestination;
  count: number;
  /** The earliest of them. */
  firstLocalStart: string;
}

export interface ScheduleCheck {
  /** Faults of the drafts; nothing can be published while there are any. */
  faults: { scheduleId: string; refusals: Refusal[] }[];
  /** Slots from today on. */
  slots: { scheduleId: string; before: number; after: number; added: number; removed: number }[];
  affected: AffectedVisitView[];
  freed: FreedSlotsView[];
  conflicts: ScheduleConflict[];
  /** R14: free first-visit slots that become continuation slots; needs a reason. */
  turnedIntoContinuation: number;
  /** What if nobody stays where he is: how many can move, fall back to the waiting room, or have to be called. */
  whatIf: { movable: number; toWaitingRoom: number; toCall: number };
  /** R34: after this instant a freed slot is not given to the waiting room. */
  shortNoticeUntil: string;
}

/**
 * Accepted = all intents of the batch are durably on this computer, in one transaction. Refused = nothing was written.
 * `undecided`: visits that are affected and were not decided about, booked since the check.
 */
export type PublicationResult =
  | { ok: true; batchId: string; scheduleIds: string[]; kept: number; moved: number; cancelled: number }
  | { ok: false; refusals: Refusal[]; undecided?: string[] };
