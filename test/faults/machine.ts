import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { startPostgres } from '../../central/test/postgres-server.ts';
import type { Finding } from './judge/judge.ts';
import { type Mutation, sound } from './mutations.ts';
import { generate, type Kind } from './schedule/generate.ts';
import { runSchedule } from './schedule/run-schedule.ts';
import type { Schedule } from './schedule/steps.ts';
import { type LongLivedCentral, longLivedCentral } from './world/central.ts';
import { countCrypto } from './world/quiet.ts';
import { seedOf } from './world/random.ts';
import { emptyTally, type Tally } from './world/tally.ts';
import { waitingCentral } from './world/waiting-central.ts';

export interface Failure {
  kind: Kind;
  /** Which of the run's schedules: `--only`. */
  number: number;
  findings: Finding[];
}

export interface MachineOptions {
  seed: number;
  /** `postgres` = a server of its own that forgets everything in the end; else as central takes it. */
  db?: string;
  mutation?: Mutation;
}

/** Runs schedules one after the other against one central. */
export interface Machine {
  /** Schedule number `n` of this seed; findings empty = all held. */
  run(kind: Kind, n: number): Promise<Finding[]>;
  /** Any schedule; `note` hears everything that happens. */
  play(schedule: Schedule, note?: (what: string) => void): Promise<Finding[]>;
  schedule(kind: Kind, n: number): Schedule;
  /** What has struck in all schedules so far. */
  tally: Tally;
  close(): Promise<void>;
}

/** A central that has served so many clinics is replaced: PGlite has nobody who clears up behind it. */
const clinicsPerPglite = 400;

/** In memory where there is such a folder. */
const scratch = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** Takes two seconds to start; a database for each machine that runs on it. */
export const throwawayPostgres = () => startPostgres({ durable: false, parent: scratch });

export async function faultMachine({ seed, db: wanted = 'postgres', mutation = sound }: MachineOptions): Promise<Machine> {
  countCrypto();
  const server = wanted === 'postgres' ? await throwawayPostgres() : null;
  const db = (await server?.createDatabase()) ?? wanted;
  const { sql = (statement: string) => statement } = mutation;
  let central: LongLivedCentral = await longLivedCentral(db, {}, sql);
  let clinics = 0;
  const tally = emptyTally();

  async function play(schedule: Schedule, note?: (what: string) => void): Promise<Finding[]> {
    if (clinics++ === clinicsPerPglite && central.database.kind === 'pglite') {
      clinics = 1;
      await central.close();
      central = await longLivedCentral(db, {}, sql);
    }
    const setting = { mutation, scratch, tally, ...(note ? { note } : {}) };
    // PGlite has one process only.
    if (!schedule.waiting || central.database.kind === 'pglite') return runSchedule(schedule, { ...setting, central });
    const own = await waitingCentral(db, central, schedule.startsAt, sql);
    try {
      return await runSchedule(schedule, { ...setting, central: own });
    } finally {
      await own.close();
    }
  }

  const schedule = (kind: Kind, n: number) => generate(seedOf('faults', seed, n), kind);
  return {
    run: (kind, n) => play(schedule(kind, n)),
    play,
    schedule,
    tally,
    async close() {
      await central.close();
      await server?.stop();
    },
  };
}
