import { useTranslation } from 'react-i18next';
import type { PatientHit } from '../../core/contract/views.ts';
import { useFormat } from '../app/format.ts';
import styles from './patient-line.module.css';

/** One patient in a list: name first, PESEL and phone masked (opening the patient shows and audits them). */
export function PatientLine({ patient }: { patient: PatientHit }) {
  const { t } = useTranslation();
  const format = useFormat();
  const next = patient.nextVisit;
  const identity = [patient.peselMasked ?? (patient.birthDate ? format.fullDate(patient.birthDate) : null), patient.phoneMasked];
  return (
    <span className={styles.line}>
      <span className={styles.name}>
        {patient.familyName} {patient.givenName}
      </span>
      <span className={styles.identity}>{identity.filter(Boolean).join(' · ')}</span>
      <span className={styles.visit}>
        {next
          ? t('shell.search.nextVisit', { when: format.moment(next.localStart), actor: next.actorName })
          : t('shell.search.noVisit')}
      </span>
    </span>
  );
}
