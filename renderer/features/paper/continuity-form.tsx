import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContinuityView, PackProtection } from '../../../core/contract/continuity-views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { ChoiceRow } from '../../components/choice-row.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { RefusalList } from '../../components/refusal-list.tsx';
import styles from './continuity.module.css';

/** The manager's choice: where, and who can open it. Neither way of protection is chosen beforehand: it is health data on a disk. */
export function ContinuityForm({ view }: { view: ContinuityView }) {
  const { t } = useTranslation();
  const { orpc } = useDesk();
  const queries = useQueryClient();
  const [folder, setFolder] = useState(view.folder);
  const [protection, setProtection] = useState<PackProtection | null>(view.protection);
  const [password, setPassword] = useState('');
  const saving = useMutation(
    orpc.continuity.save.mutationOptions({
      onSuccess: (saved) => {
        if (!saved.ok) return;
        setPassword('');
        queries.setQueryData(orpc.continuity.view.queryKey(), saved.view);
      },
    }),
  );
  const save = (on: boolean) => {
    if (protection === null) return;
    saving.mutate({ on, folder, protection, password: protection === 'password' && password !== '' ? password : null });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save(true);
  };
  const passwordKnown = view.protection === 'password';
  const isReady = protection === 'plain' || (protection === 'password' && (passwordKnown || password !== ''));
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        label={t('paper.continuity.folder')}
        description={t(view.folderFixed ? 'paper.continuity.folderFixed' : 'paper.continuity.folderHelp')}
        value={folder}
        disabled={view.folderFixed}
        maxLength={400}
        autoComplete="off"
        onChange={(event) => setFolder(event.currentTarget.value)}
      />
      <ChoiceRow<PackProtection>
        label={t('paper.continuity.protection')}
        layout="list"
        value={protection}
        choices={(['password', 'plain'] as const).map((value) => ({ value, label: t(`paper.continuity.${value}`) }))}
        onChange={setProtection}
      />
      {protection === 'plain' ? <p className={styles.warning}>{t('paper.continuity.plainWarning')}</p> : null}
      {protection === 'password' ? (
        <TextInput
          label={t('paper.continuity.passwordLabel')}
          description={t('paper.continuity.passwordHelp')}
          placeholder={passwordKnown ? t('paper.continuity.passwordKept') : ''}
          value={password}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      ) : null}
      <RefusalList refusals={saving.data?.ok === false ? saving.data.refusals : []} />
      {saving.error ? <ErrorState error={saving.error} onRetry={() => save(true)} /> : null}
      <div className={styles.acts}>
        <Button type="submit" disabled={!isReady} loading={saving.isPending}>
          {t(view.on ? 'paper.continuity.save' : 'paper.continuity.turnOn')}
        </Button>
        {view.on ? (
          <Button variant="default" disabled={saving.isPending} onClick={() => save(false)}>
            {t('paper.continuity.turnOff')}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
