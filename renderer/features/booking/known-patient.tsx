import { useTranslation } from 'react-i18next';
import type { PatientDetail } from '../../../core/contract/views.ts';
import { useFormat } from '../../app/format.ts';
import { shortPersonName } from '../../components/short-person-name.ts';
import styles from './known-patient.module.css';

/** The nearest is named, more are only counted. */
const named = 1;

/** What is worth knowing before another visit is booked for this person. */
export function KnownPatient({ patient, today }: { patient: PatientDetail; today: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const ahead = patient.visits
    .filter((visit) => visit.status === 'booked' && visit.localStart.slice(0, 10) >= today)
    .toSorted((a, b) => a.startsAt.localeCompare(b.startsAt));
  const words = ahead.slice(0, named).map((visit) => `${format.moment(visit.localStart)} ${shortPersonName(visit.actorName)}`);
  if (ahead.length > named) words.push(t('booking.patient.alreadyMore', { count: ahead.length - named }));
  return (
    <>
      {patient.heldBack ? <p className={styles.warn}>{t('booking.patient.heldBack')}</p> : null}
      {ahead.length > 0 ? <p className={styles.fact}>{t('booking.patient.already', { visits: words.join('; ') })}</p> : null}
    </>
  );
}
