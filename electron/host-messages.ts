import type { UpdateState } from '../core/domain/update-state.ts';

/** What main and the process that hosts core tell each other. Ports travel beside `port`. */
export type ToHost =
  /**
   * First message. `key`: the data key, 32 bytes; it goes by message, never by argument or environment. Null = it is sealed.
   * `trainingCentral`: address of the training's own central; null = this is the clinic's own desk.
   */
  | { type: 'open'; dataFolder: string; key: Uint8Array | null; logFile: string; trainingCentral: string | null }
  /** A MessagePort for a window; served as soon as the desk is open. */
  | { type: 'port' }
  /** The answer to `ask-proxy`, as a PAC file would give it. */
  | { type: 'proxy'; url: string; rules: string }
  /** The answer to `rekeyed`: this user's slot of the folder holds the new key. */
  | { type: 'key-kept' }
  /** Whether the desk that was asked for by `show` can be had; if so, `close` follows. */
  | { type: 'shown'; ok: boolean }
  /** The computer woke up. */
  | { type: 'wake' }
  /** What is known about a newer version of the program. */
  | { type: 'update'; state: UpdateState }
  /** Finish what is being written, close the files, answer `closed`, end. */
  | { type: 'close' };

export type FromHost =
  | { type: 'opened' }
  /** The desk cannot be opened; trying again helps only when something was changed. `code`: see open-failure.ts. */
  | { type: 'failed'; code: string }
  /** Somebody has opened the sealed data key; this process ends, and the next one is to be given the key. */
  | { type: 'unsealed'; key: Uint8Array }
  /** The folder has a new data key: to be put in the place of the old one before the desk is opened. */
  | { type: 'rekeyed'; key: Uint8Array }
  /** The desk is closed and wants to be opened anew. */
  | { type: 'restart' }
  | { type: 'closed' }
  /** The other desk, please: the training's, one that begins anew, or the clinic's own. Answered by `shown`. */
  | { type: 'show'; desk: ShownDesk }
  /** Which proxy leads to this address? Only main can ask the system. */
  | { type: 'ask-proxy'; url: string }
  /** For the log file; codes and numbers only. */
  | { type: 'log'; level: 'info' | 'warn' | 'error'; event: string; facts: Record<string, string | number | boolean> };

export type ShownDesk = 'own' | 'training' | 'training-anew';
