import { randomBytes } from 'node:crypto';
import type { AccessResult } from '../../contract/access-views.ts';
import { passwordRefusals } from '../../domain/password.ts';
import { demoAccounts, isDemoClinic } from '../demo/demo-accounts.ts';
import { connectionOf } from '../desk-context.ts';
import { type Access, auditAccess, rememberPerson } from './access.ts';
import { type AccountRecord, accountPrefix, signedAccount } from './account-record.ts';
import { actAs } from './acting.ts';
import { type ClinicRing, formerKeysOf, hasGenuineKeys, isGenuineUnder, isRingOf, keyIdOf } from './clinic-ring.ts';
import { openAsPerson, openOwnKeys, ownKeysFor } from './person-key.ts';
import { type Sealed, sealWithSecret, unsealWithSecret } from './seal.ts';

/** The clinic's present key, the ring that brought it, and what Argon2id made of the password that opened it. */
interface Proof {
  clinicKey: Uint8Array;
  ring: ClinicRing | null;
  passwordKey: Uint8Array;
}
type Opened = ({ ok: true } & Proof) | Extract<AccessResult, { ok: false }>;

const refusal = (
  code: 'wrong-password' | 'accounts-untrusted' | 'password-outdated' | 'signed-out',
): Extract<AccessResult, { ok: false }> => ({
  ok: false,
  refusals: [{ code }],
});

/** By login and password, offline as well. Who signs in takes the screen over from whoever had it. */
export async function signIn(access: Access, input: { login: string; password: string }): Promise<AccessResult> {
  const account = access.book.byLoginForPassword(input.login);
  const opened = await opensWith(access, account?.active ? account : null, input.password);
  if (!opened.ok) return opened;
  enter(access, account as AccountRecord, opened, 'sign-in');
  return { ok: true };
}

/** After a password or the recovery code has opened the clinic's key. */
export function enter(
  access: Access,
  account: AccountRecord,
  { clinicKey, ring, passwordKey }: Omit<Proof, 'passwordKey'> & { passwordKey: Uint8Array | null },
  what: string,
): void {
  access.book.keepClinicKey(clinicKey, ring);
  access.onClinicKey();
  if (passwordKey !== null) giveOwnKeys(access, account, { clinicKey, ring, passwordKey });
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
  const credential = await unsealWithSecret(password, account?.credential ?? nobodys(access));
  if (account === null || credential === null) {
    if (account) auditAccess(access, account.name, 'wrong-password', account.id);
    return refusal('wrong-password');
  }
  const passwordKey = credential.secretKey;
  const ring = book.ring();
  const clinicKey = ring === null ? credential.content : presentKey(account, ring, credential);
  if (clinicKey === null) {
    failures.clear(what);
    return refusal('password-outdated');
  }
  if (!isOurs(access, clinicKey, ring) || !isGenuineUnder(clinicKey, ring, account)) return refusal('accounts-untrusted');
  failures.clear(what);
  if (book.isBehind()) adoptClinicKey(access, clinicKey, ring);
  return { ok: true, clinicKey, ring, passwordKey };
}

/** The clinic has exchanged its key: this desk has the new one from now on, and its folder's slot opens by it alone. */
export function adoptClinicKey(access: Access, clinicKey: Uint8Array, ring: ClinicRing | null): void {
  access.book.keepClinicKey(clinicKey, ring);
  access.onClinicKey();
  auditAccess(access, access.desk.author, 'clinic-key-taken', null);
}

/** A password that was set before the key changed opens a former one; the present one lies in the ring, sealed for the person. */
function presentKey(
  account: AccountRecord,
  ring: ClinicRing,
  { content, secretKey }: { content: Uint8Array; secretKey: Uint8Array },
): Uint8Array | null {
  if (keyIdOf(content) === ring.keyId) return content;
  const box = ring.people.find(({ id }) => id === account.id)?.box ?? null;
  const own = account.own && openOwnKeys(account.own.secret, secretKey);
  const opened = box && own && openAsPerson(own, box);
  return opened && keyIdOf(opened) === ring.keyId ? opened : null;
}

/** The key that this desk has, or one whose maker had it: central, or who got into it, can make up neither. */
export function isOurs({ book }: Access, clinicKey: Uint8Array, ring: ClinicRing | null): boolean {
  if (ring !== null && !isRingOf(clinicKey, ring)) return false;
  const known = book.clinicKey();
  if (known === null) return true;
  const earlier = ring === null ? [] : formerKeysOf(clinicKey, ring);
  return [clinicKey, ...earlier].some((each) => Buffer.from(known).equals(each));
}

/**
 * So that the next clinic's key can be sealed for this person: for an account that a program before has made. Only where central
 * can answer at once, so that no later change of the account builds on what it may refuse.
 */
function giveOwnKeys({ book, desk }: Access, account: AccountRecord, { clinicKey, ring, passwordKey }: Proof): void {
  if (hasGenuineKeys(clinicKey, ring, account) && account.own && openOwnKeys(account.own.secret, passwordKey)) return;
  // The demo's key is published: it is never exchanged.
  if (isDemoClinic(book.genuine()) || connectionOf(desk) !== 'online') return;
  if (desk.store.overlay.newestIntentOn(`setting:${accountPrefix}${account.id}`) !== null) return;
  const given = { ...account, own: ownKeysFor(clinicKey, account, passwordKey) };
  actAs({ name: account.name, roles: account.roles, accountId: account.id }, () => book.saveOwnKeys(given));
}

const nobodys = ({ cost }: Access): Sealed => ({
  ...cost,
  salt: randomBytes(16).toString('base64url'),
  box: randomBytes(60).toString('base64url'),
});

/** The signed-in person's own password. PINs set by the old one end; the pair of keys stays. */
export async function changePassword(access: Access, input: { password: string; newPassword: string }): Promise<AccessResult> {
  const account = access.session.person();
  if (account === null) return refusal('signed-out');
  const weak = newPasswordRefusals(account, input.newPassword);
  if (weak.length > 0) return { ok: false, refusals: weak };
  const opened = await opensWith(access, account, input.password);
  if (!opened.ok) return opened;
  const { clinicKey, ring } = opened;
  const own = (account.own && openOwnKeys(account.own.secret, opened.passwordKey)) ?? undefined;
  const changed = await withPassword(access, account, clinicKey, input.newPassword, false, own);
  access.book.save(changed);
  enter(access, changed, { clinicKey, ring, passwordKey: null }, 'password-changed');
  return { ok: true };
}

export const newPasswordRefusals = ({ login, name }: Pick<AccountRecord, 'login' | 'name'>, password: string) =>
  passwordRefusals(password, [login, name, demoAccounts.password]);

/** `privateKey`: of the person, where it is to stay the same. */
export async function withPassword(
  { cost }: Access,
  account: Omit<AccountRecord, 'mac' | 'credential' | 'temporary' | 'own'>,
  clinicKey: Uint8Array,
  password: string,
  temporary: boolean,
  privateKey?: Uint8Array,
): Promise<AccountRecord> {
  const { id, login, name, roles, active } = account;
  const { sealed: credential, secretKey } = await sealWithSecret(password, clinicKey, cost);
  const own = ownKeysFor(clinicKey, { id, credential }, secretKey, privateKey);
  return { ...signedAccount(clinicKey, { id, login, name, roles, active, temporary, credential }), own };
}
