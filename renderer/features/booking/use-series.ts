import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useDesk } from '../../app/desk-client.ts';
import type { SeriesDraft } from './booking-draft.ts';
import { dayOf, isAskable, otherDays, type SeriesRow, seriesRows } from './series-rows.ts';
import type { Booking } from './use-booking.ts';

export interface SeriesSearch {
  rows: SeriesRow[];
  /** The rows belong to what is wished now. */
  ready: boolean;
  error: unknown;
  retry(): void;
  /** Rows on which nothing was free in the direction that was asked for. */
  ends: Record<string, boolean>;
  step(row: SeriesRow, direction: 'earlier' | 'later'): void;
}

/** The dates that this desk's own copy offers for the series, with what a person changed. */
export function useSeries({ draft, dispatch }: Booking, series: SeriesDraft): SeriesSearch {
  const { orpc, client } = useDesk();
  const [ends, setEnds] = useState<Record<string, boolean>>({});
  const { wish } = series;
  const place = {
    clinicCode: draft.clinicCode ?? '',
    scheduleId: draft.scheduleId,
    time: wish.time,
    patientId: draft.known?.id ?? null,
  };
  const query = useQuery(
    orpc.slots.proposeSeries.queryOptions({
      input: { ...place, count: wish.count, every: wish.every, unit: wish.unit, from: wish.from },
      enabled: isAskable(wish),
      placeholderData: keepPreviousData,
    }),
  );
  const rows = seriesRows(query.data?.proposals ?? [], series);
  const step = (row: SeriesRow, direction: 'earlier' | 'later') => {
    const date = row.slot ? dayOf(row.slot) : row.wanted;
    const key = `${row.place} ${direction}`;
    void client.slots
      .stepSeries({ ...place, date, direction, except: otherDays(rows, row.place) })
      .catch(() => null)
      .then((found) => {
        setEnds((before) => ({ ...before, [key]: found === null }));
        if (found) dispatch({ type: 'series-placed', place: row.place, ...found });
      });
  };
  return {
    rows,
    ready: query.isSuccess && !query.isPlaceholderData && isAskable(wish),
    error: query.error,
    retry: () => void query.refetch(),
    ends,
    step,
  };
}
