import { Button } from '@mantine/core';
import { IconCalendarOff, IconEyeOff, IconFileImport } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayColumn, DayView, Overview, SlotView } from '../../../core/contract/views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { scheduleOf } from '../../app/overview.ts';
import { hrefOf, navigate } from '../../app/routes.ts';
import { useMay } from '../../app/session.ts';
import { useShortcuts } from '../../app/shortcuts.ts';
import { useDeskStatus } from '../../app/status.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { roomName } from '../../components/room-name.ts';
import { CalendarGrid, type GridColumn } from './calendar-grid.tsx';
import { CalendarHeader } from './calendar-header.tsx';
import styles from './calendar-screen.module.css';
import type { CalendarPlace, DoctorFilterState } from './calendar-screen.tsx';
import { ColumnHeader } from './column-header.tsx';
import { type ColumnWindow, turned } from './column-window.ts';
import { currentSlot, useNowFor } from './day-now.ts';
import { usePrefetchedNeighbours } from './prefetch-days.ts';
import { SidePanel } from './side-panel.tsx';
import { bookingOf } from './slot-booking.ts';
import { SlotDrawer } from './slot-drawer.tsx';
import { useVisitDialogs } from './visit-dialogs.tsx';
import { VisitDrawer } from './visit-drawer.tsx';

const noDates: readonly string[] = [];

/** Dzień: one column per doctor or device. */
export function DayScreen({ place, overview, filter }: { place: CalendarPlace; overview: Overview; filter: DoctorFilterState }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { orpc } = useDesk();
  const query = useQuery(orpc.calendar.day.queryOptions({ input: { date: place.date }, placeholderData: keepPreviousData }));
  const view = query.data;
  usePrefetchedNeighbours(view?.date);
  const shown = useMemo(
    () => (view ? view.columns.filter(({ schedule }) => !filter.hidden.includes(schedule.id)) : []),
    [view, filter.hidden],
  );
  const columns = useGridColumns(shown, view?.date ?? place.date);
  const [slot, setSlot] = useState<SlotView | null>(null);
  const [window, setWindow] = useState<ColumnWindow>({ start: 0, count: columns.length });
  const dialogs = useVisitDialogs(place.select);
  const now = useNowFor(view ? [view.date] : noDates);
  const selectedSlot = currentSlot(slot, columns, place.visitId);

  const close = () => {
    setSlot(null);
    place.select(null);
  };
  const turn = (by: 1 | -1) => {
    close();
    setWindow(turned(window, columns.length, by));
  };
  const bookIn = useCallback((free: SlotView) => navigate(bookingOf(free)), []);
  useShortcuts({
    'ctrl+pageup': () => turn(-1),
    'ctrl+pagedown': () => turn(1),
    escape: close,
    ...(place.visitId
      ? { m: () => dialogs.openMove(place.visitId ?? ''), o: () => dialogs.openCancel(place.visitId ?? '') }
      : {}),
    ...(selectedSlot ? { enter: () => bookIn(selectedSlot) } : {}),
  });

  const fits = window.count >= columns.length;
  const schedule = selectedSlot ? scheduleOf(overview, selectedSlot.scheduleId) : undefined;
  return (
    <>
      <CalendarHeader
        mode="day"
        date={place.date}
        scheduleId={null}
        title={format.dayTitle(place.date)}
        short={format.shortDay(place.date)}
        counts={view?.date === place.date && shown.length > 0 ? countsOf(shown) : null}
        onStep={place.step}
        onToday={() => place.go(place.today)}
        pages={fits ? null : { from: window.start + 1, to: window.start + window.count, total: columns.length, onTurn: turn }}
      />
      <div className={styles.body}>
        <SidePanel place={place} overview={overview} filter={filter} />
        {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
        {query.status === 'pending' ? <LoadingLines lines={12} /> : null}
        {view && columns.length === 0 ? <EmptyDay view={view} overview={overview} onShowAll={() => filter.onHide([])} /> : null}
        {view && columns.length > 0 ? (
          <CalendarGrid
            subject={view.date}
            title={t('calendar.label', { day: format.longDay(view.date) })}
            columns={columns}
            now={now}
            selectedId={place.visitId ?? selectedSlot?.id ?? null}
            start={window.start}
            onWindow={setWindow}
            onVisit={(visit) => {
              setSlot(null);
              place.select(visit.id);
            }}
            onSlot={(chosen) => {
              setSlot(chosen);
              place.select(null);
            }}
            onBook={bookIn}
            onDrop={(visit, target, { column, time }) =>
              dialogs.drop(visit, target, {
                scheduleId: columns[column]?.key ?? visit.scheduleId,
                localStart: `${view.date}T${time}`,
              })
            }
            carryActs={dialogs.carryActs}
            onTurn={turn}
          />
        ) : null}
        {place.visitId ? (
          <VisitDrawer
            key={place.visitId}
            visitId={place.visitId}
            onMove={({ id }) => dialogs.openMove(id)}
            onCancel={({ id }) => dialogs.openCancel(id)}
            onClose={close}
          />
        ) : null}
        {selectedSlot && schedule ? (
          <SlotDrawer slot={selectedSlot} schedule={schedule} onBook={() => bookIn(selectedSlot)} onClose={close} />
        ) : null}
      </div>
      {dialogs.element}
    </>
  );
}

function useGridColumns(shown: readonly DayColumn[], date: string): GridColumn[] {
  const { t } = useTranslation();
  return useMemo(
    () =>
      shown.map((column) => {
        const { schedule, rooms, slots, visits } = column;
        const where = [schedule.clinicCode, rooms.length > 0 ? roomName(rooms.join(', '), t) : null];
        return {
          key: schedule.id,
          name: schedule.actorShort,
          label: t('calendar.columnLabel', { actor: schedule.actorName, place: where.filter(Boolean).join(', ') }),
          exam: schedule.service !== 'cardiology',
          slots,
          visits,
          header: <ColumnHeader column={column} date={date} />,
        };
      }),
    [shown, date, t],
  );
}

function countsOf(columns: readonly DayColumn[]): { free: number; booked: number } {
  return columns.reduce((sum, { free, booked }) => ({ free: sum.free + free, booked: sum.booked + booked }), {
    free: 0,
    booked: 0,
  });
}

const holidays = [
  'new-year',
  'epiphany',
  'easter',
  'easter-monday',
  'labour-day',
  'constitution-day',
  'pentecost',
  'corpus-christi',
  'assumption',
  'all-saints',
  'independence-day',
  'christmas-eve',
  'christmas-day',
  'second-christmas-day',
] as const;

function EmptyDay({ view, overview, onShowAll }: { view: DayView; overview: Overview; onShowAll: () => void }) {
  const { t } = useTranslation();
  const status = useDeskStatus();
  const mayImport = useMay()('import.plan');
  const holiday = holidays.find((each) => each === view.holiday);
  // What is being fetched is not empty: nobody should import on top of it.
  if (overview.schedules.length === 0 && status?.connection === 'seeding') return <LoadingLines lines={12} />;
  if (overview.schedules.length === 0) {
    const action = mayImport ? (
      <Button component="a" href={hrefOf({ screen: 'import' })}>
        {t('calendar.empty.toImport')}
      </Button>
    ) : null;
    return (
      <EmptyState icon={<IconFileImport size={30} stroke={1.3} />} title={t('calendar.empty.noneTitle')} action={action}>
        {t(mayImport ? 'calendar.empty.noneBody' : 'calendar.empty.noneWait')}
      </EmptyState>
    );
  }
  if (view.columns.length > 0) {
    const action = <Button onClick={onShowAll}>{t('calendar.empty.showAll')}</Button>;
    return (
      <EmptyState icon={<IconEyeOff size={30} stroke={1.3} />} title={t('calendar.empty.hiddenTitle')} action={action}>
        {t('calendar.empty.hiddenBody')}
      </EmptyState>
    );
  }
  const title = holiday
    ? t('calendar.empty.holidayTitle', { holiday: t(`calendar.holiday.${holiday}`) })
    : t('calendar.empty.title');
  return (
    <EmptyState icon={<IconCalendarOff size={30} stroke={1.3} />} title={title}>
      {holiday ? t('calendar.empty.holidayBody') : t('calendar.empty.body')}
    </EmptyState>
  );
}
