import { type AffectedVisit, affectedVisits } from '../../domain/affected-visits.ts';
import { judgeMove } from '../../domain/booking-rules.ts';
import { proposalsFor, shareProposals } from '../../domain/propose-moves.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Slot } from '../../domain/schedule.ts';
import { addDays, localDateOf } from '../../domain/time.ts';
import type { Visit } from '../../domain/visit.ts';
import type { DeskContext } from '../desk-context.ts';
import { heldBackRefusals, referralUsed } from '../placing-facts.ts';
import { patientOf, slotOf, type VisitRow, visitOf } from '../view-rows.ts';
import { wholeSecond } from '../whole-second.ts';
import type { Edited } from './edited-schedules.ts';

export interface Affected extends AffectedVisit {
  row: VisitRow;
  edited: Edited;
  proposals: Slot[];
  suggested: Slot | null;
  /** Why it may not be moved, whatever the slot. */
  moveRefusals: Refusal[];
}

/** Slots are offered to a move this many days ahead; further ones are found by a search (Umów). */
const horizonDays = 240;

/** R9: every visit that the edited schedules would hit, with where it may go. */
export function affectedFacts(desk: DeskContext, edited: readonly Edited[], active: readonly VisitRow[]): Affected[] {
  const now = desk.time.now();
  const hit = edited.flatMap((each) => {
    const facts = active.filter((row) => row.schedule_id === each.after.id).map((row) => ({ ...shortFacts(row), row }));
    return affectedVisits(each, facts, now).map(({ visit, why }) => ({
      row: visit.row,
      visit: visitOf(visit.row),
      why,
      edited: each,
    }));
  });
  if (hit.length === 0) return [];
  const free = freeAfterwards(
    desk,
    edited,
    active,
    hit.map(({ visit }) => visit),
  );
  const facts = { free, now, policy: desk.policy() };
  const judged = hit.map((each) => {
    const proposals = proposalsFor(each.visit, facts);
    return { ...each, proposals, moveRefusals: moveRefusals(desk, each.visit, proposals[0] ?? null) };
  });
  const movable = judged.filter((each) => each.moveRefusals.length === 0);
  const shared = shareProposals(
    movable.map(({ visit }) => visit),
    new Map(movable.map(({ visit, proposals }) => [visit.id, proposals])),
  );
  return judged.map((each) => ({ ...each, suggested: shared.get(each.visit.id) ?? null }));
}

/** Reading a visit's whole body is kept for those that are hit. */
function shortFacts(row: VisitRow) {
  return {
    id: row.id,
    slotId: row.slot_id,
    startsAt: row.starts_at,
    durationMinutes: row.duration_minutes,
    kind: row.kind,
    status: row.status,
  };
}

/** Free slots of the clinic codes in question, as they will be: edited schedules count as edited. */
function freeAfterwards(
  desk: DeskContext,
  edited: readonly Edited[],
  active: readonly VisitRow[],
  visits: readonly Visit[],
): Slot[] {
  const now = desk.time.now();
  const today = localDateOf(now);
  const taken = new Set(active.flatMap(({ slot_id }) => (slot_id === null ? [] : [slot_id])));
  for (const id of desk.store.overlay.heldBack().slots) taken.add(id);
  const editedIds = new Set(edited.map(({ after }) => after.id));
  const codes = [...new Set(visits.map(({ clinicCode }) => clinicCode))];
  const kinds = [...new Set(visits.map(({ kind }) => kind))];
  const others = kinds
    .flatMap((kind) => desk.reads.searchedSlots(today, addDays(today, horizonDays), kind, codes, wholeSecond(now)))
    .filter(({ schedule_id }) => !editedIds.has(schedule_id))
    .map(slotOf);
  return [...others, ...edited.flatMap(({ slotsAfter }) => slotsAfter)].filter(({ id }) => !taken.has(id));
}

const aboutTheSlot = new Set(['slot-gone', 'slot-taken', 'slot-held', 'slot-past', 'outside-window', 'wrong-slot-kind']);

/** R31 (exams), R6 (a legacy visit without referral), R15 ...: what stands in the way of any move. */
function moveRefusals(desk: DeskContext, visit: Visit, slot: Slot | null): Refusal[] {
  return [...heldBackRefusals(desk, { patientId: visit.patientId }), ...judgeWish(desk, visit, slot)].filter(
    ({ code }) => !aboutTheSlot.has(code),
  );
}

/** The desk's own judgement of a move to a slot that may exist only after the publication. */
export function judgeWish(desk: DeskContext, visit: Visit, slot: Slot | null): Refusal[] {
  const patientRow = desk.reads.patient(visit.patientId);
  return judgeMove({
    now: desk.time.now(),
    policy: desk.policy(),
    by: 'provider',
    slot,
    slotTaken: slot !== null && desk.reads.activeVisitOnSlot(slot.id) !== null,
    referralUsed: referralUsed(desk, visit.referral, visit.patientId, visit.id),
    patient: patientRow ? patientOf(patientRow) : { pesel: null, birthDate: null, document: null },
    visit,
  });
}
