import published from '../../../resources/demo-clinic/accounts.json' with { type: 'json' };
import type { AccountRecord } from '../access/account-record.ts';

/**
 * The accounts of every demo clinic, password included: published, so that nobody takes a demo for a secured clinic. A clinic is
 * a demo when its accounts are these; they are made with a published key, so no clinic with a key of its own knows them.
 */
export const demoAccounts: { password: string; accounts: { login: string }[] } = {
  password: published.password,
  accounts: published.accounts,
};

export const isDemoClinic = (accounts: readonly Pick<AccountRecord, 'id' | 'mac'>[]): boolean =>
  published.accounts.some(({ id, mac }) => accounts.some((account) => account.id === id && account.mac === mac));
