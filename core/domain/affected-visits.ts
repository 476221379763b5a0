import { isElsewhere } from './mobile-stops.ts';
import type { Schedule, Slot } from './schedule.ts';
import { localDateOf } from './time.ts';
import { activeStatuses, type Visit } from './visit.ts';

/**
 * Why a visit is hit by a new definition of its schedule: its day becomes an absence (R10), no slot is left at its time, or the
 * slot that is left is of another kind (R14), remote although first visits are in person (R16), or too short; or the mobile unit
 * stands elsewhere on its day (R38).
 */
export type AffectedWhy = 'absence' | 'no-slot' | 'other-kind' | 'remote' | 'shorter' | 'other-place';

/** What of a visit decides about it. */
type Facts = Pick<Visit, 'id' | 'slotId' | 'startsAt' | 'durationMinutes' | 'kind' | 'status'>;

export interface AffectedVisit<V extends Facts = Visit> {
  visit: V;
  why: AffectedWhy;
}

/** R9: what the manager decides about each affected visit. Nothing is ever cancelled by the schedule itself. */
export type VisitDecision = 'keep' | 'move' | 'cancel';

export interface EditedSchedule {
  before: Schedule | null;
  after: Schedule;
  /** Offered now, and offered after the publication. */
  slotsBefore: readonly Slot[];
  slotsAfter: readonly Slot[];
}

/**
 * R9, R10: the visits that would be hit, by time. Only what lies ahead and what this change hits: a visit that stood outside of
 * the schedule before is listed only when its day becomes an absence, or its place another.
 *
 * @param visits of this schedule, in any status and order
 * @param now central's instant
 */
export function affectedVisits<V extends Facts>(edited: EditedSchedule, visits: readonly V[], now: string): AffectedVisit<V>[] {
  const before = new Map(edited.slotsBefore.map((slot) => [slot.id, slot]));
  const after = new Map(edited.slotsAfter.map((slot) => [slot.id, slot]));
  const closedBefore = closedDates(edited.before);
  const closedAfter = closedDates(edited.after);
  const nowMs = Date.parse(now);

  function whyOf(visit: Facts): AffectedWhy | null {
    return timeIsHit(visit) ?? (isElsewhere(edited.before, edited.after, localDateOf(visit.startsAt)) ? 'other-place' : null);
  }

  function timeIsHit(visit: Facts): AffectedWhy | null {
    const slotBefore = visit.slotId === null ? undefined : before.get(visit.slotId);
    const slotAfter = visit.slotId === null ? undefined : after.get(visit.slotId);
    if (slotBefore && slotAfter) return changeOf(visit, slotBefore, slotAfter);
    const date = localDateOf(visit.startsAt);
    if (closedAfter.has(date) && !closedBefore.has(date)) return 'absence';
    return slotBefore ? (closedAfter.has(date) ? 'absence' : 'no-slot') : null;
  }

  return visits
    .filter(({ status, startsAt }) => activeStatuses.includes(status) && status !== 'fulfilled' && Date.parse(startsAt) > nowMs)
    .flatMap((visit) => {
      const why = whyOf(visit);
      return why ? [{ visit, why }] : [];
    })
    .sort((a, b) => Date.parse(a.visit.startsAt) - Date.parse(b.visit.startsAt) || (a.visit.id < b.visit.id ? -1 : 1));
}

/** What fitted and no longer does; what did not fit before is somebody's earlier decision. */
function changeOf(visit: Facts, before: Slot, after: Slot): AffectedWhy | null {
  if (visit.kind !== after.kind && visit.kind === before.kind) return 'other-kind';
  if (visit.kind === 'first' && after.mode === 'remote' && before.mode !== 'remote') return 'remote';
  if (after.durationMinutes < visit.durationMinutes && before.durationMinutes >= visit.durationMinutes) return 'shorter';
  return null;
}

function closedDates(schedule: Schedule | null): Set<string> {
  return new Set(schedule?.exceptions.flatMap(({ date, kind }) => (kind === 'closed' ? [date] : [])) ?? []);
}
