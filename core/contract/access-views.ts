import type { Refusal } from '../domain/refusal.ts';
import type { Role } from '../domain/role.ts';

/** Who sits at this desk, and who may. */
export interface SessionView {
  /**
   * `unconnected`: no central yet, and nobody has an account: the first run. `loading`: the clinic's accounts have not been fetched yet. `new-clinic`: there is none: the first one is made here.
   * `sealed`: the data key is not open for this user of the computer. `locked`: `person` went away, somebody may take over.
   */
  state: 'sealed' | 'unconnected' | 'loading' | 'new-clinic' | 'signed-out' | 'locked' | 'open';
  clinicName: string;
  /** Which desk answers: the training's is another one than the clinic's, and another each time it begins anew. null = sealed. */
  deskId: string | null;
  person: { accountId: string; name: string; roles: Role[]; mustChangePassword: boolean; hasPin: boolean } | null;
  /** Who has signed in at this desk before, the latest first; whoever else has an account types the login. */
  people: { accountId: string; login: string; name: string; hasPin: boolean }[];
  /** Demo and training only: the published password of the published accounts. */
  demo: { password: string; logins: string[] } | null;
  lockMinutes: number;
  /** How far the first run has come; null = past it. */
  firstRun: 'connect' | 'administrator' | 'code' | 'import' | null;
  /** The code that the signed-in person has still to write down. */
  recoveryCode: string | null;
  /** `active`: this is the training desk. `offered`: it may be opened. `forbidden`: not on this machine. `absent`: not in this program. */
  training: 'active' | 'offered' | 'forbidden' | 'absent';
}

export type AccessResult = { ok: true } | { ok: false; refusals: Refusal[] };
/** `recoveryCode`: shown until it is written down, kept by IT on paper. */
export type FirstAdministratorResult = { ok: true; recoveryCode: string } | { ok: false; refusals: Refusal[] };

export interface AccountView {
  id: string;
  login: string;
  name: string;
  roles: Role[];
  active: boolean;
  temporary: boolean;
  /** Not made with this clinic's key: nobody signs in with it. */
  foreign: boolean;
  /** The person who looks at the list. */
  own: boolean;
}

/** The clinic's key, which every account opens. */
export interface ClinicKeyView {
  /**
   * `changing`: asked for here, central has not taken it yet. `behind`: another desk has changed it, the next password typed here
   * opens it. `demo`: published, never changed. `unknown`: nobody has signed in at this desk yet.
   */
  state: 'present' | 'changing' | 'behind' | 'demo' | 'unknown';
  /** Instant of the last change; null = it is the first one. */
  at: string | null;
  /** People for whom a new key would be sealed. */
  recipients: number;
  /** Names of the others with an active account: after a change IT gives them a new password. */
  withoutKey: string[];
  /** For the command line that asked for the change: shown until it is written down. */
  recoveryCode: string | null;
}
