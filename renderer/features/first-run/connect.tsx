import { IconPlugConnected, IconSchool } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../../core/contract/access-views.ts';
import gate from '../sign-in/gate.module.css';
import { useShowDesk } from '../training/use-show-desk.ts';
import styles from './connect.module.css';
import { ConnectForm } from './connect-form.tsx';

/** The very first sight of the program: connect it, or try it. */
export function Connect({ training }: { training: SessionView['training'] }) {
  const { t } = useTranslation();
  const [connecting, setConnecting] = useState(false);
  const show = useShowDesk();
  if (connecting) return <ConnectForm onBack={() => setConnecting(false)} />;
  return (
    <>
      <div>
        <h1 className={gate.title}>{t('connect.begin.title')}</h1>
        <p className={gate.lead}>{t('connect.begin.lead')}</p>
      </div>
      <div className={styles.ways}>
        <button type="button" className={styles.way} data-first disabled={show.preparing} onClick={() => setConnecting(true)}>
          <IconPlugConnected size={26} stroke={1.5} aria-hidden />
          <span className={styles.name}>{t('connect.begin.connect')}</span>
          <span className={styles.means}>{t('connect.begin.connectMeans')}</span>
        </button>
        {training === 'offered' ? (
          <button type="button" className={styles.way} disabled={show.preparing} onClick={() => show.run('training')}>
            <IconSchool size={26} stroke={1.5} aria-hidden />
            <span className={styles.name}>{t('connect.begin.tryIt')}</span>
            <span className={styles.means}>{t('connect.begin.tryItMeans')}</span>
          </button>
        ) : null}
      </div>
      {training === 'forbidden' ? <p className={gate.lead}>{t('connect.begin.forbidden')}</p> : null}
      <p role="status" className={styles.status}>
        {show.preparing ? t('training.preparing') : null}
      </p>
      {show.failed ? (
        <p role="alert" className={styles.bad}>
          {t('training.failed')}
        </p>
      ) : null}
    </>
  );
}
