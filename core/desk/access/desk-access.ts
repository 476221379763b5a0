import type { RotationEnd } from '../../store/rotate-keys.ts';
import type { Clock, Timers } from '../../sync/ports.ts';
import { demoAccounts, isDemoClinic } from '../demo/demo-accounts.ts';
import type { DeskContext } from '../desk-context.ts';
import type { Access } from './access.ts';
import { accountBook } from './account-book.ts';
import { keepClinicSlot, settleRotation } from './clinic-slot.ts';
import { failureLog } from './failures.ts';
import { settleClinicKey } from './rotate-clinic-key.ts';
import { noteRotation } from './rotate-data-key.ts';
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
  options: {
    clock: Clock;
    timers: Timers;
    cost?: GuessCost;
    keyOf?: { folder: string; dataKey: Uint8Array };
    restart?: () => void;
    /** How the change of keys before this opening ended. */
    rotation?: RotationEnd | null;
    /** Fixed by IT for this machine. */
    lockMinutes?: number;
  },
): DeskAccess {
  const { clock, timers } = options;
  const book = accountBook(desk);
  const tell = () => desk.changes.publish({ topics: ['session'], dates: null });
  const session = deskSession({
    journal: desk.store.journal,
    clock,
    timers,
    accountOf: book.byId,
    onChange: tell,
    fixedMinutes: options.lockMinutes,
  });
  /** The ways into this folder follow the accounts. */
  function keepSlot(): void {
    if (options.keyOf) keepClinicSlot(options.keyOf.folder, options.keyOf.dataKey, book);
    if (options.keyOf) settleRotation(options.keyOf.folder, options.keyOf.dataKey, book);
  }

  const access: Access = {
    desk,
    book,
    session,
    failures: failureLog(desk.store.journal, clock.now),
    clock,
    timers,
    keys: options.keyOf ?? null,
    restart: options.restart ?? null,
    cost: options.cost ?? passwordCost,
    onClinicKey: keepSlot,
  };
  let demoTried = session.state() !== 'signed-out';

  async function signInAtDemo(): Promise<void> {
    if (demoTried || !isDemoClinic(book.genuine())) return;
    demoTried = true;
    const [first] = demoAccounts.accounts;
    if (first) await signIn(access, { login: first.login, password: demoAccounts.password });
  }

  const stopWatching = desk.store.onChange((change) => {
    if (settleClinicKey(access)) tell();
    if (change.kind === 'queue') return;
    if (change.kind === 'rows' && !change.rows.some(({ entity }) => entity === 'setting')) return;
    book.refreshCache();
    keepSlot();
    session.recheck();
    tell();
    void signInAtDemo();
  });
  book.refreshCache();
  settleClinicKey(access);
  keepSlot();
  noteRotation(access, options.rotation ?? null);

  return {
    ...access,
    signInAtDemo,
    close() {
      stopWatching();
      session.close();
    },
  };
}
