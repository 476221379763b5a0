import type { AffectedVisitView, FreedSlotsView, ScheduleCheck, ScheduleDraft } from '../../contract/schedule-views.ts';
import type { SlotView } from '../../contract/views.ts';
import { afterCancel } from '../../domain/after-cancel.ts';
import { freedSlots, type SlotDestination, turnedIntoContinuation } from '../../domain/freed-slots.ts';
import { isElsewhere, stopOn, stopText } from '../../domain/mobile-stops.ts';
import type { Slot } from '../../domain/schedule.ts';
import { scheduleConflicts } from '../../domain/schedule-conflicts.ts';
import { addDays, addMinutes, localDateOf } from '../../domain/time.ts';
import type { DeskContext } from '../desk-context.ts';
import { localMinuteOf, placed } from '../placed.ts';
import { scheduleOf, type VisitRow } from '../view-rows.ts';
import { visitView } from '../visit-view.ts';
import { type Affected, affectedFacts } from './affected-facts.ts';
import { type Edited, editedSchedules } from './edited-schedules.ts';

/** More than are shown: what has been given to other visits falls away. */
const mostProposals = 24;
const conflictDays = 365;

/** Sprawdź zmiany: everything that publishing the drafts would do. Changes nothing. */
export function checkSchedules(desk: DeskContext, drafts: readonly ScheduleDraft[]): ScheduleCheck {
  const now = desk.time.now();
  const today = localDateOf(now);
  const edited = editedSchedules(desk, drafts);
  const active = desk.reads.activeVisitsFrom(today);
  const affected = affectedFacts(desk, edited, active);
  return {
    faults: edited.flatMap(({ after, refusals }) => (refusals.length > 0 ? [{ scheduleId: after.id, refusals }] : [])),
    slots: edited.map(countsOf),
    affected: affected.map((each) => affectedView(desk, each)),
    freed: freedBy(desk, edited, active),
    conflicts: scheduleConflicts(allAfterwards(desk, edited), new Set(edited.map(({ after }) => after.id)), {
      from: today,
      to: addDays(today, conflictDays),
    }),
    turnedIntoContinuation: edited.reduce((sum, each) => sum + turnedIn(each, active, now), 0),
    whatIf: whatIfOf(desk, affected),
    shortNoticeUntil: addMinutes(now, desk.policy().shortNoticeHours * 60),
  };
}

function countsOf({ after, slotsBefore, slotsAfter }: Edited): ScheduleCheck['slots'][number] {
  const before = new Set(slotsBefore.map(({ id }) => id));
  const same = slotsAfter.filter(({ id }) => before.has(id)).length;
  return {
    scheduleId: after.id,
    before: slotsBefore.length,
    after: slotsAfter.length,
    added: slotsAfter.length - same,
    removed: slotsBefore.length - same,
  };
}

/** The schedules as they will be, edited ones in place of their former selves. */
function allAfterwards(desk: DeskContext, edited: readonly Edited[]) {
  const byId = new Map(desk.reads.schedules().map((row) => [scheduleOf(row).id, scheduleOf(row)]));
  for (const { after } of edited) byId.set(after.id, after);
  return [...byId.values()];
}

function affectedView(desk: DeskContext, each: Affected): AffectedVisitView {
  const { row, visit, why, edited, suggested } = each;
  const first = each.proposals.slice(0, mostProposals);
  // What "move all" would give is always among what is shown.
  const proposals = suggested && !first.includes(suggested) ? [suggested, ...first.slice(0, mostProposals - 1)] : first;
  return {
    visit: visitView(row, desk.reads.patientName(visit.patientId), desk.time.now()),
    actorName: edited.after.actor.name,
    clinicCode: visit.clinicCode,
    why,
    ...placeOf(each),
    moveRefusals: each.moveRefusals,
    proposals: proposals.map(proposalView),
    suggestedSlotId: suggested?.id ?? null,
    returnsToWaitingRoom: returns(desk, each),
    cancelReason: why === 'absence' ? 'practitioner-absent' : 'schedule-change',
  };
}

function placeOf({ edited: { before, after }, visit }: Affected): Pick<AffectedVisitView, 'place'> {
  const date = localDateOf(visit.startsAt);
  if (!isElsewhere(before, after, date)) return {};
  const [from, to] = [stopOn(before?.stops, date), stopOn(after.stops, date)];
  return { place: { from: from && stopText(from), to: to && stopText(to) } };
}

function returns(desk: DeskContext, { visit }: Affected): boolean {
  const facts = { visit, now: desk.time.now(), policy: desk.policy(), by: 'clinic' as const, reason: 'schedule-change' as const };
  return afterCancel(facts).patientReturnsToWaitingRoom;
}

function proposalView({ id, scheduleId, kind, mode, room, overbooked, startsAt, durationMinutes }: Slot): SlotView {
  return { id, scheduleId, kind, mode, room, overbooked, state: 'free', ...placed(startsAt, durationMinutes) };
}

function freedBy(desk: DeskContext, edited: readonly Edited[], active: readonly VisitRow[]): FreedSlotsView[] {
  const taken = takenBy(active);
  const facts = { now: desk.time.now(), policy: desk.policy() };
  const groups = new Map<SlotDestination, { count: number; first: string }>();
  for (const { slotsBefore, slotsAfter } of edited) {
    for (const { slot, goesTo } of freedSlots(slotsBefore, slotsAfter, taken, facts)) {
      const group = groups.get(goesTo);
      if (!group) groups.set(goesTo, { count: 1, first: slot.startsAt });
      else {
        group.count++;
        if (slot.startsAt < group.first) group.first = slot.startsAt;
      }
    }
  }
  return [...groups].map(([goesTo, { count, first }]) => ({ goesTo, count, firstLocalStart: localMinuteOf(first) }));
}

/** R14: only slots that are free can be taken from those who wait. */
export function turnedIn({ slotsBefore, slotsAfter }: Edited, active: readonly VisitRow[], now: string): number {
  const taken = takenBy(active);
  return turnedIntoContinuation(slotsBefore, slotsAfter, now).filter(({ id }) => !taken.has(id)).length;
}

function takenBy(active: readonly VisitRow[]): Set<string> {
  return new Set(active.flatMap(({ slot_id }) => (slot_id === null ? [] : [slot_id])));
}

function whatIfOf(desk: DeskContext, affected: readonly Affected[]): ScheduleCheck['whatIf'] {
  const counts = { movable: 0, toWaitingRoom: 0, toCall: 0 };
  for (const each of affected) {
    if (each.suggested) counts.movable++;
    else if (returns(desk, each)) counts.toWaitingRoom++;
    else counts.toCall++;
  }
  return counts;
}
