import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../app/desk-client.ts';
import { bytesOf, saveFile } from '../../app/save-file.ts';
import styles from './compliance-screen.module.css';

export type ExportedThing = 'statement' | 'comparison' | 'risks' | 'kolce-counts' | 'kolce-slots' | 'kolce-visits';

const types = {
  csv: 'text/csv;charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** The table as a file, in both formats. */
export function ExportButtons({ month, what }: { month: string; what: ExportedThing }) {
  const { t } = useTranslation();
  const { orpc } = useDesk();
  const exporting = useMutation(
    orpc.compliance.export.mutationOptions({
      onSuccess: ({ name, base64, rows }, { format }) => {
        saveFile(name, bytesOf(base64), types[format]);
        notifications.show({ message: t('compliance.saved', { name, count: rows }) });
      },
      onError: () => notifications.show({ color: 'bad', message: t('compliance.notSaved') }),
    }),
  );
  return (
    <span className={styles.exports}>
      {(['csv', 'xlsx'] as const).map((format) => (
        <Button
          key={format}
          variant="default"
          size="compact-sm"
          disabled={exporting.isPending}
          aria-label={t('compliance.save', { what: t(`compliance.thing.${what}`), format: format.toUpperCase() })}
          onClick={() => exporting.mutate({ month, what, format })}
        >
          {format.toUpperCase()}
        </Button>
      ))}
    </span>
  );
}
