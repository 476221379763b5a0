import { randomBytes } from 'node:crypto';
import type { AccessResult } from '../../contract/access-views.ts';
import { passwordRefusals } from '../../domain/password.ts';
import { demoAccounts } from '../demo/demo-accounts.ts';
import { type Access, auditAccess, rememberPerson } from './access.ts';
import { type AccountRecord, isGenuine, signedAccount } from './account-record.ts';
import { type Sealed, seal, unseal } from './seal.ts';

type Opened = { ok: true; clinicKey: Uint8Array } | Extract<AccessResult, { ok: false }>;

const refusal = (code: 'wrong-password' | 'accounts-untrusted' | 'signed-out'): Extract<AccessResult, { ok: false }> => ({
  ok: false,
  refusals: [{ code }],
});

/** By login and password, offline as well. Who signs in takes the screen over from whoever had it. */
export async function signIn(access: Access, input: { login: string; password: string }): Promise<AccessResult> {
  const account = access.book.byLogin(input.login);
  const opened = await opensWith(access, account?.active ? account : null, input.password);
  if (!opened.ok) return opened;
  enter(access, account as AccountRecord, opened.clinicKey, 'sign-in');
  return { ok: true };
}

/** After a password or the recovery code has opened the clinic's key. */
export function enter(access: Access, account: AccountRecord, clinicKey: Uint8Array, what: string): void {
  access.book.keepClinicKey(clinicKey);
  access.onClinicKey();
  rememberPerson(access, account);
  access.failures.clear(`pin-${account.id}`);
  auditAccess(access, account.name, what, account.id);
  access.session.open(account);
}

/**
 * Does the password open the account? Slowed down after mistakes; takes as long for a login that nobody has, so that the
 * answer tells nothing about who has an account.
 */
export async function opensWith(access: Access, account: AccountRecord | null, password: string): Promise<Opened> {
  const { failures, book } = access;
  const what = account?.id ?? 'nobody';
  const seconds = failures.secondsLeft(what);
  if (seconds > 0) return { ok: false, refusals: [{ code: 'wait', facts: { seconds } }] };
  failures.add(what);
  const clinicKey = await unseal(password, account?.credential ?? nobodys(access));
  if (account === null || clinicKey === null) {
    if (account) auditAccess(access, account.name, 'wrong-password', account.id);
    return refusal('wrong-password');
  }
  const known = book.clinicKey();
  if (!isGenuine(clinicKey, account) || (known && !Buffer.from(known).equals(clinicKey))) return refusal('accounts-untrusted');
  failures.clear(what);
  return { ok: true, clinicKey };
}

const nobodys = ({ cost }: Access): Sealed => ({
  ...cost,
  salt: randomBytes(16).toString('base64url'),
  box: randomBytes(60).toString('base64url'),
});

/** The signed-in person's own password. PINs set by the old one end. */
export async function changePassword(access: Access, input: { password: string; newPassword: string }): Promise<AccessResult> {
  const account = access.session.person();
  if (account === null) return refusal('signed-out');
  const weak = newPasswordRefusals(account, input.newPassword);
  if (weak.length > 0) return { ok: false, refusals: weak };
  const opened = await opensWith(access, account, input.password);
  if (!opened.ok) return opened;
  const changed = await withPassword(access, account, opened.clinicKey, input.newPassword, false);
  access.book.save(changed);
  enter(access, changed, opened.clinicKey, 'password-changed');
  return { ok: true };
}

export const newPasswordRefusals = ({ login, name }: Pick<AccountRecord, 'login' | 'name'>, password: string) =>
  passwordRefusals(password, [login, name, demoAccounts.password]);

export async function withPassword(
  { cost }: Access,
  account: Omit<AccountRecord, 'mac' | 'credential' | 'temporary'>,
  clinicKey: Uint8Array,
  password: string,
  temporary: boolean,
): Promise<AccountRecord> {
  const { id, login, name, roles, active } = account;
  const credential = await seal(password, clinicKey, cost);
  return signedAccount(clinicKey, { id, login, name, roles, active, temporary, credential });
}
