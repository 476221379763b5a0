import type { Clock, Timers } from '../../sync/ports.ts';
import type { DeskContext } from '../desk-context.ts';
import type { AccountBook } from './account-book.ts';
import type { AccountRecord } from './account-record.ts';
import type { FailureLog } from './failures.ts';
import type { GuessCost } from './seal.ts';
import type { Session } from './session.ts';

/** What every act around signing in is given. */
export interface Access {
  desk: DeskContext;
  book: AccountBook;
  session: Session;
  failures: FailureLog;
  clock: Clock;
  timers: Timers;
  /** The data key and where the ways to it lie; null = this desk's keys are not changed from here (a test). */
  keys: { folder: string; dataKey: Uint8Array } | null;
  /** Core ends and comes back; null = whoever opened the desk opens it again. */
  restart: (() => void) | null;
  /** Of new passwords and recovery codes. */
  cost: GuessCost;
  /** The clinic's key has just been opened here by a person. */
  onClinicKey(): void;
}

const seenName = 'signed-in-here';
const mostSeen = 12;

/** The person is known at this desk from now on, and heads the list. */
export function rememberPerson({ desk: { store } }: Access, account: AccountRecord): void {
  const ids = (store.journal.readSetting(seenName) as string[] | null) ?? [];
  if (ids[0] === account.id) return;
  store.journal.writeSetting(seenName, [account.id, ...ids.filter((id) => id !== account.id)].slice(0, mostSeen));
}

/** Ids of who has signed in at this desk, the latest first. */
export function seenHere({ desk: { store } }: Access): string[] {
  return (store.journal.readSetting(seenName) as string[] | null) ?? [];
}

/** I7. `author`: who it is about, by name; never what was typed. */
export function auditAccess({ desk }: Access, author: string, what: string, accountId: string | null): void {
  desk.store.log.note({
    at: desk.time.now(),
    author,
    what,
    beforeRef: null,
    afterRef: accountId === null ? null : `account:${accountId}`,
    reason: null,
  });
}
