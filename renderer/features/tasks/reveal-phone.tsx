import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskView } from '../../../core/contract/views.ts';
import { formatPhone } from '../../../core/domain/phone.ts';
import { useDesk } from '../../app/desk-client.ts';
import styles from './task-detail.module.css';

/** Masked until opened: core tells the numbers then, and that somebody asked is on record. */
export function RevealPhone({
  patient,
  visitId = null,
  taskId = null,
}: {
  patient: NonNullable<TaskView['patient']>;
  visitId?: string | null;
  taskId?: string | null;
}) {
  const { t } = useTranslation();
  const { client } = useDesk();
  const [revealed, setRevealed] = useState<string[] | null>(null);
  const masked = [patient.phone, patient.secondPhone].filter((phone) => phone !== null);
  if (masked.length === 0) return <>{t('tasks.detail.noPhone')}</>;
  if (revealed) return <span className={styles.phones}>{revealed.map(formatPhone).join(' · ')}</span>;
  const reveal = async () => {
    const contact = await client.patients.reveal({ patientId: patient.id, visitId, taskId }).catch(() => null);
    if (contact) setRevealed([contact.phone, contact.secondPhone].filter((phone) => phone !== null));
  };
  return (
    <span className={styles.phones}>
      {masked.join(' · ')}
      <Button variant="default" size="compact-xs" onClick={() => void reveal()}>
        {t('tasks.detail.showPhone')}
      </Button>
    </span>
  );
}
