import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskView } from '../../../core/contract/views.ts';
import { formatPhone, maskPhone } from '../../../core/domain/phone.ts';
import { useDesk } from '../../app/desk-client.ts';
import styles from './task-detail.module.css';

/** Masked until opened; opening reads the patient, so that the read is on record. */
export function RevealPhone({ patient }: { patient: NonNullable<TaskView['patient']> }) {
  const { t } = useTranslation();
  const { client } = useDesk();
  const [shown, setShown] = useState(false);
  const numbers = [patient.phone, patient.secondPhone].filter((phone) => phone !== null);
  if (numbers.length === 0) return <>{t('tasks.detail.noPhone')}</>;
  if (shown) return <span className={styles.phones}>{numbers.map(formatPhone).join(' · ')}</span>;
  const show = () => {
    setShown(true);
    void client.patients.get({ id: patient.id }).catch(() => undefined);
  };
  return (
    <span className={styles.phones}>
      {numbers.map(maskPhone).join(' · ')}
      <Button variant="default" size="compact-xs" onClick={show}>
        {t('tasks.detail.showPhone')}
      </Button>
    </span>
  );
}
