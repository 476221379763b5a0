import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../app/desk-client.ts';
import { useAccessAct } from '../../app/session.ts';
import { GateForm } from './gate-form.tsx';

/** A forgotten password: IT's code opens the account, which gets a new one. */
export function RecoverForm({ login: known, onBack }: { login: string; onBack(): void }) {
  const { t } = useTranslation();
  const { client } = useDesk();
  const act = useAccessAct();
  const [login, setLogin] = useState(known);
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const save = () => {
    if (login.trim() !== '' && code !== '' && password !== '') act.run(() => client.session.recover({ login, code, password }));
  };
  return (
    <GateForm
      title={t('access.recover.title')}
      lead={t('access.recover.lead')}
      act={act}
      submit={t('access.recover.save')}
      other={{ label: t('access.recover.back'), onClick: onBack }}
      onSubmit={save}
    >
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
    </GateForm>
  );
}
