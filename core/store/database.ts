import Sqlite from 'better-sqlite3';

export type Database = Sqlite.Database;
export type Statement = Sqlite.Statement<unknown[]>;

/**
 * Opens or creates a file under SQLCipher's scheme. The key is the raw 32-byte data key, so no derivation is run.
 * Whether it fits shows only at the first read (`SQLITE_NOTADB`).
 */
export function openEncrypted(file: string, key: Uint8Array): Database {
  const database = new Sqlite(file, { timeout: 0 });
  database.pragma("cipher = 'sqlcipher'");
  database.pragma(`key = "${keyLiteral(key)}"`);
  return database;
}

export function attachEncrypted(database: Database, file: string, schema: string, key: Uint8Array): void {
  database.exec(`ATTACH DATABASE '${file.replaceAll("'", "''")}' AS ${schema} KEY "${keyLiteral(key)}"`);
}

/**
 * Encrypts a file anew, every page of it, and reads it through. Only for a draft: a crash in the middle leaves noise.
 *
 * @throws when a page cannot be read before or after
 */
export function changeKey(draft: string, from: Uint8Array, to: Uint8Array): void {
  const database = openEncrypted(draft, from);
  try {
    database.pragma('locking_mode = EXCLUSIVE');
    // The cipher changes no key of a file in WAL mode; and what is a draft needs no way back.
    database.pragma('journal_mode = DELETE');
    database.pragma('journal_mode = OFF');
    database.pragma('synchronous = OFF');
    database.pragma(`rekey = "${keyLiteral(to)}"`);
  } finally {
    database.close();
  }
  const changed = openEncrypted(draft, to);
  try {
    changed.pragma('locking_mode = EXCLUSIVE');
    const found = changed.pragma('integrity_check(1)', { simple: true });
    if (found !== 'ok') throw new Error('the file is damaged');
  } finally {
    changed.close();
  }
}

export function sqliteCode(error: unknown): string {
  return error instanceof Sqlite.SqliteError ? error.code : '';
}

/** Not a database, torn pages, or another key: SQLCipher cannot tell these apart. */
export function isUnreadable(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_IOERR_SHORT_READ';
}

/** A page met later cannot be read. FTS5 reports one of its own as a plain error. */
export function isDamage(error: unknown): boolean {
  return (
    isUnreadable(error) ||
    (sqliteCode(error) === 'SQLITE_ERROR' && (error as Error).message.startsWith('vtable constructor failed'))
  );
}

function keyLiteral(key: Uint8Array): string {
  if (key.length !== 32) throw new RangeError('the data key has 32 bytes');
  return `x'${Buffer.from(key).toString('hex')}'`;
}
