/** A part of a run of the fault machine, in a process of its own: every `jobs`-th schedule. Speaks over the channel of `fork`. */
import { type Failure, faultMachine } from './machine.ts';
import { type MutationName, mutations, sound } from './mutations.ts';
import type { Kind } from './schedule/generate.ts';
import { shrink } from './schedule/shrink.ts';
import type { Schedule } from './schedule/steps.ts';
import type { Tally } from './world/tally.ts';

export interface Part {
  seed: number;
  db: string;
  mutation: MutationName | null;
  runs: Record<Kind, number>;
  job: number;
  jobs: number;
}
export type FromWorker = { ran: Kind } | { failure: Failure } | { shrunk: Schedule; of: Failure } | { done: Tally };

/** Only the first failures are worth the time. */
const mostShrunk = 2;

async function work(part: Part): Promise<void> {
  const { seed, db, mutation, runs, job, jobs } = part;
  const machine = await faultMachine({ seed, db, mutation: mutation ? mutations[mutation] : sound });
  const failures: Failure[] = [];
  for (const kind of ['plain', 'restore'] as const) {
    for (let number = job; number < runs[kind]; number += jobs) {
      const findings = await machine.run(kind, number);
      say({ ran: kind });
      if (findings.length === 0) continue;
      failures.push({ kind, number, findings });
      say({ failure: { kind, number, findings } });
      if (mutation) return end();
    }
  }
  for (const failure of failures.slice(0, mostShrunk)) {
    const kinds = new Set(failure.findings.map(({ kind }) => kind));
    const shrunk = await shrink(machine.schedule(failure.kind, failure.number), async (shorter) => {
      for (let tries = shorter.together ? 3 : 1; tries > 0; tries--) {
        if ((await machine.play(shorter)).some(({ kind }) => kinds.has(kind))) return true;
      }
      return false;
    });
    say({ shrunk, of: failure });
  }
  return end();

  async function end(): Promise<void> {
    await machine.close();
    say({ done: machine.tally });
    process.disconnect();
  }
}

function say(message: FromWorker): void {
  process.send?.(message);
}

process.once('message', (part: Part) => {
  work(part).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  });
});
