import type {
  AffectedVisitView,
  PublicationResult,
  ScheduleCard,
  ScheduleCheck,
  ScheduleDraft,
} from '../../core/contract/schedule-views.ts';
import { affectedVisits } from '../../core/domain/affected-visits.ts';
import { freedSlots } from '../../core/domain/freed-slots.ts';
import { judgeSchedule } from '../../core/domain/judge-schedule.ts';
import { isElsewhere, judgeStops, stopOn, stopText } from '../../core/domain/mobile-stops.ts';
import { pilotPolicy } from '../../core/domain/policy-values.ts';
import { proposalsFor, shareProposals } from '../../core/domain/propose-moves.ts';
import type { Schedule, Slot } from '../../core/domain/schedule.ts';
import { scheduleConflicts } from '../../core/domain/schedule-conflicts.ts';
import { slotsFor } from '../../core/domain/slots-for.ts';
import { addDays, addMinutes, localDateOf, localDateTimeOf } from '../../core/domain/time.ts';
import { activeStatuses, type Visit } from '../../core/domain/visit.ts';
import { fakeNow, fakeToday } from './fake-desk-clinic.ts';
import type { FakeRows } from './fake-desk-rows.ts';
import type { FakeViews } from './fake-desk-views.ts';

const range = { from: fakeToday, to: addDays(fakeToday, 366) };

/** Schedules in memory: the real rules, without a journal. What is published shows in the list of schedules only. */
export class FakeSchedules {
  readonly #rows: FakeRows;
  readonly #views: FakeViews;
  readonly #before = new Map<string, Schedule[]>();

  constructor(rows: FakeRows, views: FakeViews) {
    this.#rows = rows;
    this.#views = views;
  }

  list(): ScheduleCard[] {
    return this.#rows.clinic.schedules.map((schedule) => ({
      view: this.#views.schedule(schedule),
      schedule,
      truth: 'confirmed',
      outsideSchedule: 0,
      booked: countsPerDate(this.#activeOn(schedule.id)),
      refused: null,
    }));
  }

  check(drafts: readonly ScheduleDraft[]): ScheduleCheck {
    const edited = drafts.map((draft) => this.#edited(draft));
    const hit = edited.flatMap((each) =>
      affectedVisits(each, this.#activeOn(each.after.id), fakeNow).map((found) => ({ ...found, edited: each })),
    );
    const free = [...this.#rows.slots.values()].filter(({ id }) => this.#rows.activeIn(id) === null);
    const proposals = new Map(
      hit.map(({ visit }) => [visit.id, proposalsFor(visit, { free, now: fakeNow, policy: pilotPolicy })]),
    );
    const shared = shareProposals(
      hit.map(({ visit }) => visit),
      proposals,
    );
    const editedIds = new Set(drafts.map(({ id }) => id));
    const others = this.#rows.clinic.schedules.filter(({ id }) => !editedIds.has(id));
    return {
      faults: edited.flatMap(({ after }) => {
        const refusals = [...judgeSchedule(after), ...judgeStops(after)];
        return refusals.length > 0 ? [{ scheduleId: after.id, refusals }] : [];
      }),
      slots: edited.map(({ after, slotsBefore, slotsAfter }) => {
        const ids = new Set(slotsBefore.map(({ id }) => id));
        const same = slotsAfter.filter(({ id }) => ids.has(id)).length;
        const counts = { before: slotsBefore.length, after: slotsAfter.length };
        return { scheduleId: after.id, ...counts, added: counts.after - same, removed: counts.before - same };
      }),
      affected: hit.map(({ visit, why, edited: { before, after } }) => ({
        visit: this.#views.visit(visit),
        actorName: after.actor.name,
        clinicCode: visit.clinicCode,
        why,
        ...placeOf(before, after, localDateOf(visit.startsAt)),
        moveRefusals: [],
        proposals: (proposals.get(visit.id) ?? []).slice(0, 6).map((slot) => this.#views.slot(slot)),
        suggestedSlotId: shared.get(visit.id)?.id ?? null,
        returnsToWaitingRoom: visit.kind === 'first' && visit.service === 'cardiology',
        cancelReason: why === 'absence' ? 'practitioner-absent' : 'schedule-change',
      })),
      freed: freedGroups(edited),
      conflicts: scheduleConflicts([...others, ...edited.map(({ after }) => after)], editedIds, range),
      turnedIntoContinuation: 0,
      whatIf: { movable: shared.size, toWaitingRoom: 0, toCall: hit.length - shared.size },
      shortNoticeUntil: addMinutes(fakeNow, pilotPolicy.shortNoticeHours * 60),
    };
  }

  publish(batchId: string, drafts: readonly ScheduleDraft[]): PublicationResult {
    this.#before.set(batchId, [...this.#rows.clinic.schedules]);
    for (const draft of drafts) this.#put(this.#edited(draft).after);
    return { ok: true, batchId, scheduleIds: drafts.map(({ id }) => id), kept: 0, moved: 0, cancelled: 0 };
  }

  undo(batchId: string): PublicationResult {
    const before = this.#before.get(batchId);
    if (!before) return { ok: false, refusals: [{ code: 'not-found' }] };
    this.#rows.clinic.schedules.splice(0, Number.POSITIVE_INFINITY, ...before);
    return { ok: true, batchId, scheduleIds: [], kept: 0, moved: 0, cancelled: 0 };
  }

  #edited(draft: ScheduleDraft) {
    const { seenVersion, seenRevision, ...definition } = draft;
    const before = this.#rows.clinic.schedules.find(({ id }) => id === draft.id) ?? null;
    const clinicId = this.#rows.clinic.clinicId;
    const after: Schedule = { ...definition, clinicId, version: seenVersion + 1, revision: seenRevision + 1 };
    return { before, after, slotsBefore: before ? slotsFor(before, range) : [], slotsAfter: slotsFor(after, range) };
  }

  #put(schedule: Schedule): void {
    const { schedules } = this.#rows.clinic;
    const at = schedules.findIndex(({ id }) => id === schedule.id);
    schedules.splice(at < 0 ? schedules.length : at, at < 0 ? 0 : 1, schedule);
  }

  #activeOn(scheduleId: string): Visit[] {
    return [...this.#rows.visits.values()].filter(
      (visit) => visit.scheduleId === scheduleId && activeStatuses.includes(visit.status) && visit.startsAt >= range.from,
    );
  }
}

function placeOf(before: Schedule | null, after: Schedule, date: string): Pick<AffectedVisitView, 'place'> {
  if (!isElsewhere(before, after, date)) return {};
  const [from, to] = [stopOn(before?.stops, date), stopOn(after.stops, date)];
  return { place: { from: from && stopText(from), to: to && stopText(to) } };
}

function countsPerDate(visits: readonly Visit[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { startsAt } of visits) {
    const date = localDateOf(startsAt);
    counts[date] = (counts[date] ?? 0) + 1;
  }
  return counts;
}

function freedGroups(edited: { slotsBefore: Slot[]; slotsAfter: Slot[] }[]): ScheduleCheck['freed'] {
  const freed = edited.flatMap(({ slotsBefore, slotsAfter }) =>
    freedSlots(slotsBefore, slotsAfter, new Set(), { now: fakeNow, policy: pilotPolicy }),
  );
  const groups = Object.groupBy(freed, ({ goesTo }) => goesTo);
  return Object.values(groups).flatMap((group) => {
    const [first] = group;
    return first ? [{ goesTo: first.goesTo, count: group.length, firstLocalStart: localDateTimeOf(first.slot.startsAt) }] : [];
  });
}
