import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { localDateOf } from '../../../core/domain/time.ts';
import { useDesk } from '../../app/desk-client.ts';
import type { Booking } from './use-booking.ts';

/** A chosen slot that someone else takes while the form is being filled is told at once, not at the end. */
export function useWatchedSlot({ draft, dispatch }: Booking): void {
  const { t } = useTranslation();
  const { orpc } = useDesk();
  const { slot } = draft;
  // Another clinic's day is not known here; the hold and central tell.
  const watching = slot !== null && draft.place === null && (draft.phase === 'editing' || draft.phase === 'refused');
  const date = slot ? localDateOf(slot.startsAt) : '';
  const day = useQuery(orpc.calendar.day.queryOptions({ input: { date }, enabled: watching, select: ({ columns }) => columns }));
  const now = day.data?.flatMap(({ slots }) => slots).find(({ id }) => id === slot?.id);
  const lost = watching && day.data !== undefined && !day.isFetching && now?.state !== 'free';
  useEffect(() => {
    if (!lost) return;
    dispatch({ type: 'slot-lost' });
    notifications.show({ color: 'bad', message: t('booking.slotGone') });
  }, [lost, dispatch, t]);
}
