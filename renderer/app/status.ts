import { type QueryClient, useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { DeskStatus } from '../../core/contract/views.ts';
import { followForever } from './changes.ts';
import { type Desk, useDesk } from './desk-client.ts';

/** Keeps the status query equal to what core says, event by event. */
export async function followStatus(desk: Desk, queries: QueryClient, signal: AbortSignal): Promise<void> {
  await followForever(signal, async () => {
    for await (const status of await desk.client.desk.watchStatus(undefined, { signal })) {
      queries.setQueryData(desk.orpc.desk.status.queryKey(), status);
    }
  });
}

/** Connection, queue, age of the copy; undefined until core has said it for the first time. */
export function useDeskStatus(): DeskStatus | undefined {
  const { orpc } = useDesk();
  return useQuery(orpc.desk.status.queryOptions()).data;
}

/** false: core itself is away (crashed, restarting). What is on screen is what was known before. */
export function useCoreConnected(): boolean {
  const { link } = useDesk();
  return useSyncExternalStore(link.subscribe, link.isConnected);
}
