import { IconEye } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { hrefOf, useRoute } from '../../app/routes.ts';
import styles from './away-notice.module.css';
import { useAway } from './use-away.ts';

/** Over every screen until the list is ticked off: at the start, after a break, after a lost connection. */
export function AwayNotice() {
  const { t } = useTranslation();
  const route = useRoute();
  const away = useAway();
  if (!away || away.total === 0 || route.screen === 'away') return null;
  return (
    <p className={styles.bar} role="status">
      <IconEye size={16} stroke={1.8} aria-hidden />
      <b>{t('away.notice', { count: away.total })}</b>
      <a href={hrefOf({ screen: 'away' })}>{t('away.open')}</a>
    </p>
  );
}
