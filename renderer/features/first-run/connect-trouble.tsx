import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ConnectTrouble } from '../../../core/contract/connect-views.ts';
import { networkLine } from '../../../core/domain/health-lines.ts';
import type { Translate } from '../../messages/i18n.ts';
import { lineText } from '../health/line-text.ts';
import styles from './connect.module.css';

/** Why the desk could not be connected, what to do, and that nothing was kept. */
export function ConnectTroubleBox({ trouble }: { trouble: ConnectTrouble }) {
  const { t } = useTranslation();
  const { what, act } = troubleText(t, trouble);
  return (
    <div role="alert" className={styles.bad}>
      <p className={styles.badTitle}>
        <IconAlertTriangle size={16} aria-hidden /> {t('connect.trouble.title')}
      </p>
      <p>{what}</p>
      <p>{act}</p>
      <p className={styles.small}>
        {t('connect.form.nothingKept')} (
        {t('common.code', { code: trouble.kind === 'network' ? trouble.trouble.kind : trouble.kind })})
      </p>
    </div>
  );
}

/** The sentences for the network are those of the screen Stan. */
export function troubleText(t: Translate, trouble: ConnectTrouble): { what: string; act: string } {
  if (trouble.kind === 'network') {
    const { says, act } = lineText(t, networkLine(trouble.trouble));
    return { what: says, act: act ?? '' };
  }
  const what = t(`connect.trouble.${trouble.kind}.what`);
  if (trouble.kind === 'desk-refused' && trouble.minutes !== null)
    return { what, act: t('connect.trouble.clock', { minutes: Math.abs(trouble.minutes) }) };
  return { what, act: t(`connect.trouble.${trouble.kind}.act`) };
}
