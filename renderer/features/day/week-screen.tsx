import { Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview, ScheduleView, SlotView, WeekView } from '../../../core/contract/views.ts';
import { addDays } from '../../../core/domain/time.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { scheduleOf } from '../../app/overview.ts';
import { day, hrefOf, navigate, week } from '../../app/routes.ts';
import { useShortcuts } from '../../app/shortcuts.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { CalendarGrid, type GridColumn } from './calendar-grid.tsx';
import { CalendarHeader } from './calendar-header.tsx';
import styles from './calendar-screen.module.css';
import type { CalendarPlace, DoctorFilterState } from './calendar-screen.tsx';
import headerStyles from './column-header.module.css';
import { loadOf } from './column-header.tsx';
import { type ColumnWindow, turned } from './column-window.ts';
import { currentSlot, useNowFor } from './day-now.ts';
import { mondayOf } from './day-rail.tsx';
import { LoadBar } from './load-bar.tsx';
import { SidePanel } from './side-panel.tsx';
import { bookingOf } from './slot-booking.ts';
import { SlotDrawer } from './slot-drawer.tsx';
import { useVisitDialogs } from './visit-dialogs.tsx';
import { VisitDrawer } from './visit-drawer.tsx';
import { WeekMatrix } from './week-matrix.tsx';

type WeekDay = WeekView['days'][number];

/** Tydzień: seven days of one doctor, or the load of all doctors. */
export function WeekScreen({ place, overview, filter }: { place: CalendarPlace; overview: Overview; filter: DoctorFilterState }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { orpc } = useDesk();
  const from = mondayOf(place.date);
  const query = useQuery(
    orpc.calendar.week.queryOptions({ input: { from, scheduleId: place.scheduleId }, placeholderData: keepPreviousData }),
  );
  const schedule = place.scheduleId ? scheduleOf(overview, place.scheduleId) : undefined;
  const view = query.data?.scheduleId === place.scheduleId ? query.data : undefined;
  const days = useMemo(() => (view ? worthShowing(view.days) : []), [view]);
  const range = t('calendar.weekTitle', { from: format.dayMonth(from), to: format.dayMonth(addDays(from, 6)) });
  const counts = days.reduce((sum, { free, booked }) => ({ free: sum.free + free, booked: sum.booked + booked }), {
    free: 0,
    booked: 0,
  });
  return (
    <>
      <CalendarHeader
        mode="week"
        date={place.date}
        scheduleId={place.scheduleId}
        title={range}
        counts={view?.from === from ? counts : null}
        onStep={place.step}
        onToday={() => place.go(place.today)}
        pages={null}
      >
        <Select
          className={styles.actor}
          aria-label={t('calendar.week.actor')}
          placeholder={t('calendar.week.all')}
          clearable
          searchable
          value={place.scheduleId}
          onChange={(scheduleId) => navigate(week(place.date, scheduleId))}
          data={overview.schedules.map(({ id, actorShort }) => ({ value: id, label: actorShort }))}
        />
      </CalendarHeader>
      <div className={styles.body}>
        <SidePanel place={place} overview={overview} filter={filter} />
        {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
        {view ? null : <LoadingLines lines={12} />}
        {view && !schedule ? (
          <WeekMatrix
            days={days}
            schedules={overview.schedules.filter(({ id }) => !filter.hidden.includes(id))}
            today={place.today}
            range={range}
          />
        ) : null}
        {view && schedule ? <DoctorWeek days={days} schedule={schedule} place={place} /> : null}
      </div>
    </>
  );
}

function DoctorWeek({ days, schedule, place }: { days: readonly WeekDay[]; schedule: ScheduleView; place: CalendarPlace }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [slot, setSlot] = useState<SlotView | null>(null);
  const [shown, setShown] = useState<ColumnWindow>({ start: 0, count: days.length });
  const dialogs = useVisitDialogs(place.select);
  const columns = useMemo(
    () => days.map((each) => columnOf(each, schedule, place.today, format)),
    [days, schedule, place.today, format],
  );
  const now = useNowFor(days.map(({ date }) => date));
  const selectedSlot = currentSlot(slot, columns, place.visitId);
  const close = () => {
    setSlot(null);
    place.select(null);
  };
  const bookIn = useCallback((free: SlotView) => navigate(bookingOf(free)), []);
  useShortcuts({
    escape: close,
    ...(place.visitId
      ? { m: () => dialogs.openMove(place.visitId ?? ''), o: () => dialogs.openCancel(place.visitId ?? '') }
      : {}),
    ...(selectedSlot ? { enter: () => bookIn(selectedSlot) } : {}),
  });
  return (
    <>
      <CalendarGrid
        subject={`${schedule.id} ${days[0]?.date ?? ''}`}
        title={t('calendar.openWeek', { actor: schedule.actorName })}
        columns={columns}
        now={now}
        selectedId={place.visitId ?? selectedSlot?.id ?? null}
        start={shown.start}
        onWindow={setShown}
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
          dialogs.drop(visit, target, { scheduleId: schedule.id, localStart: `${columns[column]?.key ?? place.date}T${time}` })
        }
        carryActs={dialogs.carryActs}
        onTurn={(by) => setShown(turned(shown, columns.length, by))}
      />
      {place.visitId ? (
        <VisitDrawer
          key={place.visitId}
          visitId={place.visitId}
          onMove={({ id }) => dialogs.openMove(id)}
          onCancel={({ id }) => dialogs.openCancel(id)}
          onClose={close}
        />
      ) : null}
      {selectedSlot ? (
        <SlotDrawer slot={selectedSlot} schedule={schedule} onBook={() => bookIn(selectedSlot)} onClose={close} />
      ) : null}
      {dialogs.element}
    </>
  );
}

function columnOf(each: WeekDay, schedule: ScheduleView, today: string, format: ReturnType<typeof useFormat>): GridColumn {
  const name = format.longDay(each.date);
  return {
    key: each.date,
    name,
    label: name,
    exam: schedule.service !== 'cardiology',
    slots: each.slots,
    visits: each.visits,
    header: (
      <a className={headerStyles.header} href={hrefOf(day(each.date))} data-today={each.date === today || undefined}>
        <b className={headerStyles.name}>{format.shortDay(each.date)}</b>
        <span className={headerStyles.place}>
          <span>{each.booked}</span>
          {each.free > 0 ? (
            <span className={headerStyles.count}>
              <i>+{each.free}</i>
            </span>
          ) : null}
        </span>
        <span className={headerStyles.load}>
          <LoadBar percent={loadOf(each)} />
        </span>
      </a>
    ),
  };
}

/** Saturday and Sunday only when something is on them. */
function worthShowing(days: readonly WeekDay[]): WeekDay[] {
  return days.filter(({ slots, visits }, index) => index < 5 || slots.length > 0 || visits.length > 0);
}
