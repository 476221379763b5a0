import type { Clock, Journal, Timers } from '../../sync/ports.ts';
import type { AccountRecord } from './account-record.ts';
import type { Actor } from './acting.ts';

/** Who sits at the screen. One screen, one session. */
export interface Session {
  state(): 'signed-out' | 'locked' | 'open';
  /** Who is signed in, or whose screen is locked. */
  person(): AccountRecord | null;
  actor(): Actor | null;
  open(account: AccountRecord): void;
  lock(): void;
  end(): void;
  touch(): void;
  /** The accounts changed: who was dismissed is out, new roles count at once. */
  recheck(): void;
  lockMinutes(): number;
  setLockMinutes(minutes: number): void;
  close(): void;
}

interface Kept {
  accountId: string;
  seenAt: number;
}

const keptName = 'session';
const minutesName = 'lock-minutes';
const defaultMinutes = 10;
/** How often being there is written down, so that a crash of core's process does not sign anybody out. */
const keepEveryMs = 60_000;

/**
 * Lives in core: the screen only shows it. What a crash interrupted goes on when the program is back within the idle time; a
 * program that was ended properly asks for a sign-in.
 */
export function deskSession(options: {
  journal: Journal;
  clock: Clock;
  timers: Timers;
  accountOf(id: string): AccountRecord | null;
  /** Idle minutes that IT has fixed for the machine: stands above the clinic's choice. */
  fixedMinutes?: number | undefined;
  onChange(): void;
}): Session {
  const { journal, clock, timers, accountOf, onChange, fixedMinutes } = options;
  let account: AccountRecord | null = null;
  let locked = false;
  let seenAt = 0;
  let keptAt = 0;
  let cancelTimer: () => void = () => undefined;

  const minutes = () => fixedMinutes ?? (journal.readSetting(minutesName) as number | null) ?? defaultMinutes;
  const idleMs = () => minutes() * 60_000;

  resume();

  function resume(): void {
    const kept = journal.readSetting(keptName) as Kept | null;
    const back = kept && clock.now() - kept.seenAt < idleMs() ? accountOf(kept.accountId) : null;
    if (back?.active) begin(back);
    else if (kept) journal.writeSetting(keptName, null);
  }

  function begin(who: AccountRecord): void {
    account = who;
    locked = false;
    seen();
    keep();
    watchIdle();
  }

  function seen(): void {
    seenAt = clock.now();
  }

  function keep(): void {
    keptAt = clock.now();
    const kept = account && !locked ? ({ accountId: account.id, seenAt: keptAt } satisfies Kept) : null;
    if (kept || journal.readSetting(keptName) !== null) journal.writeSetting(keptName, kept);
  }

  function watchIdle(): void {
    cancelTimer();
    if (account === null || locked) return;
    const left = seenAt + idleMs() - clock.now();
    cancelTimer = timers.after(Math.max(left, 0), () => {
      if (clock.now() - seenAt >= idleMs()) session.lock();
      else watchIdle();
    });
  }

  const session: Session = {
    state: () => (account === null ? 'signed-out' : locked ? 'locked' : 'open'),
    person: () => account,
    actor() {
      if (account === null || locked) return null;
      // A password that somebody else knows opens nothing but its own change.
      return { name: account.name, roles: account.temporary ? [] : account.roles, accountId: account.id };
    },
    open(who) {
      begin(who);
      onChange();
    },
    lock() {
      if (account === null || locked) return;
      locked = true;
      cancelTimer();
      keep();
      onChange();
    },
    end() {
      account = null;
      locked = false;
      cancelTimer();
      keep();
      onChange();
    },
    touch() {
      if (account === null || locked) return;
      seen();
      if (seenAt - keptAt >= keepEveryMs) keep();
    },
    recheck() {
      if (account === null) return;
      const now = accountOf(account.id);
      if (now?.active) account = now;
      else session.end();
    },
    lockMinutes: minutes,
    setLockMinutes(wanted) {
      journal.writeSetting(minutesName, wanted);
      seen();
      watchIdle();
      onChange();
    },
    close() {
      cancelTimer();
      account = null;
      keep();
    },
  };
  return session;
}
