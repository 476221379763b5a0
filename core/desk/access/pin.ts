import type { AccessResult } from '../../contract/access-views.ts';
import { pinRefusals } from '../../domain/password.ts';
import { pinTries } from '../../domain/throttle.ts';
import type { Access } from './access.ts';
import { auditAccess, rememberPerson } from './access.ts';
import type { AccountRecord } from './account-record.ts';
import { pinCost, type Sealed, seal, unseal } from './seal.ts';
import { opensWith } from './sign-in.ts';

/** A PIN of one person at this desk alone. It dies with the password that it was set by. */
interface Pin {
  sealed: Sealed;
  /** Salt of the credential of that time. */
  credential: string;
}

const nameOf = (accountId: string) => `pin-${accountId}`;
const failuresOf = (accountId: string) => `pin-${accountId}`;

function pinOf({ desk }: Access, account: AccountRecord): Pin | null {
  const pin = desk.store.journal.readSetting(nameOf(account.id)) as Pin | null;
  return pin?.credential === account.credential.salt ? pin : null;
}

export const hasPin = (access: Access, account: AccountRecord): boolean =>
  !access.book.isBehind() && pinOf(access, account) !== null && access.failures.count(failuresOf(account.id)) < pinTries;

/** Sets or takes away the signed-in person's PIN; the password is asked for, so that nobody does it at a desk left open. */
export async function setPin(access: Access, input: { password: string; pin: string | null }): Promise<AccessResult> {
  const account = access.session.person();
  if (account === null) return { ok: false, refusals: [{ code: 'signed-out' }] };
  const weak = input.pin === null ? [] : pinRefusals(input.pin);
  if (weak.length > 0) return { ok: false, refusals: weak };
  const opened = await opensWith(access, account, input.password);
  if (!opened.ok) return opened;
  const { journal } = access.desk.store;
  const sealed = input.pin === null ? null : await seal(input.pin, Buffer.from(account.id), pinCost);
  journal.writeSetting(nameOf(account.id), sealed && ({ sealed, credential: account.credential.salt } satisfies Pin));
  access.failures.clear(failuresOf(account.id));
  auditAccess(access, account.name, input.pin === null ? 'pin-removed' : 'pin-set', account.id);
  access.session.open(account);
  return { ok: true };
}

/** Quick return, or quick change of person, by PIN. After three mistakes in a row the password is needed. */
export async function unlock(access: Access, input: { accountId: string; pin: string }): Promise<AccessResult> {
  const { book, failures, session } = access;
  const account = book.byId(input.accountId);
  // A PIN opens no clinic's key: where that has changed, the password is needed once.
  const pin = account?.active && !book.isBehind() ? pinOf(access, account) : null;
  if (!account || pin === null || failures.count(failuresOf(account.id)) >= pinTries) {
    return { ok: false, refusals: [{ code: 'pin-blocked' }] };
  }
  failures.addForGood(failuresOf(account.id));
  if ((await unseal(input.pin, pin.sealed)) === null) {
    auditAccess(access, account.name, 'wrong-pin', account.id);
    const left = failures.count(failuresOf(account.id)) < pinTries;
    return { ok: false, refusals: [{ code: left ? 'wrong-pin' : 'pin-blocked' }] };
  }
  failures.clear(failuresOf(account.id));
  rememberPerson(access, account);
  auditAccess(access, account.name, 'unlock', account.id);
  session.open(account);
  return { ok: true };
}
