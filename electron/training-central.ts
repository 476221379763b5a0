import { createInterface } from 'node:readline';
import type { TrainingFolders } from './data-folder.ts';

/** Central's process, as its supervisor sees it. */
export interface CentralProcess {
  /** Its lines on standard output. */
  output: NodeJS.ReadableStream;
  onExit(listener: (code: number) => void): void;
  /** Asks it to end cleanly. */
  close(): void;
  kill(): void;
}

export interface TrainingCentral {
  /** Address of the running central; starts it when it does not run. Rejects when it cannot be had. */
  start(): Promise<string>;
  /** Settles when it has ended. */
  stop(): Promise<void>;
}

/** Making the invented clinic takes half a minute on a slow computer. */
const readyLimitMs = 180_000;
const closeLimitMs = 15_000;

/** The training's own central e-registration: one process beside the program, on this computer's own address alone. */
export function trainingCentral(
  folders: TrainingFolders,
  spawn: (args: string[]) => CentralProcess,
  log: (event: string, facts: Record<string, string | number | boolean>) => void,
): TrainingCentral {
  let running: { url: Promise<string>; process: CentralProcess; ended: Promise<void> } | null = null;

  function begin(): NonNullable<typeof running> {
    const child = spawn(['--port', '0', '--seed', 'demo', '--db', `pglite:${folders.central}`]);
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    const url = new Promise<string>((resolve, reject) => {
      const limit = setTimeout(() => {
        child.kill();
        reject(new Error('the training central was not ready in time'));
      }, readyLimitMs);
      child.onExit((code) => {
        clearTimeout(limit);
        log('training-central-ended', { code });
        running = null;
        end();
        reject(new Error('the training central ended before it was ready'));
      });
      createInterface({ input: child.output }).on('line', (line) => {
        if (!line.startsWith('{')) return;
        clearTimeout(limit);
        resolve(new URL((JSON.parse(line) as { fhir: string }).fhir).origin);
      });
    });
    return { url, process: child, ended };
  }

  return {
    start() {
      running ??= begin();
      return running.url;
    },
    async stop() {
      if (running === null) return;
      const { process: child, ended } = running;
      child.close();
      const limit = setTimeout(() => child.kill(), closeLimitMs);
      await ended;
      clearTimeout(limit);
    },
  };
}
