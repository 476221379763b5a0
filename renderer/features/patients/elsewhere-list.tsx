import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { hrefOf, patients } from '../../app/routes.ts';
import { useDeskStatus } from '../../app/status.ts';
import { TruthLabel } from '../../components/truth-label.tsx';
import styles from './elsewhere.module.css';

/** What this clinic has booked in others and is still ahead: they are in no calendar here. Nothing when there is none. */
export function ElsewhereList() {
  const { t } = useTranslation();
  const format = useFormat();
  const { orpc } = useDesk();
  const now = useDeskStatus()?.now ?? '';
  const { data } = useQuery(orpc.visits.elsewhere.queryOptions());
  const ahead = (data ?? []).filter(({ startsAt }) => startsAt > now);
  if (ahead.length === 0) return null;
  return (
    <section className={styles.list} aria-label={t('patients.elsewhere.title')}>
      <h2>{t('patients.elsewhere.title')}</h2>
      <p className={styles.lead}>{t('patients.elsewhere.lead')}</p>
      {ahead.map((visit) => (
        <a
          key={visit.id}
          className={styles.item}
          href={hrefOf(patients(visit.patientId))}
          data-off={visit.status === 'booked' ? undefined : visit.status}
        >
          <b>{visit.patientName}</b>
          <TruthLabel truth={visit.truth} />
          <span>
            {format.moment(visit.localStart)} · {visit.actorName}
          </span>
          <span>
            {[visit.elsewhere?.clinicName, visit.elsewhere?.town].filter(Boolean).join(', ')} ·{' '}
            {t(`common.status.${visit.status}`)}
          </span>
        </a>
      ))}
    </section>
  );
}
