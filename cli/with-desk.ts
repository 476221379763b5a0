import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dataKeyFromFile } from '../core/desk/data-key.ts';
import { type DemoConnectionOptions, demoConnection } from '../core/desk/demo/demo-connection.ts';
import { connectToHost, type DeskClient } from '../core/desk/local-client.ts';
import { readMachinePolicy } from '../core/desk/machine-policy/read-machine-policy.ts';
import { type Desk, openDesk } from '../core/desk/open-desk.ts';
import { OpenDeskError } from '../core/desk/open-desk-error.ts';
import { realClock, realTimers } from '../core/desk/real-time.ts';
import type { Output } from './output.ts';

/** What keeps a command from its desk, in words for who typed it. */
export class NoDesk extends Error {
  override name = 'NoDesk';
}

export interface Reached {
  desk: DeskClient;
  /** Null when another process is the host. */
  host: Desk | null;
}

/**
 * Runs a command against the desk of a data folder: the host that owns it (the program, a preview) when one runs, and
 * only otherwise as its host. A host that is just starting or ending is given a moment.
 */
export async function withDesk<T>(
  options: DemoConnectionOptions,
  out: Output,
  run: (reached: Reached) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const host = await connectToHost(options.dataDir);
    if (host) {
      try {
        return await run({ desk: host.desk, host: null });
      } finally {
        host.close();
      }
    }
    try {
      return await asHost(options, out, run);
    } catch (error) {
      const isBusy = error instanceof OpenDeskError && error.code === 'data-folder-in-use';
      if (!isBusy || attempt === attempts) throw explained(error, options.dataDir);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

const attempts = 10;
const pauseMs = 500;

async function asHost<T>(options: DemoConnectionOptions, out: Output, run: (reached: Reached) => Promise<T>): Promise<T> {
  const { dataDir } = options;
  if (existsSync(join(dataDir, 'journal.db')) && !existsSync(join(dataDir, 'data.key'))) {
    throw new NoDesk(`The key of ${dataDir} is kept by the program's user account: start the program, then run this again.`);
  }
  const { key, file } = dataKeyFromFile(dataDir);
  out.say(`The data are encrypted with the key in ${file}, which anyone who can read that folder has too.`);
  const central = demoConnection(options);
  try {
    const policy = await readMachinePolicy();
    const own = { dataDir, key, connection: central.connect, policy };
    const desk = await openDesk({ ...own, clock: realClock, timers: realTimers, log: noLog });
    try {
      return await run({ desk: desk.client, host: desk });
    } finally {
      await desk.close();
    }
  } finally {
    await central.stop();
  }
}

const noLog = () => undefined;

/** In words for who typed the command. */
export function explained(error: unknown, dataDir: string): unknown {
  if (!(error instanceof OpenDeskError)) return error;
  const sentences = {
    'data-folder-in-use': `${dataDir} is in use by another program that does not answer.`,
    'newer-file': `${dataDir} was written by a newer version of the program.`,
    'journal-unreadable': `journal.db in ${dataDir} is damaged and no backup opens, or data.key is not its key. Nothing was changed.`,
    'other-clinic': `${dataDir} holds the data of another clinic than the account that was given.`,
    'policy-clinic': `The policy of this machine names another clinic than the data in ${dataDir}. Nothing was changed.`,
    'disk-full': `The disk of ${dataDir} is full. Nothing was changed; free some space and try again.`,
    'folder-read-only': `Nothing can be written in ${dataDir}: check its permissions and whether the disk is read-only.`,
    'folder-unusable': `${dataDir} is not a folder in which databases can be opened.`,
    'disk-error': `The disk of ${dataDir} cannot be read or written. Nothing was changed; look after the disk first.`,
    'network-drive': `${dataDir} is on a network drive. Choose a folder on a disk of this computer.`,
    'roaming-profile': `${dataDir} is in a roaming profile. Choose a folder that stays on this computer.`,
    'backup-bad': `The backup that must be made before ${dataDir} is brought up to date cannot be read. Nothing was changed.`,
  } as const;
  return new NoDesk(`${sentences[error.code]} (${error.code})`);
}
