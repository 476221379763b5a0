import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DayColumn, Overview, SlotView, VisitView } from '../../../core/contract/views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { roomName } from '../../components/room-name.ts';
import styles from './sheet.module.css';
import { Sheet } from './sheet.tsx';

/** A page per doctor. `names` false: for the door, where only times and numbers may hang. */
export function DayLists({
  overview,
  date,
  scheduleId,
  names,
}: {
  overview: Overview;
  date: string;
  scheduleId: string | null;
  names: boolean;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { orpc } = useDesk();
  const query = useQuery(orpc.calendar.day.queryOptions({ input: { date } }));
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <LoadingLines />;
  const columns = query.data.columns.filter(({ schedule }) => scheduleId === null || schedule.id === scheduleId);
  if (columns.length === 0) {
    return (
      <Sheet overview={overview} title={format.dayTitle(date)}>
        <p>{t('paper.nobody')}</p>
      </Sheet>
    );
  }
  return columns.map((column) => (
    <Sheet
      key={column.schedule.id}
      overview={overview}
      title={column.schedule.actorName}
      subtitle={[`${format.dayTitle(date)} ${date.slice(0, 4)}`, ...column.rooms.map((room) => roomName(room, t))].join(' · ')}
      truths={names ? column.visits.map(({ truth }) => truth) : []}
    >
      {names ? <DayTable column={column} /> : <DoorList column={column} />}
    </Sheet>
  ));
}

type Line = { at: string; visit: VisitView | null; slot: SlotView | null };

/** Visits, and free slots as lines to write on; a day of paper goes on with it. */
function linesOf({ visits, slots }: DayColumn): Line[] {
  const free = slots.filter(({ state }) => state === 'free' || state === 'held-back');
  return [
    ...visits.map((visit) => ({ at: visit.localStart, visit, slot: null })),
    ...free.map((slot) => ({ at: slot.localStart, visit: null, slot })),
  ].toSorted((a, b) => a.at.localeCompare(b.at));
}

function DayTable({ column }: { column: DayColumn }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('paper.day.time')}</th>
          <th scope="col">{t('paper.day.patient')}</th>
          <th scope="col">{t('paper.day.kind')}</th>
          <th scope="col">{t('paper.day.remarks')}</th>
          <th scope="col">{t('paper.day.truth')}</th>
          <th scope="col">{t('paper.day.came')}</th>
          <th scope="col">{t('paper.day.note')}</th>
        </tr>
      </thead>
      <tbody>
        {linesOf(column).map(({ at, visit, slot }) => (
          <tr key={visit?.id ?? slot?.id}>
            <td className={styles.time}>{format.time(at)}</td>
            {visit ? (
              <>
                <td className={styles.name}>{visit.patientName}</td>
                <td>{t(`common.kindShort.${visit.service === 'cardiology' ? visit.kind : visit.service}`)}</td>
                <td>
                  {[
                    visit.urgent ? t('common.category.urgent') : null,
                    visit.entitled ? t('common.entitled') : null,
                    ...visit.gaps.map((gap) => t(`common.gap.${gap}`)),
                    visit.status === 'booked' ? null : t(`common.status.${visit.status}`),
                  ]
                    .filter(Boolean)
                    .join(', ')}
                </td>
                <td>{t(`truth.label.${visit.truth}`)}</td>
              </>
            ) : (
              <>
                <td className={styles.free}>{t('paper.day.free')}</td>
                <td>{slot ? t(`common.kindShort.${slot.kind}`) : null}</td>
                <td />
                <td />
              </>
            )}
            <td className={styles.mark}>
              <span className={styles.box} />
              {t('paper.day.yes')} <span className={styles.box} />
              {t('paper.day.no')}
            </td>
            <td className={styles.write} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Numbers in order of time; no name, no initials, no kind of visit. */
function DoorList({ column }: { column: DayColumn }) {
  const { t } = useTranslation();
  const format = useFormat();
  const visits = column.visits.toSorted((a, b) => a.localStart.localeCompare(b.localStart));
  return (
    <ol className={styles.door}>
      {visits.map((visit, at) => (
        <li key={visit.id}>
          <b>{format.time(visit.localStart)}</b>
          <span>{t('paper.door.number', { number: at + 1 })}</span>
        </li>
      ))}
    </ol>
  );
}
