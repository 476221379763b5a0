import { connectToHost, type DeskClient } from '../core/desk/local-client.ts';
import { readMachinePolicy } from '../core/desk/machine-policy/read-machine-policy.ts';
import { type Desk, openDesk } from '../core/desk/open-desk.ts';
import { OpenDeskError } from '../core/desk/open-desk-error.ts';
import { realClock, realTimers } from '../core/desk/real-time.ts';
import { type ConnectionWish, type Home, NoDesk } from './home.ts';
import type { Texts } from './texts.ts';

export interface Reached {
  desk: DeskClient;
  /** Null when another process is the host. */
  host: Desk | null;
}

/**
 * Runs a command against the desk of a data folder: the host that owns it (the program, a preview) when one runs, and
 * only otherwise as its host. A host that is just starting or ending is given a moment.
 */
export async function withDesk<T>(home: Home, wish: ConnectionWish, run: (reached: Reached) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const host = await connectToHost(wish.dataDir);
    if (host) {
      try {
        return await run({ desk: host.desk, host: null });
      } finally {
        host.close();
      }
    }
    try {
      return await asHost(home, wish, run);
    } catch (error) {
      const isBusy = error instanceof OpenDeskError && error.code === 'data-folder-in-use';
      if (!isBusy || attempt === attempts) throw explained(error, wish.dataDir, home.texts);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

const attempts = 10;
const pauseMs = 500;

async function asHost<T>(home: Home, wish: ConnectionWish, run: (reached: Reached) => Promise<T>): Promise<T> {
  const { dataDir } = wish;
  const { key, rotation } = await home.keyOf(dataDir);
  const central = home.connection?.(wish) ?? null;
  try {
    const policy = await readMachinePolicy();
    const own = { dataDir, key, rotation, connection: central?.connect ?? null, policy };
    const desk = await openDesk({ ...own, clock: realClock, timers: realTimers, log: noLog });
    try {
      return await run({ desk: home.clientOf(desk), host: desk });
    } finally {
      await desk.close();
    }
  } finally {
    await central?.stop();
  }
}

const noLog = () => undefined;

/** In words for who typed the command. */
export function explained(error: unknown, dataDir: string, texts: Texts): unknown {
  if (!(error instanceof OpenDeskError)) return error;
  return new NoDesk(`${texts.notOpened[error.code](dataDir)} (${error.code})`);
}
