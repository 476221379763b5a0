import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../../core/contract/access-views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useAccessAct } from '../../app/session.ts';
import { RefusalList } from '../../components/refusal-list.tsx';
import styles from './gate.module.css';
import { initialsOf } from './initials.ts';
import { RecoverForm } from './recover-form.tsx';

/** Whose screen is locked, who else is known here, or anybody by login; PIN where one is set, the password always. */
export function SignInForm({ session }: { session: SessionView }) {
  const { t } = useTranslation();
  const { client } = useDesk();
  const act = useAccessAct();
  const { people, person } = session;
  const [chosen, setChosen] = useState<string | null>(person?.accountId ?? people[0]?.accountId ?? null);
  const [login, setLogin] = useState('');
  const [secret, setSecret] = useState('');
  const [wantsPassword, setWantsPassword] = useState(false);
  const [recovering, setRecovering] = useState(false);
  const who = people.find(({ accountId }) => accountId === chosen) ?? null;
  const pinOwner = who?.hasPin && !wantsPassword ? who : null;

  const choose = (accountId: string | null) => {
    setChosen(accountId);
    setSecret('');
    setWantsPassword(false);
  };
  const enter = (event: FormEvent) => {
    event.preventDefault();
    if (secret === '' || (who === null && login.trim() === '')) return;
    const typed = secret;
    setSecret('');
    act.run(() =>
      pinOwner
        ? client.session.unlock({ accountId: pinOwner.accountId, pin: typed })
        : client.session.signIn({ login: who?.login ?? login, password: typed }),
    );
  };

  if (recovering) return <RecoverForm login={who?.login ?? login} onBack={() => setRecovering(false)} />;
  return (
    <>
      <h1 className={styles.title}>{t(session.state === 'locked' ? 'access.gate.locked' : 'access.gate.signIn')}</h1>
      {people.length > 0 ? (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; these are buttons
        <div className={styles.people} role="group" aria-label={t('access.gate.people')}>
          {people.map(({ accountId, name }) => (
            <button
              key={accountId}
              type="button"
              className={styles.person}
              aria-pressed={accountId === chosen}
              onClick={() => choose(accountId)}
            >
              <span className={styles.initials} aria-hidden>
                {initialsOf(name)}
              </span>
              {name}
            </button>
          ))}
          <button type="button" className={styles.person} aria-pressed={chosen === null} onClick={() => choose(null)}>
            <span className={styles.initials} aria-hidden>
              …
            </span>
            {t('access.gate.other')}
          </button>
        </div>
      ) : null}
      <form className={styles.form} onSubmit={enter}>
        {who === null ? (
          <TextInput
            key="login"
            autoFocus
            label={t('access.gate.login')}
            value={login}
            maxLength={40}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setLogin(event.currentTarget.value)}
          />
        ) : null}
        <TextInput
          key={`${chosen ?? ''} ${pinOwner ? 'pin' : 'password'}`}
          autoFocus={who !== null}
          type="password"
          label={t(pinOwner ? 'access.gate.pin' : 'access.gate.password')}
          inputMode={pinOwner ? 'numeric' : 'text'}
          maxLength={pinOwner ? 8 : 200}
          autoComplete="off"
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
        />
        <RefusalList refusals={act.refusals} />
        <div className={styles.acts}>
          {who?.hasPin ? (
            <Button variant="subtle" size="compact-sm" onClick={() => setWantsPassword(!wantsPassword)}>
              {t(wantsPassword ? 'access.gate.withPin' : 'access.gate.withPassword')}
            </Button>
          ) : (
            <Button variant="subtle" size="compact-sm" onClick={() => setRecovering(true)}>
              {t('access.gate.forgotten')}
            </Button>
          )}
          <Button type="submit" loading={act.running}>
            {t('access.gate.enter')}
          </Button>
        </div>
      </form>
    </>
  );
}
