import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../../core/contract/views.ts';
import { addDays, weekdayOf } from '../../../core/domain/time.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { scheduleOf } from '../../app/overview.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import styles from './sheet.module.css';
import { Sheet } from './sheet.tsx';

/** One doctor's week: who comes when. */
export function WeekPage({ overview, date, scheduleId }: { overview: Overview; date: string; scheduleId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { orpc } = useDesk();
  const from = addDays(date, 1 - weekdayOf(date));
  const query = useQuery(orpc.calendar.week.queryOptions({ input: { from, scheduleId } }));
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <LoadingLines />;
  const days = query.data.days.filter((day, at) => at < 5 || day.visits.length + day.slots.length > 0);
  return (
    <Sheet
      overview={overview}
      title={scheduleOf(overview, scheduleId)?.actorName ?? ''}
      subtitle={`${format.fullDate(from)} – ${format.fullDate(addDays(from, 6))}`}
      truths={days.flatMap(({ visits }) => visits.map(({ truth }) => truth))}
    >
      <table className={styles.week}>
        <thead>
          <tr>
            {days.map((day) => (
              <th key={day.date} scope="col">
                {format.shortDay(day.date)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {days.map((day) => (
              <td key={day.date}>
                <ul>
                  {day.visits.map((visit) => (
                    <li key={visit.id}>
                      <b>{format.time(visit.localStart)}</b> {visit.patientShort}
                      {visit.truth === 'confirmed' ? '' : ` (${t(`truth.label.${visit.truth}`)})`}
                    </li>
                  ))}
                </ul>
                {day.visits.length === 0 ? <span className={styles.free}>{t('paper.week.none')}</span> : null}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </Sheet>
  );
}
