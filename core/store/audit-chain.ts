import { createHash } from 'node:crypto';
import type { Database } from './database.ts';

export interface AuditRecord {
  /** UTC instant. */
  at: string;
  author: string;
  /** What was done, e.g. `book`, `withdraw`. */
  what: string;
  /** What it was before and after: a key with its version, or an intent's id. Never the data themselves. */
  beforeRef: string | null;
  afterRef: string | null;
  reason: string | null;
}

interface AuditRow {
  n: number;
  at: string;
  author: string;
  what: string;
  before_ref: string | null;
  after_ref: string | null;
  reason: string | null;
  previous_hash: Buffer;
  hash: Buffer;
}

const genesis = Buffer.alloc(32);

/** I7: who did what and when, each row carrying the hash of the one before, so that a row cannot be changed or taken out unseen. */
export function auditChain(database: Database) {
  const insert = database.prepare<unknown[]>(
    'INSERT INTO audit (n, at, author, what, before_ref, after_ref, reason, previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const newest = database.prepare<unknown[], { n: number; hash: Buffer }>('SELECT n, hash FROM audit ORDER BY n DESC LIMIT 1');
  const all = database.prepare<unknown[], AuditRow>('SELECT * FROM audit ORDER BY n');

  return {
    /** Inside the caller's transaction. */
    add(record: AuditRecord): void {
      const last = newest.get();
      const n = (last?.n ?? 0) + 1;
      const previous = last?.hash ?? genesis;
      const { at, author, what, beforeRef, afterRef, reason } = record;
      insert.run(n, at, author, what, beforeRef, afterRef, reason, previous, hashOf(n, record, previous));
    },

    /** Number of the first row that does not fit its predecessor or its own hash; null = the chain is whole. */
    firstBreak(): number | null {
      let previous: Buffer = genesis;
      let n = 0;
      for (const row of all.iterate()) {
        n += 1;
        const record = { ...row, beforeRef: row.before_ref, afterRef: row.after_ref };
        const fits = row.n === n && row.previous_hash.equals(previous) && row.hash.equals(hashOf(n, record, previous));
        if (!fits) return row.n;
        previous = row.hash;
      }
      return null;
    },
  };
}

function hashOf(n: number, { at, author, what, beforeRef, afterRef, reason }: AuditRecord, previous: Buffer): Buffer {
  const content = JSON.stringify([n, at, author, what, beforeRef, afterRef, reason]);
  return createHash('sha256').update(previous).update(content).digest();
}
