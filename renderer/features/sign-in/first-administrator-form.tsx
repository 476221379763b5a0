import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../app/desk-client.ts';
import { useAccessAct } from '../../app/session.ts';
import { GateForm } from './gate-form.tsx';

/** The very first account of a clinic. */
export function FirstAdministratorForm() {
  const { t } = useTranslation();
  const { client } = useDesk();
  const act = useAccessAct();
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const make = () => {
    if (name.trim().length < 2 || login.trim().length < 2 || password === '') return;
    // The code that comes of it is part of the session from then on.
    act.run(() => client.session.firstAdministrator({ name, login, password }));
  };
  return (
    <GateForm
      title={t('access.first.title')}
      lead={t('access.first.lead')}
      act={act}
      submit={t('access.first.make')}
      other={null}
      onSubmit={make}
    >
      <TextInput
        autoFocus
        label={t('access.first.name')}
        value={name}
        maxLength={80}
        autoComplete="off"
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
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
        description={t('access.first.passwordHelp')}
        value={password}
        maxLength={200}
        autoComplete="new-password"
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
    </GateForm>
  );
}
