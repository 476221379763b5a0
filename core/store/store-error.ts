export type StoreErrorCode =
  /** Another process has the data folder open. */
  | 'in-use'
  /** Written by a newer version of the program. */
  | 'newer-file'
  /** journal.db cannot be read: damaged, or the key is not its key. It is left exactly as it is. */
  | 'journal-unreadable'
  /** Nothing can be written: the disk is full. */
  | 'disk-full'
  | 'folder-read-only'
  /** A file is in its place, or its files cannot be opened. */
  | 'folder-unusable'
  | 'disk-error'
  | 'network-drive'
  | 'roaming-profile'
  /** A copy that was made as a backup cannot be read: the journal is damaged. Older backups are kept. */
  | 'backup-bad';

/** Why a data folder cannot be opened. The message names the file, never its content. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreError';
    this.code = code;
  }
}
