import type { Clock, Timers } from '../../sync/ports.ts';
import { demoAccounts, isDemoClinic } from '../demo/demo-accounts.ts';
import type { DeskContext } from '../desk-context.ts';
import type { Access } from './access.ts';
import { accountBook } from './account-book.ts';
import { failureLog } from './failures.ts';
import type { GuessCost } from './seal.ts';
import { passwordCost } from './seal.ts';
import { deskSession } from './session.ts';
import { signIn } from './sign-in.ts';

export interface DeskAccess extends Access {
  /** The demo's first person signs in by herself, once, as soon as the demo's accounts are here. */
  signInAtDemo(): Promise<void>;
  close(): void;
}

/** Accounts and session of an open desk. */
export function deskAccess(
  desk: DeskContext,
  options: { clock: Clock; timers: Timers; cost?: GuessCost; onClinicKey?(clinicKey: Uint8Array): void },
): DeskAccess {
  const { clock, timers } = options;
  const book = accountBook(desk);
  const tell = () => desk.changes.publish({ topics: ['session'], dates: null });
  const session = deskSession({ journal: desk.store.journal, clock, timers, accountOf: book.byId, onChange: tell });
  const access: Access = {
    desk,
    book,
    session,
    failures: failureLog(desk.store.journal, clock.now),
    clock,
    cost: options.cost ?? passwordCost,
    onClinicKey: options.onClinicKey ?? (() => undefined),
  };
  let demoTried = session.state() !== 'signed-out';

  async function signInAtDemo(): Promise<void> {
    if (demoTried || !isDemoClinic(book.genuine())) return;
    demoTried = true;
    const [first] = demoAccounts.accounts;
    if (first) await signIn(access, { login: first.login, password: demoAccounts.password });
  }

  const stopWatching = desk.store.onChange((change) => {
    if (change.kind === 'queue') return;
    if (change.kind === 'rows' && !change.rows.some(({ entity }) => entity === 'setting')) return;
    book.refreshCache();
    session.recheck();
    tell();
    void signInAtDemo();
  });
  book.refreshCache();

  return {
    ...access,
    signInAtDemo,
    close() {
      stopWatching();
      session.close();
    },
  };
}
