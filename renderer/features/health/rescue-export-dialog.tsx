import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../app/desk-client.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { RefusalList } from '../../components/refusal-list.tsx';
import styles from './health-screen.module.css';
import { RescueDialog } from './rescue-dialog.tsx';
import { bytesOf, saveFile } from './save-file.ts';

/** The code is shown once, before the file is saved; without it nobody can open the file. */
export function RescueExportDialog({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const { t } = useTranslation();
  return (
    <RescueDialog title={t('health.rescue.exportTitle')} opened={opened} onClose={onClose}>
      <RescueExport onClose={onClose} />
    </RescueDialog>
  );
}

function RescueExport({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const { client } = useDesk();
  const { mutate, data: made, error } = useMutation({ mutationFn: () => client.safety.exportRescue() });
  useEffect(() => mutate(), [mutate]);
  if (error) return <ErrorState error={error} onRetry={() => mutate()} />;
  if (!made) return <LoadingLines />;
  if (!made.ok) return <RefusalList refusals={made.refusals} />;
  if (made.acts === 0) return <p>{t('health.rescue.none')}</p>;
  return (
    <div className={styles.form}>
      <p>{t('health.rescue.count', { count: made.acts })}</p>
      <div>
        <p className={styles.label}>{t('health.rescue.code')}</p>
        <p className={styles.code}>{made.code}</p>
        <p className={styles.act}>{t('health.rescue.codeHelp')}</p>
      </div>
      <Button
        onClick={() => {
          saveFile(made.name, bytesOf(made.base64));
          onClose();
        }}
      >
        {t('health.rescue.save')}
      </Button>
    </div>
  );
}
