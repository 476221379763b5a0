/** What main and the process that hosts core tell each other. Ports travel beside `port`. */
export type ToHost =
  /** First message. `key`: the data key, 32 bytes; it goes by message, never by argument or environment. Null = it is sealed. */
  | { type: 'open'; dataFolder: string; key: Uint8Array | null }
  /** A MessagePort for a window; served as soon as the desk is open. */
  | { type: 'port' }
  /** Finish what is being written, close the files, answer `closed`, end. */
  | { type: 'close' };

export type FromHost =
  | { type: 'opened' }
  /** The desk cannot be opened; trying again helps only when something was changed. `code`: see open-failure.ts. */
  | { type: 'failed'; code: string }
  /** Somebody has opened the sealed data key; this process ends, and the next one is to be given the key. */
  | { type: 'unsealed'; key: Uint8Array }
  | { type: 'closed' }
  /** For the log file; codes and numbers only. */
  | { type: 'log'; level: 'info' | 'warn' | 'error'; event: string; facts: Record<string, string | number | boolean> };
