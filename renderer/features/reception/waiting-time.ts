import type { VisitCourse, VisitStatus } from '../../../core/domain/visit.ts';
import { outcomeOf } from '../../../core/domain/visit-outcome.ts';

/** Whole minutes since the patient came, or since he went in; null when neither goes on. `now` is a UTC instant. */
export function minutesGoingOn(visit: { status: VisitStatus; course?: VisitCourse }, now: string): number | null {
  const outcome = outcomeOf(visit);
  const since = outcome === 'arrived' ? visit.course?.arrivedAt : outcome === 'in-progress' ? visit.course?.startedAt : null;
  if (!since) return null;
  return Math.max(0, Math.floor((Date.parse(now) - Date.parse(since)) / 60_000));
}
