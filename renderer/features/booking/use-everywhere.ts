import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { SearchView } from '../../../core/contract/search-views.ts';
import type { SearchCriteria } from '../../../core/domain/waiting-entry.ts';
import { useDesk } from '../../app/desk-client.ts';
import { type Seeker, soonAgain } from '../waiting/use-earlier-dates.ts';

const limit = 150;

export interface EverywhereSearch {
  /** null while the first answer is awaited. */
  found: SearchView | null;
  /** The answer belongs to what is asked now. */
  ready: boolean;
  error: unknown;
  retry(): void;
}

/** R12, R19, I8: what central has free for these criteria, in every clinic; first visits and exams only (R14). */
export function useEverywhere(seeker: Seeker, criteria: SearchCriteria): EverywhereSearch {
  const { orpc } = useDesk();
  const query = useQuery(
    orpc.slots.search.queryOptions({
      input: { ...seeker, criteria, limit },
      placeholderData: keepPreviousData,
      staleTime: 15_000,
      refetchInterval: soonAgain,
    }),
  );
  return {
    found: query.data ? firstVisitsOnly(query.data) : null,
    ready: query.isSuccess && !query.isPlaceholderData,
    error: query.error,
    retry: () => void query.refetch(),
  };
}

function firstVisitsOnly(view: SearchView): SearchView {
  const days = view.days.map(({ date, slots }) => ({
    date,
    slots: slots.filter(({ kind, service }) => kind === 'first' || service !== 'cardiology'),
  }));
  return { ...view, days: days.filter(({ slots }) => slots.length > 0) };
}
