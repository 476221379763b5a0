import { Checkbox } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview, ScheduleView, VisitView } from '../../../core/contract/views.ts';
import { outcomeOf } from '../../../core/domain/visit-outcome.ts';
import { useCentralNow } from '../../app/central-clock.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { useShortcuts } from '../../app/shortcuts.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { KindChip, Mark } from '../../components/kind-chip.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { TruthLabel } from '../../components/truth-label.tsx';
import { CalendarHeader } from './calendar-header.tsx';
import screenStyles from './calendar-screen.module.css';
import type { CalendarPlace, DoctorFilterState } from './calendar-screen.tsx';
import styles from './list-screen.module.css';
import { SidePanel } from './side-panel.tsx';
import { useVisitDialogs } from './visit-dialogs.tsx';
import { VisitDrawer } from './visit-drawer.tsx';

interface Row {
  visit: VisitView;
  schedule: ScheduleView;
}

/** Lista: the visits of a day by time, everything about each in one line. */
export function ListScreen({ place, overview, filter }: { place: CalendarPlace; overview: Overview; filter: DoctorFilterState }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { orpc } = useDesk();
  const query = useQuery(orpc.calendar.day.queryOptions({ input: { date: place.date }, placeholderData: keepPreviousData }));
  const [onlyUpcoming, setOnlyUpcoming] = useState(false);
  const now = useCentralNow() ?? '';
  const dialogs = useVisitDialogs(place.select);
  const view = query.data;
  const rows = useMemo(() => {
    const columns = (view?.columns ?? []).filter(({ schedule }) => !filter.hidden.includes(schedule.id));
    const all = columns.flatMap(({ schedule, visits }) => visits.map((visit): Row => ({ visit, schedule })));
    return all.toSorted(
      (a, b) => a.visit.localStart.localeCompare(b.visit.localStart) || a.schedule.actorName.localeCompare(b.schedule.actorName),
    );
  }, [view, filter.hidden]);
  const shown = onlyUpcoming ? rows.filter(({ visit }) => visit.localEnd > now) : rows;
  const close = () => place.select(null);
  useShortcuts({
    escape: close,
    ...(place.visitId
      ? { m: () => dialogs.openMove(place.visitId ?? ''), o: () => dialogs.openCancel(place.visitId ?? '') }
      : {}),
  });
  return (
    <>
      <CalendarHeader
        mode="list"
        date={place.date}
        scheduleId={null}
        title={format.dayTitle(place.date)}
        short={format.shortDay(place.date)}
        counts={view?.date === place.date ? { booked: rows.length, free: view.free } : null}
        onStep={place.step}
        onToday={() => place.go(place.today)}
        pages={null}
      >
        {place.date === place.today ? (
          <Checkbox
            size="xs"
            className={styles.upcoming}
            label={t('calendar.list.onlyOpen')}
            checked={onlyUpcoming}
            onChange={({ currentTarget }) => setOnlyUpcoming(currentTarget.checked)}
          />
        ) : null}
      </CalendarHeader>
      <div className={screenStyles.body}>
        <SidePanel place={place} overview={overview} filter={filter} />
        {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
        {query.status === 'pending' ? <LoadingLines lines={12} /> : null}
        {view && shown.length === 0 ? (
          <EmptyState icon={<IconListDetails size={30} stroke={1.3} />} title={t('calendar.list.empty')}>
            {t('calendar.list.emptyBody')}
          </EmptyState>
        ) : null}
        {shown.length > 0 ? (
          <div className={styles.scroller}>
            <table className={styles.list}>
              <caption className="sr-only">{t('calendar.list.caption', { day: format.longDay(place.date) })}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('calendar.list.time')}</th>
                  <th scope="col">{t('calendar.list.patient')}</th>
                  <th scope="col">{t('calendar.list.actor')}</th>
                  <th scope="col">{t('calendar.list.kind')}</th>
                  <th scope="col">{t('calendar.list.status')}</th>
                  <th scope="col">{t('calendar.list.truth')}</th>
                </tr>
              </thead>
              <tbody>
                {shown.map((row, index) => (
                  <ListRow
                    key={row.visit.id}
                    row={row}
                    past={row.visit.localEnd <= now}
                    repeatedTime={shown[index - 1]?.visit.localStart === row.visit.localStart}
                    selected={row.visit.id === place.visitId}
                    onSelect={place.select}
                  />
                ))}
              </tbody>
            </table>
          </div>
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
      </div>
      {dialogs.element}
    </>
  );
}

function ListRow({
  row: { visit, schedule },
  past,
  repeatedTime,
  selected,
  onSelect,
}: {
  row: Row;
  past: boolean;
  repeatedTime: boolean;
  selected: boolean;
  onSelect: (visitId: string) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    // The name in the row is the button; the row only widens it for the mouse.
    <tr data-past={past || undefined} data-selected={selected || undefined} onClick={() => onSelect(visit.id)}>
      <td className={styles.time} data-repeated={repeatedTime || undefined}>
        {format.time(visit.localStart)}
      </td>
      <td>
        <button type="button" className={styles.name} aria-pressed={selected} onClick={() => onSelect(visit.id)}>
          {visit.patientName}
        </button>
      </td>
      <td className={styles.actor}>
        {schedule.actorShort} <small>{schedule.clinicCode}</small>
      </td>
      <td>
        <KindChip visit={visit} />
      </td>
      <td>
        <span className={styles.marks}>
          {t(`common.outcome.${outcomeOf(visit) ?? 'expected'}`)}
          {visit.urgent ? <Mark tone="warn">{t('common.category.urgent')}</Mark> : null}
          {visit.gaps.map((gap) => (
            <Mark key={gap} tone="warn">
              {t(`common.gap.${gap}`)}
            </Mark>
          ))}
        </span>
      </td>
      <td>
        <TruthLabel truth={visit.truth} />
      </td>
    </tr>
  );
}
