import { useQuery } from '@tanstack/react-query';
import type { Overview, ScheduleView } from '../../core/contract/views.ts';
import { useDesk } from './desk-client.ts';

/** Clinic, schedules, policy, central's day. */
export function useOverview(): Overview | undefined {
  const { orpc } = useDesk();
  return useQuery(orpc.desk.overview.queryOptions()).data;
}

export function scheduleOf(overview: Overview | undefined, scheduleId: string): ScheduleView | undefined {
  return overview?.schedules.find((schedule) => schedule.id === scheduleId);
}
