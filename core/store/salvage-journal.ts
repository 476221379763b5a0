import { copyFileSync, existsSync, rmSync } from 'node:fs';
import type { Intent } from '../domain/intent.ts';
import { targetKey } from '../sync/intent-target.ts';
import { auditChain } from './audit-chain.ts';
import { type Database, openEncrypted } from './database.ts';

/** Small tables, taken over as far as they can be read. */
const copied = ['intent_key', 'alias', 'setting', 'others_change', 'others_change_read', 'attendance'];
const companions = ['', '-wal', '-shm'];
/** Rows of a torn page are passed over; behind so many in a row the table has ended. */
const missesToEnd = 2000;

/**
 * Brings what can still be read of a damaged journal into `target`, a restored backup of it: pages that are whole hold
 * newer states than the backup. Answers how many intents the backup did not have. The damaged file is only copied.
 */
export function salvageJournal(target: Database, damaged: string, key: Uint8Array): number {
  const draft = `${damaged}.salvage`;
  for (const each of companions) {
    if (existsSync(damaged + each) && each !== '-shm') copyFileSync(damaged + each, draft + each);
  }
  const source = openEncrypted(draft, key);
  try {
    source.pragma('locking_mode = EXCLUSIVE');
    return target.transaction(() => bringOver(source, target)).immediate();
  } catch {
    // Not one page can be read, or it is no journal of this version: the transaction left the backup as it was.
    return 0;
  } finally {
    source.close();
    for (const each of companions) rmSync(draft + each, { force: true });
  }
}

function bringOver(source: Database, target: Database): number {
  const known = target.prepare<unknown[], number>('SELECT count(*) FROM intent WHERE id = ?').pluck();
  let regained = 0;
  for (const row of byNumber(source, 'intent', 'sequence', 0)) {
    if (known.get(row.id) === 0) regained += 1;
    put(target, 'intent', row);
    // Its row of the audit log, which names what it is about, may be on a torn page.
    const { act } = JSON.parse(row.body as string) as Intent;
    put(target, 'intent_key', { key: targetKey(act), intent_id: row.id });
  }
  for (const table of copied) for (const row of inOrder(source, table)) put(target, table, row);
  bringAudit(source, target);
  return regained;
}

type Row = Record<string, unknown>;

/** The rows that carry the chain on, in order; it ends where one is missing. */
function bringAudit(source: Database, target: Database): void {
  const chain = auditChain(target);
  const start = chain.head();
  for (const row of byNumber(source, 'audit', 'n', start?.n ?? 0)) {
    const last = chain.head();
    if (row.n !== (last?.n ?? 0) + 1) return;
    if (last && (row.previous_hash as Buffer).toString('hex') !== last.hash) return;
    put(target, 'audit', row);
  }
}

function* byNumber(source: Database, table: string, column: string, after: number): Generator<Row> {
  const one = source.prepare<unknown[], Row>(`SELECT * FROM ${table} WHERE ${column} = ?`);
  for (let number = after + 1, misses = 0; misses < missesToEnd; number++) {
    const row = readOrNull(() => one.get(number));
    misses = row ? 0 : misses + 1;
    if (row) yield row;
  }
}

function inOrder(source: Database, table: string): Row[] {
  const rows: Row[] = [];
  readOrNull(() => {
    for (const row of source.prepare<unknown[], Row>(`SELECT * FROM ${table}`).iterate()) rows.push(row);
  });
  return rows;
}

function readOrNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function put(target: Database, table: string, row: Row): void {
  const names = Object.keys(row);
  target
    .prepare(`INSERT OR REPLACE INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `:${name}`).join(', ')})`)
    .run(row);
}
