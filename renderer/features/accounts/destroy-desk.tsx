import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../app/desk-client.ts';
import { useAccessAct } from '../../app/session.ts';
import { useDeskStatus } from '../../app/status.ts';
import { RefusalList } from '../../components/refusal-list.tsx';
import styles from './accounts-screen.module.css';

/** A computer that is given away: says what is lost, asks for the password, and destroys what opens the data. */
export function DestroyDesk() {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  return (
    <section className={styles.lock}>
      <div>
        <h2>{t('access.accounts.destroyTitle')}</h2>
        <p className={styles.quiet}>{t('access.accounts.destroyHelp')}</p>
      </div>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('access.accounts.destroy')}
      </Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title={t('access.accounts.destroyTitle')}>
        <DestroyForm />
      </Modal>
    </section>
  );
}

function DestroyForm() {
  const { t } = useTranslation();
  const { client } = useDesk();
  const act = useAccessAct();
  const queue = useDeskStatus()?.queue;
  const [password, setPassword] = useState('');
  const [done, setDone] = useState(false);
  const waiting = queue ? queue.waiting + queue.sending + queue.unknown + queue.refused : 0;
  const destroy = (event: FormEvent) => {
    event.preventDefault();
    if (password !== '')
      act.run(
        () => client.accounts.destroyDesk({ password }),
        () => setDone(true),
      );
  };
  if (done) return <p role="status">{t('access.accounts.destroyed')}</p>;
  return (
    <form className={styles.form} onSubmit={destroy}>
      <p>{t('access.accounts.destroyHelp')}</p>
      <p className={waiting > 0 ? styles.warn : undefined}>{t('access.accounts.destroyQueue', { count: waiting })}</p>
      <TextInput
        data-autofocus
        type="password"
        label={t('access.change.old')}
        value={password}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <RefusalList refusals={act.refusals} />
      <div className={styles.acts}>
        <Button type="submit" color="bad" loading={act.running}>
          {t('access.accounts.destroyNow')}
        </Button>
      </div>
    </form>
  );
}
