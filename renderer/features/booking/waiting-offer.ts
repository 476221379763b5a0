import { anyCriteria, type SearchCriteria } from '../../../core/domain/waiting-entry.ts';
import type { BookingContext } from './booking-context.ts';
import { serviceOf } from './booking-context.ts';
import type { BookingDraft } from './booking-draft.ts';
import { stepProblems } from './booking-problems.ts';
import { applicableSteps } from './booking-steps.ts';

interface DraftAndContext {
  draft: BookingDraft;
  context: BookingContext;
}

/** R21, R38: the waiting room is for first cardiology visits. */
export function canWait({ draft, context }: DraftAndContext): boolean {
  return draft.kind === 'first' && serviceOf(draft.clinicCode, context) === 'cardiology';
}

/** R14, R24: an entry starts with the criteria of the search, and a desk's search with its own clinic. */
export function startOfWaiting(
  { draft, context }: DraftAndContext,
  ownClinicId: string | null,
  from: string | null,
): SearchCriteria {
  const actorId = context.schedules.find(({ id }) => id === draft.scheduleId)?.actorId;
  return {
    ...anyCriteria,
    clinicIds: ownClinicId === null ? [] : [ownClinicId],
    actorIds: actorId === undefined ? [] : [actorId],
    from,
  };
}

/** Everything that an entry needs is in order: who, for what, with which referral, reached how (R15, R18). */
export function mayEnter({ draft, context }: DraftAndContext): boolean {
  const needed = applicableSteps(draft, context).filter((step) => step !== 'slot' && step !== 'confirm');
  return needed.every((step) => draft.done.includes(step) && stepProblems(draft, step, context).length === 0);
}
