import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './gate.module.css';

/** Shown once: core keeps only what the code opens. */
export function RecoveryCode({ code, onKept }: { code: string; onKept(): void }) {
  const { t } = useTranslation();
  const [kept, setKept] = useState(false);
  return (
    <>
      <div>
        <h1 className={styles.title}>{t('access.code.title')}</h1>
        <p className={styles.lead}>{t('access.code.lead')}</p>
      </div>
      <p className={styles.code}>{code}</p>
      <p className={styles.lead}>{t('access.code.means')}</p>
      <Checkbox label={t('access.code.kept')} checked={kept} onChange={(event) => setKept(event.currentTarget.checked)} />
      <div className={styles.acts}>
        <span />
        <Button disabled={!kept} onClick={onKept}>
          {t('access.code.go')}
        </Button>
      </div>
    </>
  );
}
