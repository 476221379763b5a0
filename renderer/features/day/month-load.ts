import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { MonthView } from '../../../core/contract/views.ts';
import { useDesk } from '../../app/desk-client.ts';

export type DayLoad = MonthView['days'][number];

/** Load of the days of some months (`YYYY-MM`), by date. */
export function useMonthLoad(months: readonly string[]): ReadonlyMap<string, DayLoad> {
  const { orpc } = useDesk();
  const key = [...new Set(months)].join(' ');
  const views = useQueries({
    queries: key.split(' ').map((month) => orpc.calendar.month.queryOptions({ input: { month } })),
    combine: combined,
  });
  return useMemo(() => new Map(views.flatMap(({ days }) => days).map((day) => [day.date, day])), [views]);
}

const combined = (results: { data: MonthView | undefined }[]) => results.flatMap(({ data }) => data ?? []);
