import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../app/desk-client.ts';
import { useAccessAct } from '../../app/session.ts';
import { RefusalList } from '../../components/refusal-list.tsx';
import styles from './gate.module.css';
import { PasswordFields } from './password-fields.tsx';

/** A first password was chosen by somebody else: nothing is open before it is changed. */
export function ChangePasswordForm() {
  const { t } = useTranslation();
  const { client } = useDesk();
  const act = useAccessAct();
  const [passwords, setPasswords] = useState({ password: '', newPassword: '' });
  const change = (event: FormEvent) => {
    event.preventDefault();
    if (passwords.password !== '' && passwords.newPassword !== '') act.run(() => client.session.changePassword(passwords));
  };
  return (
    <>
      <div>
        <h1 className={styles.title}>{t('access.change.title')}</h1>
        <p className={styles.lead}>{t('access.change.lead')}</p>
      </div>
      <form className={styles.form} onSubmit={change}>
        <PasswordFields value={passwords} onChange={setPasswords} />
        <RefusalList refusals={act.refusals} />
        <div className={styles.acts}>
          <Button variant="subtle" size="compact-sm" onClick={() => void client.session.signOut()}>
            {t('access.person.signOut')}
          </Button>
          <Button type="submit" loading={act.running}>
            {t('access.change.save')}
          </Button>
        </div>
      </form>
    </>
  );
}
