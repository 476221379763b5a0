/**
 * PGlite in a thread of its own, so that a long statement does not stop HTTP. Speaks the messages of `pglite.ts`;
 * the order of statements is decided there, by one queue.
 */
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import type { WorkerAnswer, WorkerRequest, WorkerStart } from './pglite.ts';

const port = parentPort;
if (port === null) throw new Error('pglite-worker runs as a worker thread only');
const start = workerData as WorkerStart;

const INT8 = 20;
const pglite = await PGlite.create({
  dataDir: start.dataDir ?? 'memory://',
  extensions: { btree_gist },
  // No fsync: PGlite is for demo, training and tests only (docs/architecture.md §5).
  relaxedDurability: true,
  parsers: { [INT8]: Number },
  ...(start.prebuilt === null ? {} : { loadDataDir: new Blob([await readFile(start.prebuilt)], { type: 'application/x-gzip' }) }),
});

port.on('message', (request: WorkerRequest) => {
  void answer(request).then((reply) => port.postMessage(reply));
});
port.postMessage({ id: 0, rows: [] } satisfies WorkerAnswer);

async function answer(request: WorkerRequest): Promise<WorkerAnswer> {
  try {
    switch (request.kind) {
      case 'query': {
        const result = await pglite.query(request.sql, request.params);
        return { id: request.id, rows: result.rows };
      }
      case 'exec':
        await pglite.exec(request.sql);
        return { id: request.id, rows: [] };
      case 'dump': {
        const dump = await pglite.dumpDataDir('gzip');
        return { id: request.id, rows: [new Uint8Array(await dump.arrayBuffer())] };
      }
      case 'close':
        await pglite.close();
        return { id: request.id, rows: [] };
    }
  } catch (error) {
    const failure = error as { message?: string; code?: string; constraint?: string };
    return {
      id: request.id,
      failure: {
        message: failure.message ?? String(error),
        code: failure.code ?? 'XX000',
        constraint: failure.constraint ?? null,
      },
    };
  }
}
