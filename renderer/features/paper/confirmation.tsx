import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../../core/contract/views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { roomName } from '../../components/room-name.ts';
import { placeName } from '../day/visit-drawer.tsx';
import { leafletRules } from './leaflet-rules.ts';
import styles from './sheet.module.css';
import { Sheet } from './sheet.tsx';

/** What the patient takes home: when, where, with whom, how true it is, and the rules that touch this visit (R47). */
export function Confirmation({ overview, visitId }: { overview: Overview; visitId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { orpc } = useDesk();
  const query = useQuery(orpc.visits.get.queryOptions({ input: { id: visitId } }));
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingLines />;
  const visit = query.data;
  if (visit === null) return <EmptyState title={t('calendar.drawer.gone')} />;
  const facts: [string, string][] = [
    [t('paper.confirmation.patient'), visit.patientName],
    [t('paper.confirmation.with'), visit.actorName],
    [
      t('paper.confirmation.where'),
      [placeName(visit.clinicCode, t), visit.room ? roomName(visit.room, t) : null].filter(Boolean).join(', '),
    ],
  ];
  const about = visit.service === 'cardiology' ? (visit.kind === 'first' ? 'first' : 'continuation') : 'exam';
  return (
    <Sheet overview={overview} title={t('paper.confirmation.title')} truths={[visit.truth]}>
      <p className={styles.when}>
        {`${format.dayTitle(visit.localStart)} ${visit.localStart.slice(0, 4)}`}
        <b>{format.time(visit.localStart)}</b>
      </p>
      <dl className={styles.facts}>
        {facts.flatMap(([name, value]) => [<dt key={`${name} n`}>{name}</dt>, <dd key={name}>{value}</dd>])}
      </dl>
      <p>{visit.truth === 'confirmed' ? t('paper.confirmation.confirmed') : t('paper.confirmation.notYet')}</p>
      <div className={styles.rules}>
        <ul>
          {leafletRules(t, overview.policy)[about].map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      </div>
    </Sheet>
  );
}
