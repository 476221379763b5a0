import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './state.module.css';

/** A fault of the program (never an expected refusal, see RefusalList): what happened, what it means, what to do. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={styles.state} role="alert">
      <p className={styles.title}>{t('common.error.title')}</p>
      <p className={styles.body}>{t('common.error.body')}</p>
      {onRetry ? (
        <Button variant="default" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      ) : null}
      <p className={styles.code}>{t('common.code', { code: codeOf(error) })}</p>
    </div>
  );
}

/** The kind of the error only: its message might carry personal data. */
function codeOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
