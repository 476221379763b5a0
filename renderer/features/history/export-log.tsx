import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../app/desk-client.ts';
import { useOverview } from '../../app/overview.ts';
import { saveFile } from '../../app/save-file.ts';

/** The whole log of this desk as a file, for the manager; that it was exported is a line of the log too. */
export function ExportLog() {
  const { t } = useTranslation();
  const { orpc } = useDesk();
  const today = useOverview()?.today ?? '';
  const exporting = useMutation(
    orpc.audit.export.mutationOptions({
      onSuccess: ({ text, rows }) => {
        saveFile(`okienko-dziennik-${today}.csv`, text, 'text/csv;charset=utf-8');
        notifications.show({ message: t('history.exported', { count: rows }) });
      },
      onError: () => notifications.show({ color: 'bad', message: t('history.exportFailed') }),
    }),
  );
  return (
    <Button variant="default" size="compact-sm" loading={exporting.isPending} onClick={() => exporting.mutate({ format: 'csv' })}>
      {t('history.export')}
    </Button>
  );
}
