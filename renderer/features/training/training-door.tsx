import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session.ts';
import styles from './training.module.css';
import { useShowDesk } from './use-show-desk.ts';

/** In the settings: into the training mode and out of it. */
export function TrainingDoor() {
  const { t } = useTranslation();
  const training = useSession()?.training;
  const show = useShowDesk();
  if (training === 'forbidden') return <p className={styles.help}>{t('training.forbidden')}</p>;
  return (
    <div className={styles.door}>
      <Button variant="default" loading={show.preparing} onClick={() => show.run(training === 'active' ? 'own' : 'training')}>
        {t(training === 'active' ? 'training.leave' : 'training.start')}
      </Button>
      <p role="status" className={styles.help}>
        {show.preparing && training === 'offered' ? t('training.preparing') : null}
      </p>
      {show.failed ? <p role="alert">{t('training.failed')}</p> : null}
    </div>
  );
}
