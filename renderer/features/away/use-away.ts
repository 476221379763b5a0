import { useQuery } from '@tanstack/react-query';
import type { AwayView } from '../../../core/contract/acts-views.ts';
import { useDesk } from '../../app/desk-client.ts';

/** What others changed meanwhile; undefined until core has said it. */
export function useAway(): AwayView | undefined {
  const { orpc } = useDesk();
  return useQuery(orpc.away.list.queryOptions()).data;
}
