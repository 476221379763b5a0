import type { Refusal } from './refusal.ts';
import { localDateOf } from './time.ts';
import type { Visit, VisitCourse, VisitStatus } from './visit.ts';

/** What has become of a visit on its day (R43). `expected`: booked, and nobody has come yet. */
export type VisitOutcome = 'expected' | 'arrived' | 'in-progress' | 'performed' | 'no-show';

export const visitOutcomes: readonly VisitOutcome[] = ['expected', 'arrived', 'in-progress', 'performed', 'no-show'];

const statusOf = {
  expected: 'booked',
  arrived: 'arrived',
  'in-progress': 'arrived',
  performed: 'fulfilled',
  'no-show': 'no-show',
} as const satisfies Record<VisitOutcome, VisitStatus>;

/** null: the visit was cancelled. */
export function outcomeOf({ status, course }: Pick<Visit, 'status' | 'course'>): VisitOutcome | null {
  switch (status) {
    case 'booked':
      return 'expected';
    case 'arrived':
      return course?.startedAt ? 'in-progress' : 'arrived';
    case 'fulfilled':
      return 'performed';
    case 'no-show':
      return 'no-show';
    case 'cancelled':
      return null;
    default:
      return status satisfies never;
  }
}

export interface WantedOutcome {
  outcome: VisitOutcome;
  /** UTC instant at which it happened; what is undone keeps the times that still hold. */
  at: string;
  eventNumber: string | null;
}

/** The visit with its new outcome. Going back forgets the later times; going on fills in what was passed over. */
export function withOutcome(visit: Visit, { outcome, at, eventNumber }: WantedOutcome): Visit {
  const { course: before, ...rest } = visit;
  const status = statusOf[outcome];
  if (outcome === 'expected') return { ...rest, status };
  return { ...rest, status, course: courseAfter(before, outcome, at, eventNumber) };
}

function courseAfter(
  before: VisitCourse | undefined,
  outcome: Exclude<VisitOutcome, 'expected'>,
  at: string,
  eventNumber: string | null,
): VisitCourse {
  const arrivedAt = before?.arrivedAt ?? at;
  switch (outcome) {
    case 'arrived':
      return { arrivedAt, startedAt: null, endedAt: null, eventNumber: null };
    case 'in-progress':
      return { arrivedAt, startedAt: before?.startedAt ?? at, endedAt: null, eventNumber: null };
    case 'performed':
      // Closed in the evening, nobody knows when the patient came: no time is made up.
      return {
        arrivedAt: before?.arrivedAt ?? null,
        startedAt: before?.startedAt ?? null,
        endedAt: before?.endedAt ?? at,
        eventNumber,
      };
    case 'no-show':
      return { arrivedAt: null, startedAt: null, endedAt: at, eventNumber: null };
    default:
      return outcome satisfies never;
  }
}

export interface OutcomeFacts {
  /** null = not found. */
  visit: Pick<Visit, 'status' | 'startsAt' | 'course'> | null;
  wanted: WantedOutcome;
  /** For a visit that becomes active again (an undone no-show): did someone else get its slot, or use its referral? */
  slotTaken: boolean;
  referralUsed: boolean;
}

/** R43, R28: who may be marked as what, and from when on. Empty = may be. */
export function judgeOutcome({ visit, wanted, slotTaken, referralUsed }: OutcomeFacts): Refusal[] {
  if (!visit) return [{ code: 'not-found', path: 'visit' }];
  if (visit.status === 'cancelled') return [{ code: 'visit-not-active', rule: 'R43', path: 'visit' }];
  const refusals: Refusal[] = [];
  if (isTooEarly(visit.startsAt, wanted)) refusals.push({ code: 'outcome-too-early', rule: 'R43', path: 'outcome' });
  // R28: after a no-show the patient may be waiting or booked elsewhere by now.
  if (visit.status === 'no-show' && wanted.outcome !== 'no-show') {
    if (slotTaken) refusals.push({ code: 'slot-taken', rule: 'I1', path: 'slot' });
    if (referralUsed) refusals.push({ code: 'referral-used', rule: 'R18', path: 'referral' });
  }
  return refusals;
}

/** Which outcomes may be chosen now, the present one apart. */
export function possibleOutcomes(visit: Pick<Visit, 'status' | 'startsAt' | 'course'>, now: string): VisitOutcome[] {
  const present = outcomeOf(visit);
  return visitOutcomes.filter((outcome) => {
    if (outcome === present) return false;
    const wanted = { outcome, at: now, eventNumber: null };
    return judgeOutcome({ visit, wanted, slotTaken: false, referralUsed: false }).length === 0;
  });
}

/** Nobody arrives before the day of the visit; nobody has failed to come before it was to begin. */
function isTooEarly(startsAt: string, { outcome, at }: WantedOutcome): boolean {
  if (outcome === 'expected') return false;
  if (outcome === 'no-show') return Date.parse(at) < Date.parse(startsAt);
  return localDateOf(at) < localDateOf(startsAt);
}
