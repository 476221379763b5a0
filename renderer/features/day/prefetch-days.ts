import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { addDays } from '../../../core/domain/time.ts';
import { useDesk } from '../../app/desk-client.ts';

/** The days on both sides, fetched while the person looks at this one: an arrow then finds them here (changes mark them stale). */
export function usePrefetchedNeighbours(date: string | undefined): void {
  const { orpc } = useDesk();
  const queries = useQueryClient();
  useEffect(() => {
    if (!date) return;
    const idle = requestIdleCallback(
      () => {
        for (const by of [1, -1])
          void queries.prefetchQuery(orpc.calendar.day.queryOptions({ input: { date: addDays(date, by) } }));
      },
      { timeout: 500 },
    );
    return () => cancelIdleCallback(idle);
  }, [date, orpc, queries]);
}
