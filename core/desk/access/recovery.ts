import { randomBytes, randomUUID } from 'node:crypto';
import type { AccessResult, FirstAdministratorResult } from '../../contract/access-views.ts';
import { type Access, auditAccess } from './access.ts';
import { signedRecovery } from './account-record.ts';
import { actAs } from './acting.ts';
import { beginImport, beginWritingDown } from './first-run.ts';
import { seal, unseal } from './seal.ts';
import { enter, isOurs, newPasswordRefusals, withPassword } from './sign-in.ts';

/** Crockford's letters: none that is taken for another one on paper. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 24;

/** 120 random bits: `7KQ4-…`, six groups of four. */
export function newRecoveryCode(): string {
  const code = [...randomBytes(codeLength)].map((byte) => letters[byte % 32]).join('');
  return code.replace(/(.{4})(?=.)/g, '$1-');
}

/** As copied from paper: small letters, blanks, O for 0, I and L for 1. */
export const readRecoveryCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');

/** The clinic's first account, which manages the others; makes the clinic's key and the recovery code. */
export async function makeFirstAdministrator(
  access: Access,
  input: { login: string; name: string; password: string },
): Promise<FirstAdministratorResult> {
  const { book, cost } = access;
  if (book.all().length > 0 || book.recovery() !== null) return { ok: false, refusals: [{ code: 'not-permitted' }] };
  const weak = newPasswordRefusals(input, input.password);
  if (weak.length > 0) return { ok: false, refusals: weak };
  const clinicKey = randomBytes(32);
  const recoveryCode = newRecoveryCode();
  const recovery = signedRecovery(clinicKey, await seal(readRecoveryCode(recoveryCode), clinicKey, cost));
  const account = await withPassword(
    access,
    { id: randomUUID(), login: input.login, name: input.name, roles: ['manager', 'it'], active: true },
    clinicKey,
    input.password,
    false,
  );
  actAs({ name: account.name, roles: account.roles, accountId: account.id }, () => {
    book.save(account);
    book.saveRecovery(recovery);
  });
  beginWritingDown(access, account.id, recoveryCode);
  beginImport(access);
  enter(access, account, { clinicKey, ring: null, passwordKey: null }, 'first-administrator');
  return { ok: true, recoveryCode };
}

/** IT's way in when a password is lost: the code opens the clinic's key, the account gets a new password and is active again. */
export async function recover(access: Access, input: { code: string; login: string; password: string }): Promise<AccessResult> {
  const { book, failures } = access;
  const seconds = failures.secondsLeft('recovery');
  if (seconds > 0) return { ok: false, refusals: [{ code: 'wait', facts: { seconds } }] };
  const account = book.byLoginForPassword(input.login);
  const weak = account ? newPasswordRefusals(account, input.password) : [];
  if (weak.length > 0) return { ok: false, refusals: weak };
  const recovery = book.recovery();
  failures.add('recovery');
  const clinicKey = recovery && (await unseal(readRecoveryCode(input.code), recovery.credential));
  if (!clinicKey) {
    auditAccess(access, access.desk.author, 'wrong-code', account?.id ?? null);
    return { ok: false, refusals: [{ code: 'wrong-code' }] };
  }
  const ring = book.ring();
  if (!isOurs(access, clinicKey, ring)) return { ok: false, refusals: [{ code: 'accounts-untrusted' }] };
  failures.clear('recovery');
  if (!account) return { ok: false, refusals: [{ code: 'not-found', path: 'login' }] };
  const renewed = await withPassword(access, { ...account, active: true }, clinicKey, input.password, false);
  actAs({ name: renewed.name, roles: renewed.roles, accountId: renewed.id }, () => book.save(renewed));
  failures.clear(renewed.id);
  enter(access, renewed, { clinicKey, ring, passwordKey: null }, 'recovered');
  return { ok: true };
}
