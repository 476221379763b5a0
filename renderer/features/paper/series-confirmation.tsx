import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../../core/contract/views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { roomName } from '../../components/room-name.ts';
import { placeName } from '../day/visit-drawer.tsx';
import { leafletRules } from './leaflet-rules.ts';
import styles from './sheet.module.css';
import { Sheet } from './sheet.tsx';

/** All dates of a series on one page, and what is not confirmed yet (I5, R35, R47). */
export function SeriesConfirmation({ overview, visitIds }: { overview: Overview; visitIds: readonly string[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { orpc } = useDesk();
  const queries = useQueries({ queries: visitIds.map((id) => orpc.visits.get.queryOptions({ input: { id } })) });
  if (queries.some(({ isPending }) => isPending)) return <LoadingLines />;
  const visits = queries.flatMap(({ data }) => (data && data.status !== 'cancelled' ? [data] : []));
  const [first] = visits;
  if (!first) return <EmptyState title={t('calendar.drawer.gone')} />;
  const open = visits.some(({ truth }) => truth !== 'confirmed');
  return (
    <Sheet overview={overview} title={t('paper.confirmation.seriesTitle')} truths={visits.map(({ truth }) => truth)}>
      <dl className={styles.facts}>
        <dt>{t('paper.confirmation.patient')}</dt>
        <dd>{first.patientName}</dd>
        <dt>{t('paper.confirmation.where')}</dt>
        <dd>{placeName(first.clinicCode, t)}</dd>
      </dl>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('paper.confirmation.day')}</th>
            <th scope="col">{t('paper.confirmation.hour')}</th>
            <th scope="col">{t('paper.confirmation.with')}</th>
          </tr>
        </thead>
        <tbody>
          {visits.map((visit) => (
            <tr key={visit.id}>
              <td className={styles.name}>{`${format.dayTitle(visit.localStart)} ${visit.localStart.slice(0, 4)}`}</td>
              <td className={styles.name}>
                {format.time(visit.localStart)}
                {visit.truth === 'confirmed' ? '' : ' *'}
              </td>
              <td>{[visit.actorName, visit.room ? roomName(visit.room, t) : null].filter(Boolean).join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{open ? t('paper.confirmation.someNotYet') : t('paper.confirmation.confirmed')}</p>
      <div className={styles.rules}>
        <ul>
          {leafletRules(t, overview.policy).continuation.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      </div>
    </Sheet>
  );
}
