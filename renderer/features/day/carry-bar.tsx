import { useTranslation } from 'react-i18next';
import { Kbd } from '../../components/kbd.tsx';
import styles from './carry-bar.module.css';

/** While a visit is in the hand: where it is held, whether it may land there, and the keys. Spoken by the grid's live region. */
export function CarryBar({
  patient,
  place,
  verdict,
  allowed,
  atTop,
}: {
  patient: string;
  place: string;
  verdict: string;
  allowed: boolean | null;
  /** The place is in the lower half of the day: the bar must not lie over it. */
  atTop: boolean;
}) {
  const { t } = useTranslation();
  return (
    <div className={styles.bar} data-top={atTop || undefined} aria-hidden>
      <b>{t('calendar.carry.title', { patient })}</b>
      <span>→ {place}</span>
      <span className={styles.verdict} data-allowed={allowed ?? undefined}>
        {verdict}
      </span>
      <span className={styles.keys}>
        <Kbd>← ↑ ↓ →</Kbd> {t('calendar.carry.keys')} <Kbd>{t('shell.keys.enter')}</Kbd> {t('calendar.carry.drop')}{' '}
        <Kbd>{t('shell.keys.escape')}</Kbd> {t('calendar.carry.abort')}
      </span>
    </div>
  );
}
