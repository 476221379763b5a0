import { useTranslation } from 'react-i18next';
import { useCentralNow } from '../../app/central-clock.ts';
import { useFormat } from '../../app/format.ts';
import styles from './training.module.css';

/** Colour and words that nobody takes for the real registration. */
export function TrainingMark() {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useCentralNow();
  return (
    <p className={styles.mark}>
      <b>{t('training.mark')}</b>
      <span>{t('training.strip')}</span>
      {now ? <span className={styles.clock}>{t('training.clock', { when: format.moment(now) })}</span> : null}
    </p>
  );
}
