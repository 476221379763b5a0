import type { ScheduleView, SlotView } from '../../../core/contract/views.ts';
import type { Policy } from '../../../core/domain/policy.ts';
import type { Service, VisitKind } from '../../../core/domain/schedule.ts';
import { addDays, localDateOf } from '../../../core/domain/time.ts';
import type { PossibleDays } from './clinic-choices.ts';

/** What the flow has to know of the clinic and of central's day; part of the overview. */
export interface BookingContext {
  schedules: ScheduleView[];
  policy: Policy;
  /** `YYYY-MM-DD` by central's clock. */
  today: string;
}

export function serviceOf(clinicCode: string | null, context: BookingContext): Service | null {
  return context.schedules.find((schedule) => schedule.clinicCode === clinicCode)?.service ?? null;
}

/** R14 sets no last day for a continuation visit; this far ahead a birthday may still change the unit (R48). */
const continuationDays = 366;

export function possibleDays(slot: SlotView | null, kind: VisitKind | null, { policy, today }: BookingContext): PossibleDays {
  if (slot) return { first: localDateOf(slot.startsAt), last: localDateOf(slot.startsAt) };
  const ahead = kind === 'continuation' ? continuationDays : Math.max(policy.searchWindowDays, policy.examWindowDays);
  return { first: today, last: addDays(today, ahead) };
}
