import { Button, Modal, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../app/desk-client.ts';
import { useAccessAct } from '../../app/session.ts';
import { RefusalList } from '../../components/refusal-list.tsx';
import { PasswordFields } from './password-fields.tsx';
import styles from './person-menu.module.css';

/** The signed-in person's password, and the PIN of this desk. */
export function OwnAccessDialog({ opened, hasPin, onClose }: { opened: boolean; hasPin: boolean; onClose(): void }) {
  const { t } = useTranslation();
  const done = () => {
    notifications.show({ message: t('access.own.done') });
    onClose();
  };
  return (
    <Modal opened={opened} onClose={onClose} title={t('access.own.title')}>
      <PinForm hasPin={hasPin} onDone={done} />
      <PasswordForm onDone={done} />
    </Modal>
  );
}

function PinForm({ hasPin, onDone }: { hasPin: boolean; onDone(): void }) {
  const { t } = useTranslation();
  const { client } = useDesk();
  const act = useAccessAct();
  const [pin, setPin] = useState('');
  const [password, setPassword] = useState('');
  const save = (wanted: string | null) => act.run(() => client.session.setPin({ password, pin: wanted }), onDone);
  return (
    <form
      className={styles.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (pin !== '' && password !== '') save(pin);
      }}
    >
      <h3>{t('access.own.pinTitle')}</h3>
      <p className={styles.help}>
        {t('access.own.pinHelp')} {hasPin ? t('access.own.pinSet') : null}
      </p>
      <TextInput
        data-autofocus
        type="password"
        label={t('access.gate.pin')}
        inputMode="numeric"
        value={pin}
        maxLength={8}
        autoComplete="off"
        onChange={(event) => setPin(event.currentTarget.value)}
      />
      <TextInput
        type="password"
        label={t('access.change.old')}
        value={password}
        maxLength={200}
        autoComplete="current-password"
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <RefusalList refusals={act.refusals} />
      <div className={styles.acts}>
        {hasPin ? (
          <Button variant="default" disabled={password === ''} onClick={() => save(null)}>
            {t('access.own.pinRemove')}
          </Button>
        ) : null}
        <Button type="submit" loading={act.running}>
          {t('access.own.pinSave')}
        </Button>
      </div>
    </form>
  );
}

function PasswordForm({ onDone }: { onDone(): void }) {
  const { t } = useTranslation();
  const { client } = useDesk();
  const act = useAccessAct();
  const [passwords, setPasswords] = useState({ password: '', newPassword: '' });
  return (
    <form
      className={styles.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (passwords.newPassword !== '') act.run(() => client.session.changePassword(passwords), onDone);
      }}
    >
      <h3>{t('access.change.save')}</h3>
      <PasswordFields value={passwords} onChange={setPasswords} />
      <RefusalList refusals={act.refusals} />
      <div className={styles.acts}>
        <Button type="submit" loading={act.running}>
          {t('access.change.save')}
        </Button>
      </div>
    </form>
  );
}
