import { useTranslation } from 'react-i18next';
import { useDesk } from '../../app/desk-client.ts';
import { useDeskStatus } from '../../app/status.ts';
import styles from './accounts-screen.module.css';
import { OwnPasswordAct } from './own-password-act.tsx';

/** A computer that is given away: says what is lost, asks for the password, and destroys what opens the data. */
export function DestroyDesk() {
  const { t } = useTranslation();
  const { client } = useDesk();
  const queue = useDeskStatus()?.queue;
  const waiting = queue ? queue.waiting + queue.sending + queue.unknown + queue.refused : 0;
  const words = {
    title: t('access.accounts.destroyTitle'),
    help: t('access.accounts.destroyHelp'),
    ask: t('access.accounts.destroy'),
    now: t('access.accounts.destroyNow'),
    done: t('access.accounts.destroyed'),
  };
  return (
    <OwnPasswordAct words={words} danger act={(password) => client.accounts.destroyDesk({ password })}>
      <p>{words.help}</p>
      <p className={waiting > 0 ? styles.warn : undefined}>{t('access.accounts.destroyQueue', { count: waiting })}</p>
    </OwnPasswordAct>
  );
}
