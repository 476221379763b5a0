import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../app/desk-client.ts';
import { useAccessAct } from '../../app/session.ts';
import { RefusalList } from '../../components/refusal-list.tsx';
import styles from './gate.module.css';
import { RecoverForm } from './recover-form.tsx';

/** Another user of the computer: a password of the clinic opens the data, and signs its owner in. */
export function SealedForm() {
  const { t } = useTranslation();
  const { client } = useDesk();
  const act = useAccessAct();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [byCode, setByCode] = useState(false);
  const open = (event: FormEvent) => {
    event.preventDefault();
    if (login.trim() !== '' && password !== '') act.run(() => client.session.signIn({ login, password }));
  };
  if (byCode) return <RecoverForm login={login} onBack={() => setByCode(false)} />;
  return (
    <>
      <div>
        <h1 className={styles.title}>{t('access.sealed.title')}</h1>
        <p className={styles.lead}>{t('access.sealed.lead')}</p>
      </div>
      <form className={styles.form} onSubmit={open}>
        <TextInput
          autoFocus
          label={t('access.gate.login')}
          value={login}
          maxLength={40}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
        <TextInput
          type="password"
          label={t('access.gate.password')}
          value={password}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <RefusalList refusals={act.refusals} />
        <div className={styles.acts}>
          <Button variant="subtle" size="compact-sm" onClick={() => setByCode(true)}>
            {t('access.sealed.byCode')}
          </Button>
          <Button type="submit" loading={act.running}>
            {t('access.gate.enter')}
          </Button>
        </div>
      </form>
    </>
  );
}
