import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientDetail } from '../../../core/contract/views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { useOverview } from '../../app/overview.ts';
import { hrefOf, patients } from '../../app/routes.ts';
import { saveFile } from '../../app/save-file.ts';
import { useMay } from '../../app/session.ts';
import styles from './patient-card.module.css';
import { patientFilePage } from './patient-file-page.ts';

/** Entries that may be the same person. */
export function Duplicates({ duplicates }: Pick<PatientDetail, 'duplicates'>) {
  const { t } = useTranslation();
  const format = useFormat();
  if (duplicates.length === 0) return null;
  const told = (birthDate: string | null, hasPesel: boolean) => {
    const words = [
      birthDate ? t('patients.person.born', { date: format.fullDate(birthDate) }) : null,
      hasPesel ? null : t('patients.detail.noPesel'),
    ].filter(Boolean);
    return words.length > 0 ? ` (${words.join(', ')})` : null;
  };
  return (
    <p className={styles.warn}>
      {t('patients.detail.duplicates')}{' '}
      {duplicates.map(({ id, birthDate, hasPesel }, index) => (
        <Fragment key={id}>
          {index > 0 ? ', ' : null}
          <a href={hrefOf(patients(id))}>{t('patients.detail.duplicate', { number: index + 1 })}</a>
          {told(birthDate, hasPesel)}
        </Fragment>
      ))}
    </p>
  );
}

/** RODO art. 15 and 20: all that is held about the person, as a page to print and as data. For managers. */
export function PatientFiles({ patientId }: { patientId: string }) {
  const { t, i18n } = useTranslation();
  const { client } = useDesk();
  const format = useFormat();
  const overview = useOverview();
  const [running, setRunning] = useState(false);
  if (!useMay()('patients.export')) return null;

  const save = async (kind: 'html' | 'json') => {
    setRunning(true);
    try {
      const file = await client.patients.export({ id: patientId });
      if (file === null) throw new Error('gone');
      const words = { t, format, overview };
      if (kind === 'json') saveFile(`${file.name}.json`, `${JSON.stringify(file.held, null, 2)}\n`, 'application/json');
      else saveFile(`${file.name}.html`, patientFilePage(file.held, words, i18n.language), 'text/html');
    } catch {
      notifications.show({ color: 'bad', message: t('patients.file.failed') });
    } finally {
      setRunning(false);
    }
  };
  return (
    <section className={styles.files} aria-label={t('patients.file.title')}>
      <h3>{t('patients.file.title')}</h3>
      <p>{t('patients.file.help')}</p>
      <div>
        <Button variant="default" size="compact-sm" loading={running} onClick={() => void save('html')}>
          {t('patients.file.savePage')}
        </Button>
        <Button variant="default" size="compact-sm" loading={running} onClick={() => void save('json')}>
          {t('patients.file.saveData')}
        </Button>
      </div>
    </section>
  );
}
