export type StoreErrorCode =
  /** Another process has the data folder open. */
  | 'in-use'
  /** Written by a newer version of the program. */
  | 'newer-file'
  /** journal.db cannot be read: damaged, or the key is not its key. It is left exactly as it is. */
  | 'journal-unreadable';

/** Why a data folder cannot be opened. The message names the file, never its content. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreError';
    this.code = code;
  }
}
