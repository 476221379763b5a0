import { AsyncLocalStorage } from 'node:async_hooks';
import type { Role } from '../../domain/role.ts';

/** Who makes a call: a signed-in person, or a program that speaks for this computer. */
export interface Actor {
  /** As it stands in intents and in the audit log (I7). */
  name: string;
  roles: readonly Role[];
  /** Null for a program. */
  accountId: string | null;
}

/** Where a call came from. `screen`: the window or the preview's page; `command-line`: the local socket; `owner`: core's own process. */
export type Caller = 'screen' | 'command-line' | 'owner';

export interface CallContext {
  caller: Caller;
}

const current = new AsyncLocalStorage<Actor>();

/** Everything that `act` does, awaited parts included, is done by this person. */
export const actAs = <T>(actor: Actor, act: () => T): T => current.run(actor, act);

/** Who makes the call that is being served; null outside of any call (what sync does by itself). */
export const actor = (): Actor | null => current.getStore() ?? null;
