import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../app/desk-client.ts';
import styles from './gate.module.css';

/**
 * Shown until its owner says that it is on paper: afterwards core keeps only what the code opens. `again`: the clinic's key was
 * exchanged, and this code takes the place of another one.
 */
export function RecoveryCode({ code, again }: { code: string; again: boolean }) {
  const { t } = useTranslation();
  const { client } = useDesk();
  const [kept, setKept] = useState(false);
  return (
    <>
      <div>
        <h1 className={styles.title}>{t(again ? 'access.code.againTitle' : 'access.code.title')}</h1>
        <p className={styles.lead}>{t(again ? 'access.code.againLead' : 'access.code.lead')}</p>
      </div>
      <p className={styles.code}>{code}</p>
      <p className={styles.lead}>{t('access.code.means')}</p>
      <Checkbox label={t('access.code.kept')} checked={kept} onChange={(event) => setKept(event.currentTarget.checked)} />
      <div className={styles.acts}>
        <span />
        <Button disabled={!kept} onClick={() => void client.session.codeIsWrittenDown()}>
          {t('access.code.go')}
        </Button>
      </div>
    </>
  );
}
