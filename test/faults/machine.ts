import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Finding } from './judge/judge.ts';
import { type Mutation, sound } from './mutations.ts';
import { generate, type Kind } from './schedule/generate.ts';
import { runSchedule } from './schedule/run-schedule.ts';
import type { Schedule } from './schedule/steps.ts';
import { type LongLivedCentral, longLivedCentral } from './world/central.ts';
import { countCrypto } from './world/quiet.ts';
import { seedOf } from './world/random.ts';

export interface Failure {
  kind: Kind;
  /** Which of the run's schedules: `--only`. */
  number: number;
  findings: Finding[];
}

export interface MachineOptions {
  seed: number;
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
  close(): Promise<void>;
}

/** A central that has served so many clinics is replaced: PGlite has nobody who clears up behind it. */
const clinicsPerCentral = 400;

export async function faultMachine({ seed, db = 'pglite:memory', mutation = sound }: MachineOptions): Promise<Machine> {
  countCrypto();
  const scratch = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  let central: LongLivedCentral = await longLivedCentral(db);
  let clinics = 0;

  async function play(schedule: Schedule, note?: (what: string) => void): Promise<Finding[]> {
    if (clinics++ === clinicsPerCentral) {
      clinics = 1;
      await central.close();
      central = await longLivedCentral(db);
    }
    return runSchedule(schedule, { central, mutation, scratch, ...(note ? { note } : {}) });
  }

  const schedule = (kind: Kind, n: number) => generate(seedOf('faults', seed, n), kind);
  return {
    run: (kind, n) => play(schedule(kind, n)),
    play,
    schedule,
    close: () => central.close(),
  };
}
