import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../app/desk-client.ts';
import { navigate, useRoute } from '../../app/routes.ts';
import { useMay, useSession } from '../../app/session.ts';
import styles from './first-run-import.module.css';
import { FirstRunSteps } from './first-run-steps.tsx';

/** The first run's last step, over the whole desk: files, or an empty schedule. */
export function FirstRunImport() {
  const { t } = useTranslation();
  const { orpc, client } = useDesk();
  const open = useSession()?.firstRun === 'import';
  const may = useMay();
  const { screen } = useRoute();
  const shown = open && may('session.endFirstRun');
  const progress = useQuery(orpc.import.progress.queryOptions({ enabled: shown })).data;
  if (!shown) return null;
  const imported = progress !== undefined && progress.state !== 'none';
  const end = () => void client.session.endFirstRun();
  return (
    <section className={styles.bar} aria-label={t('connect.steps.label')}>
      <div className={styles.steps}>
        <FirstRunSteps step="import" />
      </div>
      <div className={styles.text}>
        <h2 className={styles.title}>{t('connect.import.title')}</h2>
        {imported ? null : <p>{t('connect.import.body')}</p>}
      </div>
      <div className={styles.acts}>
        {screen === 'import' || imported ? null : (
          <Button onClick={() => navigate({ screen: 'import' })}>{t('connect.import.open')}</Button>
        )}
        <Button variant={imported ? 'filled' : 'default'} onClick={end}>
          {t(imported ? 'connect.import.finish' : 'connect.import.skip')}
        </Button>
      </div>
    </section>
  );
}
