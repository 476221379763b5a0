import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScheduleCard } from '../../../core/contract/schedule-views.ts';
import { ChoiceRow } from '../../components/choice-row.tsx';
import styles from './panel.module.css';
import { DateField } from './typed-fields.tsx';

export interface Absence {
  from: string;
  to: string;
  reason: string;
  everyone: boolean;
}

const reasons = ['leave', 'illness', 'training', 'closed'] as const;

/** "Leave from 7 to 18 December", for one doctor or for the whole clinic. */
export function AbsenceForm({ card, day, onAdd }: { card: ScheduleCard; day: string; onAdd(absence: Absence): void }) {
  const { t } = useTranslation();
  const [from, setFrom] = useState(day);
  const [to, setTo] = useState(day);
  const [reason, setReason] = useState<string>(t('schedules.absent.leave'));
  const [who, setWho] = useState<'one' | 'all'>('one');
  const wrong = to < from;
  return (
    <>
      <h2 className={styles.title}>{t('schedules.absent.title')}</h2>
      <div className={styles.row}>
        <DateField
          label={t('schedules.absent.from')}
          value={from}
          onChange={(date) => {
            setFrom(date);
            if (to < date) setTo(date);
          }}
        />
        <DateField label={t('schedules.absent.to')} value={to} onChange={setTo} />
      </div>
      {wrong ? (
        <p className={styles.fault} role="alert">
          {t('schedules.absent.wrong')}
        </p>
      ) : null}
      <TextInput
        label={t('schedules.absent.reason')}
        value={reason}
        maxLength={120}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={styles.buttons}>
        {reasons.map((name) => (
          <Button key={name} size="compact-sm" variant="default" onClick={() => setReason(t(`schedules.absent.${name}`))}>
            {t(`schedules.absent.${name}`)}
          </Button>
        ))}
      </div>
      <ChoiceRow<'one' | 'all'>
        label={t('schedules.absent.who')}
        layout="list"
        value={who}
        choices={[
          { value: 'one', label: t('schedules.absent.one', { actor: card.view.actorName }) },
          { value: 'all', label: t('schedules.absent.all') },
        ]}
        onChange={setWho}
      />
      <Button disabled={wrong} onClick={() => onAdd({ from, to, reason: reason.trim(), everyone: who === 'all' })}>
        {t('schedules.absent.add')}
      </Button>
    </>
  );
}
