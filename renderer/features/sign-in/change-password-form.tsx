import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../app/desk-client.ts';
import { useAccessAct } from '../../app/session.ts';
import { GateForm } from './gate-form.tsx';
import { PasswordFields } from './password-fields.tsx';

/** A first password was chosen by somebody else: nothing is open before it is changed. */
export function ChangePasswordForm() {
  const { t } = useTranslation();
  const { client } = useDesk();
  const act = useAccessAct();
  const [passwords, setPasswords] = useState({ password: '', newPassword: '' });
  const change = () => {
    if (passwords.password !== '' && passwords.newPassword !== '') act.run(() => client.session.changePassword(passwords));
  };
  return (
    <GateForm
      title={t('access.change.title')}
      lead={t('access.change.lead')}
      act={act}
      submit={t('access.change.save')}
      other={{ label: t('access.person.signOut'), onClick: () => void client.session.signOut() }}
      onSubmit={change}
    >
      <PasswordFields value={passwords} onChange={setPasswords} />
    </GateForm>
  );
}
