export type OpenDeskErrorCode =
  /** Another process (the program, a preview, the command line) has the folder. */
  | 'data-folder-in-use'
  /** Written by a newer version of the program. */
  | 'newer-file'
  /** journal.db is damaged, or the key is not its key. It is left as it is. */
  | 'journal-unreadable'
  /** The folder holds the data of another clinic than the given connection's. */
  | 'other-clinic'
  /** IT has fixed another clinic for this machine. */
  | 'policy-clinic'
  /** IT has forbidden the training mode on this machine. */
  | 'training-forbidden'
  | 'disk-full'
  | 'folder-read-only'
  /** A file is in its place, or its files cannot be opened. */
  | 'folder-unusable'
  | 'disk-error'
  /** SQLite's locks do not hold there. */
  | 'network-drive'
  | 'roaming-profile'
  | 'backup-bad';

/** Why a data folder cannot be opened; `code` travels to the screen. The message names the file, never its content. */
export class OpenDeskError extends Error {
  readonly code: OpenDeskErrorCode;

  constructor(code: OpenDeskErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'OpenDeskError';
    this.code = code;
  }
}
