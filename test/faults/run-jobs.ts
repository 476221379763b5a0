import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { type Failure, throwawayPostgres } from './machine.ts';
import type { FromWorker, Part } from './run-worker.ts';
import type { Kind } from './schedule/generate.ts';
import type { Schedule } from './schedule/steps.ts';
import { addTally, emptyTally, type Tally } from './world/tally.ts';

export interface JobsResult {
  ran: Record<Kind, number>;
  failures: Failure[];
  tally: Tally;
}

export interface JobsListener {
  ran(kind: Kind): void;
  failed(failure: Failure): void;
  shrunk(schedule: Schedule, of: Failure): void;
}

/**
 * Deals the schedules out to processes and gathers what they say. `untilFirst`: ends with the first failure.
 * Rejects when a process dies.
 */
export async function runJobs(
  part: Omit<Part, 'job'>,
  listener: JobsListener,
  { untilFirst }: { untilFirst: boolean },
): Promise<JobsResult> {
  const server = part.db === 'postgres' ? await throwawayPostgres() : null;
  const result: JobsResult = { ran: { plain: 0, restore: 0 }, failures: [], tally: emptyTally() };
  const workers = Array.from({ length: part.jobs }, () => fork(join(import.meta.dirname, 'run-worker.ts')));
  const stop = () => {
    for (const worker of workers) worker.kill();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    const dbs = await Promise.all(workers.map(() => server?.createDatabase() ?? part.db));
    const finished = workers.map((worker, job) => oneJob(worker, { ...part, job, db: dbs[job] ?? part.db }));
    await (untilFirst ? Promise.race([Promise.all(finished), ...finished.map(failing)]) : Promise.all(finished));
  } finally {
    stop();
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    await server?.stop();
  }
  return result;

  /** Settles only when the job has found something. */
  function failing(job: Promise<boolean>): Promise<void> {
    return new Promise((resolve, reject) => {
      job.then((found) => (found ? resolve() : undefined), reject);
    });
  }

  /** true: it found something. */
  function oneJob(worker: ChildProcess, own: Part): Promise<boolean> {
    let done = false;
    let found = false;
    worker.on('message', (message: FromWorker) => {
      if ('ran' in message) {
        result.ran[message.ran] += 1;
        listener.ran(message.ran);
      } else if ('failure' in message) {
        found = true;
        result.failures.push(message.failure);
        listener.failed(message.failure);
      } else if ('shrunk' in message) listener.shrunk(message.shrunk, message.of);
      else {
        addTally(result.tally, message.done);
        done = true;
      }
    });
    worker.send(own);
    return new Promise((resolve, reject) => {
      worker.once('error', reject);
      worker.once('exit', (code, signal) =>
        done ? resolve(found) : reject(new Error(`a fault machine ended by itself (${signal ?? code})`)),
      );
    });
  }
}
