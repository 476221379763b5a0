import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundSlots } from '../../../core/contract/views.ts';
import { addDays } from '../../../core/domain/time.ts';
import { useFormat } from '../../app/format.ts';
import { useOverview } from '../../app/overview.ts';
import { useDeskStatus } from '../../app/status.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { isLocked } from './booking-flow.ts';
import { EverywherePanel } from './everywhere-panel.tsx';
import { NoSlots } from './no-slots.tsx';
import { SeriesPanel } from './series-panel.tsx';
import { mayBeSeries, startOfSeries } from './series-rows.ts';
import { SlotStrip } from './slot-strip.tsx';
import styles from './slots-panel.module.css';
import type { Booking } from './use-booking.ts';
import { type SlotSearch, useFoundSlots } from './use-found-slots.ts';
import { startOfWaiting } from './waiting-offer.ts';
import { WaitingPanel } from './waiting-panel.tsx';

/** Free slots while the form is being filled: what can be offered is in sight as soon as the unit is known. */
export function SlotsPanel({ booking }: { booking: Booking }) {
  const { t } = useTranslation();
  const { draft } = booking;
  const search = useFoundSlots(booking);
  const panel = useRef<HTMLElement>(null);
  const choosing = draft.step === 'slot' && draft.phase !== 'accepted';
  const ready = search?.ready ?? false;
  const single = draft.series === null;
  useEffect(() => {
    if (choosing && ready && single) focusSlots(panel.current);
  }, [choosing, ready, single]);
  return (
    <section className={styles.panel} ref={panel} aria-label={t('booking.slot.title')} data-choosing={choosing || undefined}>
      {draft.series ? (
        <SeriesPanel booking={booking} />
      ) : draft.waiting ? (
        <WaitingPanel booking={booking} />
      ) : draft.search ? (
        <EverywherePanel booking={booking} />
      ) : search ? (
        <>
          <Head booking={booking} search={search} />
          <Body booking={booking} search={search} />
        </>
      ) : (
        <EmptyState title={t('booking.slot.waitingTitle')}>{t('booking.slot.waiting')}</EmptyState>
      )}
    </section>
  );
}

/** The step "date" begins at the chosen slot, else at the nearest; with nothing free, at the first way out. */
function focusSlots(panel: HTMLElement | null): void {
  const slot = panel?.querySelector<HTMLElement>('[data-strip] button[tabindex="0"]');
  (slot ?? panel?.querySelector<HTMLElement>('[data-ways-out] button'))?.focus();
}

function Head({ booking, search }: { booking: Booking; search: SlotSearch }) {
  const { t } = useTranslation();
  const { draft, context, dispatch } = booking;
  const ownClinicId = useOverview()?.clinicId ?? null;
  const actors = context.schedules.filter((schedule) => schedule.clinicCode === draft.clinicCode);
  return (
    <header className={styles.head}>
      <h2 className={styles.title}>{t('booking.slot.title')}</h2>
      <NativeSelect
        className={styles.doctor}
        aria-label={t('booking.slot.doctor')}
        value={draft.scheduleId ?? ''}
        data={[
          { value: '', label: t('booking.slot.anyDoctor') },
          ...actors.map((schedule) => ({ value: schedule.id, label: schedule.actorName })),
        ]}
        onChange={(event) => dispatch({ type: 'schedule-wished', scheduleId: event.currentTarget.value || null })}
      />
      <TextInput
        className={styles.from}
        aria-label={t('booking.slot.fromDay')}
        placeholder={t('booking.slot.fromDayStyle')}
        value={search.fromText}
        maxLength={10}
        autoComplete="off"
        onChange={(event) => search.setFromText(event.currentTarget.value)}
      />
      {draft.kind === 'first' ? (
        <Button
          variant="default"
          disabled={isLocked(draft)}
          onClick={() => dispatch({ type: 'search-opened', criteria: startOfWaiting(booking, ownClinicId, search.from) })}
        >
          {t('booking.everywhere.open')}
        </Button>
      ) : null}
      {mayBeSeries(booking) ? (
        <Button
          variant="default"
          disabled={isLocked(draft)}
          onClick={() => dispatch({ type: 'series-opened', wish: startOfSeries(search.from ?? addDays(context.today, 1)) })}
        >
          {t('booking.series.open')}
        </Button>
      ) : null}
    </header>
  );
}

function Body({ booking, search }: { booking: Booking; search: SlotSearch }): ReactNode {
  const { t } = useTranslation();
  const { draft, context, dispatch } = booking;
  const { found } = search;
  if (search.error) return <ErrorState error={search.error} onRetry={search.retry} />;
  if (!found) return <LoadingLines />;
  const severalActors = context.schedules.filter(({ clinicCode }) => clinicCode === draft.clinicCode).length > 1;
  return (
    <>
      <Known found={found} />
      {found.days.length === 0 ? (
        <NoSlots booking={booking} search={search} windowTo={found.windowTo} />
      ) : (
        <SlotStrip
          days={found.days}
          schedules={context.schedules}
          today={context.today}
          selected={draft.slot?.id ?? null}
          withActor={!draft.scheduleId && severalActors}
          disabled={isLocked(draft)}
          onChoose={(slot) => dispatch({ type: 'slot-chosen', slot })}
        />
      )}
      {found.truncated ? <p className={styles.foot}>{t('booking.slot.truncated')}</p> : null}
    </>
  );
}

/** R11, R14: until when may be booked; without a connection, as of when this is known. */
function Known({ found }: { found: FoundSlots }) {
  const { t } = useTranslation();
  const format = useFormat();
  const status = useDeskStatus();
  const asOf = status?.confirmedAsOf;
  // Offline, the bar over the screen has said it already.
  const saidAbove = status?.connection === 'offline';
  return (
    <p className={styles.known}>
      {found.windowTo ? t('booking.slot.windowHelp', { date: format.shortDay(found.windowTo) }) : t('booking.slot.noWindow')}
      {found.live || saidAbove ? null : (
        <span className={styles.asOf}>
          {asOf ? t('booking.slot.asOf', { when: format.instant(asOf) }) : t('booking.slot.asOfNever')}
        </span>
      )}
    </p>
  );
}
