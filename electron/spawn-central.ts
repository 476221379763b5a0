import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { utilityProcess } from 'electron';
import type { CentralProcess } from './training-central.ts';

/** Outside of the archive: its database is WebAssembly that PGlite reads from the disk, in a thread of its own. */
export function centralEntry(): string {
  const folder = import.meta.dirname.replace(/app\.asar(?!\.unpacked)/, 'app.asar.unpacked');
  return join(folder, '..', 'central', 'main.mjs');
}

/** Central is another program: found by its path, never imported (docs/architecture.md §1). */
export function spawnCentral(args: string[]): CentralProcess {
  const entry = centralEntry();
  if (!existsSync(entry)) throw new Error('this package brings no central to train on');
  const child = utilityProcess.fork(entry, args, { serviceName: 'okienko-training', stdio: ['ignore', 'pipe', 'ignore'] });
  return {
    output: child.stdout as NodeJS.ReadableStream,
    onExit: (listener) => void child.once('exit', listener),
    close: () => child.postMessage('close'),
    kill: () => void child.kill(),
  };
}
