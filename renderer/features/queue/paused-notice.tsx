import { IconDownload, IconLock, IconPlugX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DeskStatus } from '../../../core/contract/views.ts';
import styles from './paused-notice.module.css';

const icons = { unauthorised: IconLock, unconnected: IconPlugX, seeding: IconDownload } as const;

/** A queue that does not move says so, why, and what will start it again. (Offline is said by the bar over every screen.) */
export function PausedNotice({ connection, waiting }: { connection: DeskStatus['connection']; waiting: number }) {
  const { t } = useTranslation();
  if (connection === 'online' || connection === 'offline') return null;
  const Icon = icons[connection];
  return (
    <div className={styles.notice} data-connection={connection} role={connection === 'unauthorised' ? 'alert' : 'status'}>
      <Icon size={22} stroke={1.7} aria-hidden />
      <div>
        <p className={styles.title}>{t(`queue.paused.${connection}Title`)}</p>
        <p>{t(`queue.paused.${connection}`)}</p>
        {waiting > 0 ? <p>{t('queue.paused.waiting', { count: waiting })}</p> : null}
      </div>
    </div>
  );
}
