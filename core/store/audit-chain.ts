import { hash } from 'node:crypto';
import type { AuditValues } from '../domain/audit-values.ts';
import type { Database } from './database.ts';

export interface AuditRecord {
  /** UTC instant. */
  at: string;
  author: string;
  /** What was done, e.g. `book`, `withdraw`. */
  what: string;
  /** What it was before and after: a key with its version, or an intent's id. */
  beforeRef: string | null;
  afterRef: string | null;
  reason: string | null;
  /** The thing, as in `Intent.keys`, and what of it changed. */
  key?: string | null;
  before?: AuditValues | null;
  after?: AuditValues | null;
}

/** A row of the log, as it is shown and exported. */
export interface AuditLine extends Required<AuditRecord> {
  n: number;
}

interface AuditRow {
  n: number;
  at: string;
  author: string;
  what: string;
  before_ref: string | null;
  after_ref: string | null;
  reason: string | null;
  key?: string | null;
  before_value?: string | null;
  after_value?: string | null;
  previous_hash: Buffer;
  hash: Buffer;
}

/** Newest row: it stands for all rows before it. */
export interface ChainHead {
  n: number;
  /** Hex. */
  hash: string;
}

const genesis = Buffer.alloc(32);
/** The newest row that retention took away: the chain begins behind it. */
const anchorName = 'audit-anchor';
const appendOnly = `CREATE TRIGGER audit_is_append_only_delete BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END`;

function anchorOf(database: Database): ChainHead | null {
  const row = database.prepare<unknown[], { value: string }>('SELECT value FROM main.setting WHERE name = ?').get(anchorName);
  return row ? (JSON.parse(row.value) as ChainHead) : null;
}

/**
 * Takes the oldest rows away, from the first on and at most `most`, as long as they are older than `before`; the newest row always stays.
 * Inside the caller's transaction, which is the only one that may lift the lock on deleting.
 */
export function forgetAuditBefore(database: Database, before: string, most: number): number {
  const last = database
    .prepare<unknown[], { n: number; hash: Buffer }>(
      `SELECT n, hash FROM main.audit
       WHERE n < coalesce((SELECT min(n) FROM main.audit WHERE at >= ?), (SELECT max(n) FROM main.audit))
         AND n < (SELECT min(n) FROM main.audit) + ?
       ORDER BY n DESC LIMIT 1`,
    )
    .get(before, most);
  if (!last) return 0;
  database.exec('DROP TRIGGER main.audit_is_append_only_delete');
  const { changes } = database.prepare<unknown[]>('DELETE FROM main.audit WHERE n <= ?').run(last.n);
  database.exec(appendOnly);
  const anchor: ChainHead = { n: last.n, hash: last.hash.toString('hex') };
  database
    .prepare<unknown[]>('INSERT OR REPLACE INTO main.setting (name, value) VALUES (?, ?)')
    .run(anchorName, JSON.stringify(anchor));
  return changes;
}

/** I7: who did what and when, each row carrying the hash of the one before, so that a row cannot be changed or taken out unseen. */
export function auditChain(database: Database) {
  // A log of version 10 (a backup, a fixture) is read too; only the present one is written.
  const found = database.pragma('main.table_info(audit)') as { name: string }[];
  const isPresent = found.some(({ name }) => name === 'key');
  const insert = isPresent
    ? database.prepare<unknown[]>(
        `INSERT INTO audit (n, at, author, what, before_ref, after_ref, reason, key, before_value, after_value, previous_hash, hash)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
    : null;
  const newest = database.prepare<unknown[], { n: number; at: string; hash: Buffer }>(
    'SELECT n, at, hash FROM audit ORDER BY n DESC LIMIT 1',
  );
  const nth = database.prepare<unknown[], Buffer>('SELECT hash FROM audit WHERE n = ?').pluck();
  const all = database.prepare<unknown[], AuditRow>('SELECT * FROM audit ORDER BY n');

  return {
    /** Inside the caller's transaction. Answers where the chain stands once that is committed. */
    add(record: AuditRecord): ChainHead {
      const last = newest.get();
      const n = (last?.n ?? 0) + 1;
      const previous = last?.hash ?? genesis;
      const written = rowOf(record, n);
      const { at, author, what, before_ref, after_ref, reason, key, before_value, after_value } = written;
      const own = hashOf(written, previous);
      insert?.run(n, at, author, what, before_ref, after_ref, reason, key, before_value, after_value, previous, own);
      return { n, hash: own.toString('hex') };
    },

    head(): ChainHead | null {
      const last = newest.get();
      return last ? { n: last.n, hash: last.hash.toString('hex') } : null;
    },

    newestAt: (): string | null => newest.get()?.at ?? null,

    /** Oldest first. */
    *lines(): Generator<AuditLine> {
      for (const row of all.iterate()) yield lineOf(row);
    },

    /** Lines about these things, oldest first. */
    linesOn(keys: readonly string[]): AuditLine[] {
      const rows = database
        .prepare<unknown[], AuditRow>('SELECT * FROM audit WHERE key IN (SELECT value FROM json_each(?)) ORDER BY n')
        .all(JSON.stringify(keys));
      return rows.map(lineOf);
    },

    /** A head that was noted elsewhere is still part of the chain. */
    holds({ n, hash }: ChainHead): boolean {
      const anchor = anchorOf(database);
      // What retention took away was older than any backup that could still have noted it.
      if (anchor && n <= anchor.n) return n < anchor.n || hash === anchor.hash;
      return (nth.get(n) as Buffer | undefined)?.toString('hex') === hash;
    },

    /** Number of the first row that does not fit its predecessor or its own hash; null = the chain is whole. */
    firstBreak(): number | null {
      const anchor = anchorOf(database);
      let previous: Buffer = anchor ? Buffer.from(anchor.hash, 'hex') : genesis;
      let n = anchor?.n ?? 0;
      for (const row of all.iterate()) {
        // A restored backup may still hold rows that retention has taken away since.
        if (anchor && row.n <= anchor.n) continue;
        n += 1;
        const fits = row.n === n && row.previous_hash.equals(previous) && row.hash.equals(hashOf(row, previous));
        if (!fits) return row.n;
        previous = row.hash;
      }
      return null;
    },
  };
}

type Content = Omit<AuditRow, 'previous_hash' | 'hash'>;

function rowOf({ at, author, what, beforeRef, afterRef, reason, key, before, after }: AuditRecord, n: number): Content {
  return {
    n,
    at,
    author,
    what,
    before_ref: beforeRef,
    after_ref: afterRef,
    reason,
    key: key ?? null,
    before_value: before ? JSON.stringify(before) : null,
    after_value: after ? JSON.stringify(after) : null,
  };
}

function lineOf(row: AuditRow): AuditLine {
  const values = (text: string | null | undefined) => (text ? (JSON.parse(text) as AuditValues) : null);
  return {
    n: row.n,
    at: row.at,
    author: row.author,
    what: row.what,
    beforeRef: row.before_ref,
    afterRef: row.after_ref,
    reason: row.reason,
    key: row.key ?? null,
    before: values(row.before_value),
    after: values(row.after_value),
  };
}

/** Rows without key and values hash as they did before there were any. */
function hashOf(row: Content, previous: Buffer): Buffer {
  const { n, at, author, what, before_ref, after_ref, reason, key, before_value, after_value } = row;
  const hasMore = (key ?? before_value ?? after_value ?? null) !== null;
  const more = hasMore ? [key, before_value, after_value] : [];
  const content = JSON.stringify([n, at, author, what, before_ref, after_ref, reason, ...more]);
  return hash('sha256', Buffer.concat([previous, Buffer.from(content)]), 'buffer');
}
