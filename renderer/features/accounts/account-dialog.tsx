import { Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Role, roles } from '../../../core/domain/role.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useCommand } from '../../app/use-command.ts';
import { CommandTrouble } from '../../components/command-trouble.tsx';
import styles from './accounts-screen.module.css';

export interface EditedAccount {
  id: string;
  login: string;
  name: string;
  roles: Role[];
  active: boolean;
  isNew: boolean;
}

export const newAccount = (): EditedAccount => ({
  id: crypto.randomUUID(),
  login: '',
  name: '',
  roles: ['receptionist'],
  active: true,
  isNew: true,
});

/** Makes an account, or changes one; a password given here is the first one, to be changed by its owner. */
export function AccountDialog({ account, onClose }: { account: EditedAccount | null; onClose(): void }) {
  const { t } = useTranslation();
  const title = account?.isNew === false ? t('access.accounts.edit', { name: account.name }) : t('access.accounts.add');
  return (
    <Modal opened={account !== null} onClose={onClose} title={title}>
      {account ? <AccountForm account={account} onClose={onClose} /> : null}
    </Modal>
  );
}

function AccountForm({ account, onClose }: { account: EditedAccount; onClose(): void }) {
  const { t } = useTranslation();
  const { client } = useDesk();
  const command = useCommand();
  const [form, setForm] = useState(account);
  const [password, setPassword] = useState('');
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (form.name.trim().length < 2 || form.login.trim().length < 2 || form.roles.length === 0) return;
    const { isNew: _isNew, ...wanted } = form;
    const intentId = crypto.randomUUID();
    command.run(
      () => client.accounts.save({ intentId, ...wanted, password: password === '' ? null : password }),
      () => onClose(),
    );
  };
  return (
    <form className={styles.form} onSubmit={save}>
      <TextInput
        data-autofocus
        label={t('access.first.name')}
        value={form.name}
        maxLength={80}
        autoComplete="off"
        onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
      />
      <TextInput
        label={t('access.gate.login')}
        value={form.login}
        maxLength={40}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setForm({ ...form, login: event.currentTarget.value })}
      />
      <fieldset className={styles.roles}>
        <legend>{t('access.accounts.roles')}</legend>
        {roles.map((role) => (
          <Checkbox
            key={role}
            label={t(`access.accounts.roleMeans.${role}`)}
            checked={form.roles.includes(role)}
            onChange={(event) =>
              setForm({
                ...form,
                roles: event.currentTarget.checked ? [...form.roles, role] : form.roles.filter((each) => each !== role),
              })
            }
          />
        ))}
      </fieldset>
      {account.isNew ? null : (
        <Checkbox
          label={t('access.accounts.isActive')}
          checked={form.active}
          onChange={(event) => setForm({ ...form, active: event.currentTarget.checked })}
        />
      )}
      <TextInput
        type="password"
        label={t(account.isNew ? 'access.accounts.firstPassword' : 'access.accounts.newPassword')}
        description={t('access.accounts.passwordHelp')}
        value={password}
        maxLength={200}
        autoComplete="new-password"
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <CommandTrouble command={command} />
      <div className={styles.acts}>
        <Button variant="default" onClick={onClose}>
          {t('access.accounts.cancel')}
        </Button>
        <Button type="submit" loading={command.phase === 'running'}>
          {t('access.accounts.save')}
        </Button>
      </div>
    </form>
  );
}
