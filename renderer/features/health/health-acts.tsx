import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../app/desk-client.ts';
import { useMay } from '../../app/session.ts';
import styles from './health-screen.module.css';
import { RescueExportDialog } from './rescue-export-dialog.tsx';
import { RescueImportDialog } from './rescue-import-dialog.tsx';
import { bytesOf, saveFile } from './save-file.ts';

type Act = 'backUp' | 'exportRescue' | 'importRescue' | 'exportAudit' | 'diagnostics';

/** What somebody who looks after this desk can do. What his role may not is not offered. */
export function HealthActs({ onDone }: { onDone(): void }) {
  const { t } = useTranslation();
  const { client } = useDesk();
  const may = useMay();
  const [running, setRunning] = useState<Act | null>(null);
  const [dialog, setDialog] = useState<'export' | 'import' | null>(null);

  const run = (act: Act, work: () => Promise<void>, failed: string) => {
    setRunning(act);
    void work()
      .catch(() => notifications.show({ color: 'bad', message: failed }))
      .finally(() => {
        setRunning(null);
        onDone();
      });
  };
  const backUp = async () => {
    await client.safety.backUp();
    notifications.show({ message: t('health.acts.backedUp') });
  };
  const exportAudit = async () => {
    const { text } = await client.audit.export({ format: 'csv' });
    // Excel takes a file without the mark for Windows-1250.
    saveFile('okienko-audit.csv', `\uFEFF${text.replace(/^\uFEFF/, '')}`);
  };
  const saveDiagnostics = async () => {
    const { name, base64 } = await client.health.diagnostics();
    saveFile(name, bytesOf(base64));
  };
  const failed = t('health.acts.failed');
  const acts: { act: Act; allowed: boolean; onClick(): void }[] = [
    { act: 'backUp', allowed: may('safety.backUp'), onClick: () => run('backUp', backUp, t('health.acts.backUpFailed')) },
    { act: 'diagnostics', allowed: may('health.diagnostics'), onClick: () => run('diagnostics', saveDiagnostics, failed) },
    { act: 'exportAudit', allowed: may('audit.export'), onClick: () => run('exportAudit', exportAudit, failed) },
    { act: 'exportRescue', allowed: may('safety.exportRescue'), onClick: () => setDialog('export') },
    { act: 'importRescue', allowed: may('safety.importRescue'), onClick: () => setDialog('import') },
  ];
  return (
    <section className={styles.acts}>
      <h2 className={styles.title}>{t('health.acts.title')}</h2>
      <ul>
        {acts
          .filter(({ allowed }) => allowed)
          .map(({ act, onClick }) => (
            <li key={act}>
              <Button fullWidth variant="default" loading={running === act} disabled={running !== null} onClick={onClick}>
                {t(`health.acts.${act}`)}
              </Button>
              <p>{t(`health.acts.${act}Help`)}</p>
            </li>
          ))}
      </ul>
      <RescueExportDialog opened={dialog === 'export'} onClose={() => setDialog(null)} />
      <RescueImportDialog
        opened={dialog === 'import'}
        onClose={() => {
          setDialog(null);
          onDone();
        }}
      />
    </section>
  );
}
