import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../app/desk-client.ts';
import { useAccessAct } from '../../app/session.ts';
import { RefusalList } from '../../components/refusal-list.tsx';
import styles from './gate.module.css';

/** A forgotten password: IT's code opens the account, which gets a new one. */
export function RecoverForm({ login: known, onBack }: { login: string; onBack(): void }) {
  const { t } = useTranslation();
  const { client } = useDesk();
  const act = useAccessAct();
  const [login, setLogin] = useState(known);
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (login.trim() !== '' && code !== '' && password !== '') act.run(() => client.session.recover({ login, code, password }));
  };
  return (
    <>
      <div>
        <h1 className={styles.title}>{t('access.recover.title')}</h1>
        <p className={styles.lead}>{t('access.recover.lead')}</p>
      </div>
      <form className={styles.form} onSubmit={save}>
        <TextInput
          autoFocus={known === ''}
          label={t('access.gate.login')}
          value={login}
          maxLength={40}
          autoComplete="off"
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
        <TextInput
          autoFocus={known !== ''}
          label={t('access.recover.code')}
          value={code}
          maxLength={80}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <TextInput
          type="password"
          label={t('access.recover.newPassword')}
          description={t('access.first.passwordHelp')}
          value={password}
          maxLength={200}
          autoComplete="new-password"
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <RefusalList refusals={act.refusals} />
        <div className={styles.acts}>
          <Button variant="subtle" size="compact-sm" onClick={onBack}>
            {t('access.recover.back')}
          </Button>
          <Button type="submit" loading={act.running}>
            {t('access.recover.save')}
          </Button>
        </div>
      </form>
    </>
  );
}
