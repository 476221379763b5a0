import { useTranslation } from 'react-i18next';
import styles from './loading-lines.module.css';

const widths = [62, 88, 74, 81, 55, 69, 91, 60];

/** Grey lines where text will be. Appears after a moment only: local data are usually there at once. */
export function LoadingLines({ lines = 4 }: { lines?: number }) {
  const { t } = useTranslation();
  return (
    <div className={styles.lines} role="status" aria-label={t('common.loading')}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <svg key={line} className={styles.line} aria-hidden width={`${widths[line % widths.length]}%`} height="10">
          <rect width="100%" height="10" rx="3" />
        </svg>
      ))}
    </div>
  );
}
