import type { SessionView } from '../../contract/access-views.ts';
import { demoAccounts, isDemoClinic } from '../demo/demo-accounts.ts';
import { trainingState } from '../training/training-state.ts';
import { type Access, seenHere } from './access.ts';
import type { AccountRecord } from './account-record.ts';
import { codeToWriteDown, firstRunStep } from './first-run.ts';
import { hasPin } from './pin.ts';

export function sessionView(access: Access): SessionView {
  const { desk, book, session } = access;
  const state = stateOf(access);
  const person = session.person();
  const accounts = book.genuine();
  return {
    state,
    clinicName: desk.central?.clinicName ?? '',
    deskId: desk.deskId,
    person: personView(person, person !== null && hasPin(access, person)),
    people: seenHere(access).flatMap((id) => {
      const account = accounts.find((each) => each.id === id && each.active);
      return account ? [{ accountId: id, login: account.login, name: account.name, hasPin: hasPin(access, account) }] : [];
    }),
    demo: isDemoClinic(accounts)
      ? { password: demoAccounts.password, logins: demoAccounts.accounts.map(({ login }) => login) }
      : null,
    lockMinutes: session.lockMinutes(),
    firstRun: firstRunStep(access, state),
    recoveryCode: codeToWriteDown(access),
    training: trainingState(desk),
  };
}

function stateOf({ desk, book, session }: Access): SessionView['state'] {
  const state = session.state();
  if (state !== 'signed-out' || book.all().length > 0) return state;
  if (desk.central === null) return 'unconnected';
  return desk.store.copy.position() === null ? 'loading' : 'new-clinic';
}

const personView = (account: AccountRecord | null, hasPin: boolean): SessionView['person'] =>
  account && {
    accountId: account.id,
    name: account.name,
    roles: account.roles,
    mustChangePassword: account.temporary,
    hasPin,
  };
