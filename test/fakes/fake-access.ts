import type { Implementer } from '@orpc/server';
import type { AccountView, SessionView } from '../../core/contract/access-views.ts';
import type { DeskContract } from '../../core/contract/contract.ts';
import { id } from './fake-desk-clinic.ts';

type Os = Implementer<DeskContract, Record<never, never>, Record<never, never>>;

/** The password of everybody at the fake desk; the PIN is 2580. */
const password = 'krowa pije kawę';
const anna = { accountId: id(8, 1), login: 'anna', name: 'Anna Nowak', hasPin: true };
const piotr = { accountId: id(8, 2), login: 'piotr', name: 'Piotr Zieliński', hasPin: false };

/** Session and accounts of the fake desk, without any cryptography. */
interface Beginning {
  begins: SessionView['state'];
  training: boolean;
  firstImport: boolean;
}

export function fakeAccess(os: Os, tell: () => void, { begins, training, firstImport }: Beginning) {
  let state = begins;
  let person = anna;
  let lockMinutes = 10;
  let recoveryCode: string | null = null;
  let codeAgain = false;
  let importing = firstImport;
  const roles = ['manager', 'it'] as const;
  const accounts = new Map<string, AccountView>(
    [anna, piotr].map(({ accountId, login, name }) => [
      accountId,
      {
        id: accountId,
        login,
        name,
        roles: accountId === anna.accountId ? [...roles] : ['receptionist'],
        active: true,
        temporary: accountId === piotr.accountId,
        foreign: false,
        own: accountId === anna.accountId,
      },
    ]),
  );
  const firstRun = () => {
    if (state === 'unconnected') return 'connect';
    if (state === 'new-clinic') return 'administrator';
    if (recoveryCode !== null && !codeAgain) return 'code';
    return importing ? 'import' : null;
  };
  const view = (): SessionView => ({
    state,
    clinicName: 'Przychodnia Okienna',
    deskId: id(9, 1),
    person:
      state === 'open' || state === 'locked'
        ? { ...person, roles: accounts.get(person.accountId)?.roles ?? [], mustChangePassword: false }
        : null,
    people: [anna, piotr],
    demo: null,
    lockMinutes,
    firstRun: firstRun(),
    recoveryCode,
    training: training ? 'active' : 'offered',
  });
  const enter = (who: typeof anna) => {
    person = who;
    state = 'open';
    tell();
    return { ok: true as const };
  };
  const leave = (next: SessionView['state']) => {
    state = next;
    tell();
    return view();
  };
  const no = (code: 'wrong-password' | 'wrong-pin') => ({ ok: false as const, refusals: [{ code }] });
  return {
    session: {
      get: os.session.get.handler(view),
      signIn: os.session.signIn.handler(({ input }) => {
        const who = [anna, piotr].find(({ login }) => login === input.login);
        return who && input.password === password ? enter(who) : no('wrong-password');
      }),
      unlock: os.session.unlock.handler(({ input }) => (input.pin === '2580' ? enter(anna) : no('wrong-pin'))),
      lock: os.session.lock.handler(() => leave('locked')),
      signOut: os.session.signOut.handler(() => leave('signed-out')),
      touch: os.session.touch.handler(() => null),
      firstAdministrator: os.session.firstAdministrator.handler(() => {
        recoveryCode = '7KQ4-M2XD-90TR-8HVB-Z3CF-WN6P';
        enter(anna);
        return { ok: true as const, recoveryCode };
      }),
      codeIsWrittenDown: os.session.codeIsWrittenDown.handler(() => {
        recoveryCode = null;
        tell();
        return view();
      }),
      endFirstRun: os.session.endFirstRun.handler(() => {
        importing = false;
        tell();
        return view();
      }),
      recover: os.session.recover.handler(() => enter(anna)),
      changePassword: os.session.changePassword.handler(() => ({ ok: true as const })),
      setPin: os.session.setPin.handler(() => ({ ok: true as const })),
    },
    accounts: {
      list: os.accounts.list.handler(() => [...accounts.values()]),
      save: os.accounts.save.handler(({ input }) => {
        const { intentId, password: first, ...account } = input;
        accounts.set(account.id, { ...account, temporary: first !== null, foreign: false, own: account.id === anna.accountId });
        tell();
        return { ok: true as const, intentId, notes: [] };
      }),
      destroyDesk: os.accounts.destroyDesk.handler(({ input }) =>
        input.password === password ? { ok: true as const } : no('wrong-password'),
      ),
      rotateKeys: os.accounts.rotateKeys.handler(({ input }) =>
        input.password === password ? { ok: true as const } : no('wrong-password'),
      ),
      clinicKey: os.accounts.clinicKey.handler(() => ({
        state: 'present' as const,
        at: null,
        recipients: 1,
        withoutKey: [piotr.name],
        recoveryCode: null,
      })),
      rotateClinicKey: os.accounts.rotateClinicKey.handler(({ input }) => {
        if (input.password !== password) return no('wrong-password');
        recoveryCode = '9TR0-8HVB-7KQ4-M2XD-Z3CF-WN6P';
        codeAgain = true;
        tell();
        return { ok: true as const };
      }),
      setLockTime: os.accounts.setLockTime.handler(({ input }) => {
        lockMinutes = input.minutes;
        return view();
      }),
    },
  };
}
