import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../../core/domain/refusal.ts';
import { useDesk } from '../../app/desk-client.ts';
import { RefusalList } from '../../components/refusal-list.tsx';
import styles from './waiting-screen.module.css';

/** R20: the referral is shown or read out; a 4-digit code needs the PESEL, which a known patient brings along. */
export function AskForm({ patientId, onAsked }: { patientId: string | null; onAsked(id: string, answered: boolean): void }) {
  const { t } = useTranslation();
  const { client, orpc } = useDesk();
  const [referral, setReferral] = useState('');
  const [pesel, setPesel] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const { data: patient } = useQuery(
    orpc.patients.get.queryOptions({ input: { id: patientId ?? '' }, enabled: patientId !== null }),
  );
  const digits = referral.replace(/\D/g, '');
  const needsPesel = digits.length <= 4 && !patient?.pesel;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const result = await client.waiting.ask({ referral, pesel: pesel.trim() || null, patientId });
    setBusy(false);
    setRefusals(result.ok ? [] : result.refusals);
    if (!result.ok) return;
    setReferral('');
    setPesel('');
    onAsked(result.id, result.answered);
  };
  return (
    <form className={styles.ask} onSubmit={(event) => void submit(event)}>
      <TextInput
        ref={field}
        label={
          patient
            ? t('waiting.ask.referralOf', { patient: `${patient.familyName} ${patient.givenName}` })
            : t('waiting.ask.referral')
        }
        placeholder={t('waiting.ask.referralHint')}
        value={referral}
        maxLength={60}
        autoComplete="off"
        spellCheck={false}
        onChange={({ currentTarget }) => setReferral(currentTarget.value)}
      />
      {needsPesel ? (
        <TextInput
          label={t('waiting.ask.pesel')}
          value={pesel}
          maxLength={20}
          inputMode="numeric"
          autoComplete="off"
          onChange={({ currentTarget }) => setPesel(currentTarget.value)}
        />
      ) : null}
      <Button type="submit" loading={busy} disabled={digits.length < 4}>
        {t('waiting.ask.act')}
      </Button>
      {refusals.length > 0 ? (
        <div className={styles.whole}>
          <RefusalList refusals={refusals} />
        </div>
      ) : null}
    </form>
  );
}
