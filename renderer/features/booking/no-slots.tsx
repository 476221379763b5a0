import { Button } from '@mantine/core';
import { IconCalendarOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { anyCriteria } from '../../../core/domain/waiting-entry.ts';
import { useFormat } from '../../app/format.ts';
import { useOverview } from '../../app/overview.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import styles from './slots-panel.module.css';
import type { Booking } from './use-booking.ts';
import type { SlotSearch } from './use-found-slots.ts';
import { canWait, startOfWaiting } from './waiting-offer.ts';

/** Nothing free: says so plainly, with the window that applies, and only those ways out that exist. */
export function NoSlots({ booking, search, windowTo }: { booking: Booking; search: SlotSearch; windowTo: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { draft, dispatch } = booking;
  const ownClinicId = useOverview()?.clinicId ?? null;
  const reason = draft.scheduleId
    ? t('booking.slot.noneDoctor')
    : windowTo
      ? t('booking.slot.noneWindow', { date: format.longDay(windowTo) })
      : t('booking.slot.noneContinuation');
  return (
    <EmptyState
      icon={<IconCalendarOff size={28} stroke={1.4} aria-hidden />}
      title={t('booking.slot.noneTitle')}
      action={
        <div className={styles.waysOut} data-ways-out>
          {search.from ? (
            <Button variant="default" onClick={() => search.setFromText('')}>
              {t('booking.slot.tryFromToday')}
            </Button>
          ) : null}
          {draft.scheduleId ? (
            <Button variant="default" onClick={() => dispatch({ type: 'schedule-wished', scheduleId: null })}>
              {t('booking.slot.tryAnyDoctor')}
            </Button>
          ) : null}
          {draft.kind === 'first' ? (
            <Button onClick={() => dispatch({ type: 'search-opened', criteria: { ...anyCriteria, from: search.from } })}>
              {t('booking.everywhere.openOthers')}
            </Button>
          ) : null}
          {canWait(booking) ? (
            <Button
              variant="default"
              onClick={() => dispatch({ type: 'waiting-opened', criteria: startOfWaiting(booking, ownClinicId, search.from) })}
            >
              {t('booking.waiting.open')}
            </Button>
          ) : null}
          {draft.kind === 'first' ? (
            <Button variant="default" onClick={() => dispatch({ type: 'visit-set', kind: 'continuation' })}>
              {t('booking.slot.tryContinuation')}
            </Button>
          ) : null}
        </div>
      }
    >
      <p>{reason}</p>
      {windowTo && !draft.scheduleId ? <p>{t('booking.slot.noneOpens')}</p> : null}
    </EmptyState>
  );
}
