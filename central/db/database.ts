/**
 * The database as central sees it: PostgreSQL, or PGlite (PostgreSQL 18 compiled to WebAssembly) for demo, training
 * and tests. The SQL is the same for both; only this port differs.
 */
export interface Queryable {
  /** Runs one statement. `jsonb` parameters are passed as JSON text. */
  query<Row>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /** Runs several statements without parameters. */
  exec(sql: string): Promise<void>;
}

export interface Database extends Queryable {
  readonly kind: 'postgres' | 'pglite';
  /** One transaction; rolled back when `work` throws. */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  /**
   * Messages of other processes on the same database, over a connection of their own. PGlite has no other processes
   * and never calls back. `onMessage` may see a process's own messages too.
   */
  listen(channel: string, onMessage: (payload: string) => void): Promise<void>;
  /** Tells other processes; outside any transaction, because NOTIFY inside one serialises all commits. */
  notify(channel: string, payload: string): Promise<void>;
  close(): Promise<void>;
}

/** What PostgreSQL says of a failed statement, on both drivers. */
export interface SqlFailure extends Error {
  code: string;
  constraint?: string;
}

export function isSqlFailure(error: unknown): error is SqlFailure {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code);
}
