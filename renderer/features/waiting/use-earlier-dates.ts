import { useQueries } from '@tanstack/react-query';
import type { SearchView } from '../../../core/contract/search-views.ts';
import type { MedicalCategory } from '../../../core/domain/visit.ts';
import type { SearchCriteria } from '../../../core/domain/waiting-entry.ts';
import { useDesk } from '../../app/desk-client.ts';
import { type CriterionKind, without } from './criteria-words.ts';

/** For whom the date is sought: R23 and R48 decide by it. */
export interface Seeker {
  clinicCodes: string[];
  birthDate: string | null;
  category: MedicalCategory;
  entitled: boolean;
}

/** The earliest date that one wish would give: a free slot in the window, or the forecast of the waiting room (R12, R25). */
export interface Prospect {
  state: 'asking' | 'offline' | 'free' | 'forecast' | 'none';
  /** Local date; null = none within what is published. */
  date: string | null;
}

/** The wish as it is, and the same without each of its criteria: numbers for "fewer criteria, earlier date" (R24). */
export function useEarlierDates(
  seeker: Seeker,
  criteria: SearchCriteria,
  dropped: readonly CriterionKind[],
): { now: Prospect; dropped: { kind: CriterionKind; prospect: Prospect }[] } {
  const { orpc } = useDesk();
  const wishes = [criteria, ...dropped.map((kind) => without(criteria, kind))];
  const answers = useQueries({
    queries: wishes.map((wish) =>
      orpc.slots.search.queryOptions({
        input: { ...seeker, criteria: wish, limit: 1 },
        staleTime: 60_000,
        refetchInterval: soonAgain,
      }),
    ),
  });
  const prospects = answers.map(({ data }) => prospectOf(data));
  return {
    now: prospects[0] ?? { state: 'asking', date: null },
    dropped: dropped.map((kind, index) => ({ kind, prospect: prospects[index + 1] ?? { state: 'asking', date: null } })),
  };
}

/** R25: central has no forecast yet; the first of a large queue takes a while. */
const isReckoning = ({ live, waitingRoom }: SearchView): boolean => live && waitingRoom !== null && waitingRoom.forecast === null;

const reckonedWithinMs = 3_000;

/** For a query: asks again as long as the forecast is being reckoned. */
export function soonAgain({ state: { data } }: { state: { data: SearchView | undefined } }): number | false {
  return data && isReckoning(data) ? reckonedWithinMs : false;
}

export function prospectOf(answer: SearchView | undefined): Prospect {
  if (!answer) return { state: 'asking', date: null };
  if (!answer.live) return { state: 'offline', date: null };
  if (isReckoning(answer)) return { state: 'asking', date: null };
  const first = answer.days[0];
  if (first && answer.waitingRoom === null) return { state: 'free', date: first.date };
  const date = answer.waitingRoom?.forecast?.date ?? null;
  return { state: date === null ? 'none' : 'forecast', date };
}
