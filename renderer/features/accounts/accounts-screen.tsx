import { Button, NumberInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountView } from '../../../core/contract/access-views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useMay, useSession } from '../../app/session.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { ScreenHeader } from '../../components/screen-header.tsx';
import { AccountDialog, type EditedAccount, newAccount } from './account-dialog.tsx';
import styles from './accounts-screen.module.css';
import { ClinicKey } from './clinic-key.tsx';
import { DestroyDesk } from './destroy-desk.tsx';
import { RotateKeys } from './rotate-keys.tsx';

/** Konta: who works here and may do what; and after how long this desk locks. */
export function AccountsScreen() {
  const { t } = useTranslation();
  const { orpc } = useDesk();
  const { data, error, refetch } = useQuery(orpc.accounts.list.queryOptions());
  const may = useMay();
  const [edited, setEdited] = useState<EditedAccount | null>(null);
  return (
    <>
      <ScreenHeader title={t('access.accounts.title')} note={t('access.accounts.note')}>
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited(newAccount())}>
          {t('access.accounts.add')}
        </Button>
      </ScreenHeader>
      <div className={styles.page}>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        {data ? <Table accounts={data} onEdit={(account) => setEdited({ ...account, isNew: false })} /> : null}
        {data || error ? null : <LoadingLines />}
        <LockTime />
        {may('accounts.clinicKey') ? <ClinicKey /> : null}
        {may('accounts.rotateKeys') ? <RotateKeys /> : null}
        <DestroyDesk />
      </div>
      <AccountDialog account={edited} onClose={() => setEdited(null)} />
    </>
  );
}

function Table({ accounts, onEdit }: { accounts: AccountView[]; onEdit(account: AccountView): void }) {
  const { t } = useTranslation();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {(['name', 'login', 'roles', 'state'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`access.accounts.columns.${column}`)}
            </th>
          ))}
          <th scope="col">
            <span className="sr-only">{t('access.accounts.columns.act')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {accounts.map((account) => (
          <tr key={account.id} className={account.active ? undefined : styles.quiet}>
            <th scope="row">
              {account.name} {account.own ? <small className={styles.quiet}>({t('access.accounts.own')})</small> : null}
            </th>
            <td>{account.login}</td>
            <td>{account.roles.map((role) => t(`access.role.${role}`)).join(', ')}</td>
            <td>
              {account.foreign ? (
                <span className={styles.warn}>{t('access.accounts.foreign')}</span>
              ) : (
                [
                  t(account.active ? 'access.accounts.active' : 'access.accounts.inactive'),
                  ...(account.temporary ? [t('access.accounts.temporary')] : []),
                ].join(', ')
              )}
            </td>
            <td>
              <Button
                variant="subtle"
                size="compact-sm"
                disabled={account.foreign}
                aria-label={t('access.accounts.edit', { name: account.name })}
                onClick={() => onEdit(account)}
              >
                {t('access.accounts.change')}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LockTime() {
  const { t } = useTranslation();
  const { orpc } = useDesk();
  const minutes = useSession()?.lockMinutes ?? 10;
  const save = useMutation(orpc.accounts.setLockTime.mutationOptions());
  return (
    <section className={styles.lock}>
      <div>
        <h2>{t('access.accounts.lockTitle')}</h2>
        <p className={styles.quiet}>{t('access.accounts.lockHelp')}</p>
      </div>
      <NumberInput
        label={t('access.accounts.lockMinutes')}
        value={minutes}
        min={1}
        max={120}
        allowDecimal={false}
        hideControls
        onBlur={(event) => {
          const wanted = Number(event.currentTarget.value);
          if (Number.isInteger(wanted) && wanted >= 1 && wanted <= 120 && wanted !== minutes) save.mutate({ minutes: wanted });
        }}
      />
    </section>
  );
}
