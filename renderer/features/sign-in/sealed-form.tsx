import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../app/desk-client.ts';
import { useAccessAct } from '../../app/session.ts';
import { GateForm } from './gate-form.tsx';
import { RecoverForm } from './recover-form.tsx';

/** Another user of the computer: a password of the clinic opens the data, and signs its owner in. */
export function SealedForm() {
  const { t } = useTranslation();
  const { client } = useDesk();
  const act = useAccessAct();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [byCode, setByCode] = useState(false);
  const open = () => {
    if (login.trim() !== '' && password !== '') act.run(() => client.session.signIn({ login, password }));
  };
  if (byCode) return <RecoverForm login={login} onBack={() => setByCode(false)} />;
  return (
    <GateForm
      title={t('access.sealed.title')}
      lead={t('access.sealed.lead')}
      act={act}
      submit={t('access.gate.enter')}
      other={{ label: t('access.sealed.byCode'), onClick: () => setByCode(true) }}
      onSubmit={open}
    >
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
    </GateForm>
  );
}
