import type { Damage } from '../desk/disk.ts';
import type { Fault } from '../world/fault.ts';
import type { Notices } from '../world/line.ts';

export const deskActs = [
  'book-new',
  'book-known',
  'book-account-holder',
  'book-taken',
  'move',
  'cancel',
  'cancel-by-clinic',
  'change-patient',
  'publish',
  'save-setting',
  'close-task',
  'retry',
  'withdraw',
  'book-instead',
  'enter-waiting',
  'change-waiting',
  'leave-waiting',
] as const;
export type DeskAct = (typeof deskActs)[number];

export const patientActs = ['book', 'move', 'cancel'] as const;
export type PatientAct = (typeof patientActs)[number];

/**
 * One thing that happens. `pick` chooses among what there is at that moment, so that a schedule still makes sense when
 * steps are left out of it.
 */
export type Step =
  /** `twice`: the screen repeats the command, as it does when its connection to core was cut. */
  | { do: 'act'; desk: number; act: DeskAct; pick: number; twice: boolean }
  | { do: 'patient'; act: PatientAct; pick: number }
  | { do: 'wait'; ms: number }
  /** The PCs sleep (a closed lid, a night). */
  | { do: 'sleep'; ms: number }
  | { do: 'weather'; desk: number; faults: Fault[]; rate: number; requests: number; seed: number }
  | { do: 'notices'; desk: number; are: Notices }
  | { do: 'central-away'; ms: number }
  | { do: 'power-cut'; desk: number; boundary: number; downMs: number; damage: Damage }
  | { do: 'restart'; desk: number; downMs: number }
  | { do: 'disk-full'; desk: number; file: 'journal' | 'copy' }
  | { do: 'disk-free'; desk: number }
  | { do: 'clock'; desk: number; ms: number }
  /** It is the next morning, and central opens a day to live search (R22). */
  | { do: 'next-day' }
  /** Central dies in the next transaction of the waiting room: at its n-th statement, or after its commit. */
  | { do: 'waiting-room-crash'; statement: number }
  /** Central forgets its oldest events: whoever stands before them fetches everything anew. */
  | { do: 'expire-events' }
  /** Central's stream begins anew, with nothing lost. */
  | { do: 'feed-restart' }
  | { do: 'backup' }
  /** Central's database is lost and comes back as it was at the last `backup`. */
  | { do: 'restore' };

/** Everything that follows from one seed. */
export interface Schedule {
  seed: number;
  desks: number;
  /** Central's instant at the beginning. */
  startsAt: string;
  /** Requests that arrive in the same ms meet inside central: who wins there is the only thing that a seed does not decide. */
  together: boolean;
  /** The desks have empty folders at the beginning and fetch everything. */
  newPcs: boolean;
  /** Patients wait, in a central of its own that opens a day each morning; reminders are sent by two processes in the end. */
  waiting: boolean;
  steps: Step[];
}
