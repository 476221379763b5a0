import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { connectToHost, type DeskClient } from '../../../core/desk/local-client.ts';
import type { OpenOrder } from './host-process.ts';

/** A host process that has loaded its program and waits to be told to open the data folder. */
export interface WaitingHost {
  open(order: OpenOrder): RunningHost;
  /** SIGKILL. */
  kill(): void;
}

export interface RunningHost {
  /** A connection over the local socket, as the command line has it; null when the host died before. Rejects when it cannot open. */
  client(): Promise<{ desk: DeskClient; close(): void } | null>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Ends as the program ends. */
  close(): Promise<void>;
}

export function waitingHost(): WaitingHost {
  const child = fork(join(import.meta.dirname, 'host-process.ts'));
  let killed = false;
  const gone = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const kill = () => {
    killed = true;
    child.kill('SIGKILL');
  };
  return {
    open(order) {
      const opened = openedBy(child, gone, order);
      // Whoever asks for a client hears of it.
      opened.catch(() => undefined);
      return {
        async client() {
          return (await opened) ? connectToHost(order.dataDir) : null;
        },
        async kill() {
          kill();
          await gone;
        },
        async close() {
          child.send('close');
          const code = await gone;
          if (code !== 0) throw new Error(`the host ended with ${code}`);
        },
      };
    },
    kill,
  };

  function openedBy(process: ChildProcess, ended: Promise<number | null>, order: OpenOrder): Promise<boolean> {
    process.send(order);
    return new Promise((resolve, reject) => {
      process.once('message', () => resolve(true));
      void ended.then((code) => (killed ? resolve(false) : reject(new Error(`the host could not open: ${code}`))));
    });
  }
}
