import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccessResult } from '../../../core/contract/access-views.ts';
import { useAccessAct } from '../../app/session.ts';
import { RefusalList } from '../../components/refusal-list.tsx';
import styles from './accounts-screen.module.css';

interface Words {
  title: string;
  help: string;
  /** On the button that opens the dialog, on the one that acts, and what is said afterwards; null = `state` tells, the dialog closes. */
  ask: string;
  now: string;
  done: string | null;
}

/** An act on this computer's data that asks for the own password, after a dialog has said what it means. */
export function OwnPasswordAct(props: {
  words: Words;
  danger?: boolean;
  /** How it stands at the moment; null = nothing to tell. */
  state?: string | null;
  disabled?: boolean;
  act(password: string): Promise<AccessResult>;
  children: ReactNode;
}) {
  const { title, help, ask } = props.words;
  const { state = null, disabled = false } = props;
  const close = () => setAsking(false);
  const [asking, setAsking] = useState(false);
  return (
    <section className={styles.lock}>
      <div>
        <h2>{title}</h2>
        <p className={styles.quiet}>{help}</p>
        {state === null ? null : <p role="status">{state}</p>}
      </div>
      <Button variant="default" disabled={disabled} onClick={() => setAsking(true)}>
        {ask}
      </Button>
      <Modal opened={asking} onClose={close} title={title}>
        <PasswordForm {...props} onClose={close} />
      </Modal>
    </section>
  );
}

function PasswordForm({ words, danger, act, children, onClose }: Parameters<typeof OwnPasswordAct>[0] & { onClose(): void }) {
  const { t } = useTranslation();
  const acting = useAccessAct();
  const [password, setPassword] = useState('');
  const [done, setDone] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password === '') return;
    acting.run(
      () => act(password),
      () => (words.done === null ? onClose() : setDone(true)),
    );
  };
  if (done) return <p role="status">{words.done}</p>;
  return (
    <form className={styles.form} onSubmit={submit}>
      {children}
      <TextInput
        data-autofocus
        type="password"
        label={t('access.change.old')}
        value={password}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <RefusalList refusals={acting.refusals} />
      <div className={styles.acts}>
        <Button variant="default" onClick={onClose}>
          {t('access.accounts.cancel')}
        </Button>
        <Button type="submit" {...(danger && { color: 'bad' })} loading={acting.running}>
          {words.now}
        </Button>
      </div>
    </form>
  );
}
