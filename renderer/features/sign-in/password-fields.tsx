import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export interface Passwords {
  password: string;
  newPassword: string;
}

/** The present password and the one to come. */
export function PasswordFields({ value, onChange }: { value: Passwords; onChange(value: Passwords): void }) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        type="password"
        label={t('access.change.old')}
        value={value.password}
        maxLength={200}
        autoComplete="current-password"
        onChange={(event) => onChange({ ...value, password: event.currentTarget.value })}
      />
      <TextInput
        type="password"
        label={t('access.change.fresh')}
        description={t('access.first.passwordHelp')}
        value={value.newPassword}
        maxLength={200}
        autoComplete="new-password"
        onChange={(event) => onChange({ ...value, newPassword: event.currentTarget.value })}
      />
    </>
  );
}
