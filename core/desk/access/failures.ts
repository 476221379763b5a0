import { type Failures, pauseLeft } from '../../domain/throttle.ts';
import type { Journal } from '../../sync/ports.ts';

const prefix = 'failures-';
const forgottenAfterMs = 3_600_000;

export type FailureLog = ReturnType<typeof failureLog>;

/** Wrong passwords, PINs and codes in a row, kept in the journal: a restart forgets none. `what` is an account's id or a fixed word. */
export function failureLog(journal: Journal, now: () => number) {
  const read = (what: string) => journal.readSetting(prefix + what) as Failures | null;
  return {
    count: (what: string) => read(what)?.count ?? 0,
    /** Seconds to wait before the next try; 0 = none. */
    secondsLeft: (what: string) => Math.ceil(pauseLeft(read(what), now()) / 1000),
    /** Before the secret is looked at, so that a program that is killed meanwhile has counted too. */
    add(what: string): void {
      const before = read(what);
      const counted = before && now() - before.lastAt < forgottenAfterMs ? before.count : 0;
      journal.writeSetting(prefix + what, { count: counted + 1, lastAt: now() } satisfies Failures);
    },
    /** Like `add`, but only a success makes up for it, not time. */
    addForGood(what: string): void {
      journal.writeSetting(prefix + what, { count: (read(what)?.count ?? 0) + 1, lastAt: now() } satisfies Failures);
    },
    clear(what: string): void {
      if (read(what) !== null) journal.writeSetting(prefix + what, null);
    },
  };
}
