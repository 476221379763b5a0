import type { z } from 'zod';
import type { saveAccount as saveAccountInput } from '../../contract/access-inputs.ts';
import type { AccountView } from '../../contract/access-views.ts';
import { mayCall } from '../../contract/permissions.ts';
import type { CommandResult } from '../../contract/views.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { compareText } from '../compare-text.ts';
import { refused } from '../refused.ts';
import type { Access } from './access.ts';
import { type AccountRecord, foldLogin, signedAccount } from './account-record.ts';
import { actor } from './acting.ts';
import { isChanging } from './clinic-key-state.ts';
import { newPasswordRefusals, withPassword } from './sign-in.ts';

type SaveAccount = z.infer<typeof saveAccountInput>;

/** All accounts of the clinic, those that were not made with its key included. */
export function listAccounts({ book }: Access): AccountView[] {
  const genuine = new Set(book.clinicKey() === null ? [] : book.genuine().map(({ id }) => id));
  const me = actor()?.accountId;
  return book
    .all()
    .map((account) => {
      const { id, login, name, roles, active, temporary } = account;
      return {
        id,
        login,
        name,
        roles,
        active,
        temporary,
        foreign: book.clinicKey() !== null && !genuine.has(id),
        own: id === me,
      };
    })
    .sort((left, right) => Number(right.active) - Number(left.active) || compareText(left.name, right.name));
}

/** Makes or changes an account; it holds at every desk of the clinic as soon as central has passed it on. */
export async function saveAccount(access: Access, input: SaveAccount): Promise<CommandResult> {
  const { book, desk } = access;
  if (desk.store.journal.get(input.intentId)) return { ok: true, intentId: input.intentId, notes: [] };
  const clinicKey = book.clinicKey();
  if (clinicKey === null) return refused({ code: 'accounts-untrusted' });
  // What is signed with the former key from now on would be nobody's.
  if (book.isBehind() || isChanging(desk)) return refused({ code: 'clinic-key-changing' });
  const known = book.byId(input.id);
  const refusals = refusalsOf(access, input, known);
  if (refusals.length > 0) return refused(...refusals);
  const { id, login, name, roles, active, password } = input;
  const wanted = { id, login, name, roles: [...new Set(roles)], active };
  if (password !== null) return book.save(await withPassword(access, wanted, clinicKey, password, true), input.intentId);
  if (known === null) return refused({ code: 'password-weak', path: 'password', facts: { min: 10 } });
  const { temporary, credential, own } = known;
  const signed = signedAccount(clinicKey, { ...wanted, temporary, credential });
  return book.save({ ...signed, ...(own && { own }) }, input.intentId);
}

function refusalsOf({ book }: Access, input: SaveAccount, known: AccountRecord | null): Refusal[] {
  const refusals: Refusal[] = [];
  const others = book.genuine().filter(({ id }) => id !== input.id);
  if (others.some(({ login }) => foldLogin(login) === foldLogin(input.login)))
    refusals.push({ code: 'login-taken', path: 'login' });
  if (input.password !== null) refusals.push(...newPasswordRefusals(input, input.password));
  if (known && known.id === actor()?.accountId && !sameRoles(known, input)) refusals.push({ code: 'own-account', path: 'roles' });
  const manages = ({ active, roles }: Pick<AccountRecord, 'active' | 'roles'>) => active && mayCall('accounts.save', roles);
  if (!manages(input) && !others.some(manages)) refusals.push({ code: 'last-administrator', path: 'roles' });
  return refusals;
}

const sameRoles = (known: AccountRecord, wanted: SaveAccount) =>
  known.active === wanted.active && compareRoles(known.roles) === compareRoles(wanted.roles);
const compareRoles = (roles: readonly string[]) => [...new Set(roles)].sort(compareText).join();
