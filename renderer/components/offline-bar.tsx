import { IconCloudOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../app/format.ts';
import { useDeskStatus } from '../app/status.ts';
import styles from './offline-bar.module.css';

/** Unmistakable but calm: one line under the header while central cannot be reached. */
export function OfflineBar() {
  const { t } = useTranslation();
  const format = useFormat();
  const status = useDeskStatus();
  if (status?.connection !== 'offline') return null;
  const asOf = status.confirmedAsOf;
  return (
    <p className={styles.bar}>
      <IconCloudOff size={16} stroke={1.8} aria-hidden />
      <b>{t('shell.offlineBar.title')}</b>
      <span>{asOf ? t('shell.offlineBar.body', { time: format.instant(asOf) }) : t('shell.offlineBar.bodyNever')}</span>
    </p>
  );
}
