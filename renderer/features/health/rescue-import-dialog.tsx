import { Button, FileInput, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../app/desk-client.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { RefusalList } from '../../components/refusal-list.tsx';
import styles from './health-screen.module.css';
import { RescueDialog } from './rescue-dialog.tsx';
import { base64Of } from './save-file.ts';

export function RescueImportDialog({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const { t } = useTranslation();
  return (
    <RescueDialog title={t('health.rescue.importTitle')} opened={opened} onClose={onClose}>
      <RescueImport onClose={onClose} />
    </RescueDialog>
  );
}

function RescueImport({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const { client } = useDesk();
  const [file, setFile] = useState<File | null>(null);
  const [code, setCode] = useState('');
  const taking = useMutation({
    mutationFn: async (chosen: File) => client.safety.importRescue({ base64: await base64Of(chosen), code: code.trim() }),
    onSuccess(result) {
      if (!result.ok) return;
      notifications.show({ message: t('health.rescue.taken', { added: result.added, known: result.known }) });
      onClose();
    },
  });
  const take = (event: FormEvent) => {
    event.preventDefault();
    if (file && code.trim() !== '') taking.mutate(file);
  };
  return (
    <form className={styles.form} onSubmit={take}>
      <FileInput
        data-autofocus
        label={t('health.rescue.file')}
        placeholder={t('health.rescue.choose')}
        accept=".okienko"
        value={file}
        onChange={setFile}
      />
      <TextInput
        label={t('health.rescue.enterCode')}
        autoComplete="off"
        spellCheck={false}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      {taking.error ? <ErrorState error={taking.error} onRetry={() => file && taking.mutate(file)} /> : null}
      {taking.data?.ok === false ? <RefusalList refusals={taking.data.refusals} /> : null}
      <div className={styles.formActs}>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={taking.isPending} disabled={!file || code.trim() === ''}>
          {t('health.rescue.take')}
        </Button>
      </div>
    </form>
  );
}
