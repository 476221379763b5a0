import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Database, Queryable } from './database.ts';
import { lockFolder } from './folder-lock.ts';
import { keepHouse } from './housekeeping.ts';

export interface WorkerStart {
  /** null = in memory. */
  dataDir: string | null;
  /** Gzipped tar of a data folder that already has the schema; null = run initdb. */
  prebuilt: string | null;
}
export type WorkerRequest =
  | { id: number; kind: 'query'; sql: string; params: unknown[] }
  | { id: number; kind: 'exec'; sql: string }
  | { id: number; kind: 'dump' }
  | { id: number; kind: 'close' };
export type WorkerAnswer =
  | { id: number; rows: unknown[] }
  | { id: number; failure: { message: string; code: string; constraint: string | null } };

/** PGlite has one connection: everything goes through one queue, and a transaction holds the queue until it ends. */
export interface PgliteDatabase extends Database {
  /** Gzipped tar of the whole data folder. */
  dump(): Promise<Uint8Array>;
}

/**
 * Opens PGlite in memory (`folder` null) or in a folder, which is locked for the life of the database because PGlite
 * itself does not. Throws when another process has the folder.
 */
export async function openPglite(folder: string | null, prebuilt: string | null): Promise<PgliteDatabase> {
  let unlock = () => {};
  let dataDir: string | null = null;
  if (folder !== null) {
    mkdirSync(folder, { recursive: true });
    unlock = lockFolder(folder);
    dataDir = join(folder, 'pgdata');
  }
  const fresh = dataDir === null || !existsSync(join(dataDir, 'PG_VERSION'));
  try {
    const worker = await PgliteThread.start({ dataDir, prebuilt: fresh ? prebuilt : null });
    return new QueuedPglite(worker, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Run from sources, or from the bundle with the worker beside it. */
function workerFile(): URL {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'mjs';
  return new URL(`./pglite-worker.${extension}`, import.meta.url);
}

const housekeepingMs = 2000;

class QueuedPglite implements PgliteDatabase {
  readonly kind = 'pglite';
  readonly #thread: PgliteThread;
  readonly #unlock: () => void;
  #tail: Promise<unknown> = Promise.resolve();
  #closed: Promise<void> | null = null;
  #statements = 0;
  #statementsAtLastRound = 0;
  readonly #housekeeping: NodeJS.Timeout;

  constructor(thread: PgliteThread, unlock: () => void) {
    this.#thread = thread;
    this.#unlock = unlock;
    this.#housekeeping = setInterval(() => void this.#keepHouse(), housekeepingMs).unref();
  }

  query<Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    return this.#queued(() => this.#thread.query<Row>(sql, params));
  }

  exec(sql: string): Promise<void> {
    return this.#queued(() => this.#thread.exec(sql));
  }

  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    return this.#queued(async () => {
      await this.#thread.exec('begin');
      try {
        const result = await work(this.#thread);
        await this.#thread.exec('commit');
        return result;
      } catch (error) {
        await this.#thread.exec('rollback').catch(() => undefined);
        throw error;
      }
    });
  }

  async listen(): Promise<void> {}

  async notify(): Promise<void> {}

  dump(): Promise<Uint8Array> {
    return this.#queued(() => this.#thread.dump());
  }

  close(): Promise<void> {
    clearInterval(this.#housekeeping);
    this.#closed ??= this.#queued(() => this.#thread.close()).finally(this.#unlock);
    return this.#closed;
  }

  /** Table by table, so that nobody waits for all of them; not while nothing happens. */
  async #keepHouse(): Promise<void> {
    if (this.#statements === this.#statementsAtLastRound) return;
    // A closed database needs no housekeeping, and a missed round is made up for by the next one.
    await keepHouse(this).catch(() => undefined);
    this.#statementsAtLastRound = this.#statements;
  }

  #queued<T>(task: () => Promise<T>): Promise<T> {
    this.#statements++;
    const run = this.#tail.then(task);
    this.#tail = run.catch(() => undefined);
    return run;
  }
}

type Waiting = { resolve(rows: unknown[]): void; reject(error: Error): void };

/** The worker thread as calls with answers. */
class PgliteThread implements Queryable {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (answer: WorkerAnswer) => this.#settle(answer));
    worker.on('error', (error) => this.#failAll(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => this.#failAll(new Error('the database thread has ended')));
  }

  static async start(data: WorkerStart): Promise<PgliteThread> {
    const worker = new Worker(workerFile(), { workerData: data, execArgv: [] });
    const thread = new PgliteThread(worker);
    await new Promise<void>((resolve, reject) => thread.#waiting.set(0, { resolve: () => resolve(), reject }));
    return thread;
  }

  async query<Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    return (await this.#ask({ id: ++this.#lastId, kind: 'query', sql, params: [...params] })) as Row[];
  }

  async exec(sql: string): Promise<void> {
    await this.#ask({ id: ++this.#lastId, kind: 'exec', sql });
  }

  async dump(): Promise<Uint8Array> {
    const [bytes] = await this.#ask({ id: ++this.#lastId, kind: 'dump' });
    return bytes as Uint8Array;
  }

  async close(): Promise<void> {
    await this.#ask({ id: ++this.#lastId, kind: 'close' });
    await this.#worker.terminate();
  }

  #ask(request: WorkerRequest): Promise<unknown[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(request.id, { resolve, reject });
      this.#worker.postMessage(request);
    });
  }

  #settle(answer: WorkerAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (waiting === undefined) return;
    if ('rows' in answer) {
      waiting.resolve(answer.rows);
      return;
    }
    const { message, code, constraint } = answer.failure;
    waiting.reject(Object.assign(new Error(message), { code, ...(constraint === null ? {} : { constraint }) }));
  }

  #failAll(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
