import type { RetentionKind } from '../domain/retention.ts';
import { forgetAuditBefore } from './audit-chain.ts';
import type { Database } from './database.ts';

export type Pruned = Record<RetentionKind, number>;

const settled = "('confirmed', 'withdrawn', 'superseded')";
/** Rows from the oldest on that are looked at for each that may go: a run must not read years of a table through. */
const looksPerRow = 5;

/**
 * Takes at most `most` rows of each kind away that are older than their cut, in one transaction for each file. Never an act that is not
 * settled, nor what such an act builds on or touches; the overlay and the queue know nothing of what goes.
 */
export function prune(database: Database, cuts: Record<RetentionKind, string>, most: number): Pruned {
  const run = (sql: string, ...values: unknown[]) => database.prepare<unknown[]>(sql).run(...values).changes;
  const journal = database.transaction(() => ({
    acts: forgetActs(database, cuts.acts, most),
    changes: forgetChanges(database, cuts.changes, most),
    audit: forgetAuditBefore(database, cuts.audit, most),
  }));
  // Of open acts there are few, and an index finds them.
  const touched = `SELECT k.value FROM main.intent i, json_each(i.body, '$.keys') k WHERE i.state <> 'confirmed' AND i.state NOT IN ${settled}`;
  const copy = database.transaction(() => ({
    visits: run(
      `DELETE FROM copy.visit WHERE id IN (
         SELECT id FROM copy.visit WHERE local_date < ? AND 'visit:' || id NOT IN (${touched}) LIMIT ?)`,
      cuts.visits.slice(0, 10),
      most,
    ),
    tasks: run(
      `DELETE FROM copy.task WHERE id IN (
         SELECT id FROM copy.task WHERE state = 'done' AND opened_at < ? AND 'task:' || id NOT IN (${touched}) LIMIT ?)`,
      cuts.tasks,
      most,
    ),
  }));
  return { ...journal.immediate(), ...copy.immediate() };
}

function forgetActs(database: Database, before: string, most: number): number {
  const needed = (column: string) =>
    `EXISTS (SELECT 1 FROM main.intent o WHERE o.${column} = i.id AND o.state NOT IN ${settled})`;
  const going = database
    .prepare<unknown[], { id: string; keys: string }>(
      `SELECT i.id, json_extract(i.body, '$.keys') AS keys FROM (SELECT * FROM main.intent ORDER BY sequence LIMIT ?) i
       WHERE i.state IN ${settled} AND i.at < ? AND NOT ${needed('base_id')} AND NOT ${needed('supersedes')}
       ORDER BY i.sequence LIMIT ?`,
    )
    .all(most * looksPerRow, before, most);
  const key = database.prepare<unknown[]>('DELETE FROM main.intent_key WHERE key = ? AND intent_id = ?');
  const act = database.prepare<unknown[]>('DELETE FROM main.intent WHERE id = ?');
  for (const { id, keys } of going) {
    for (const each of JSON.parse(keys) as string[]) key.run(each, id);
    act.run(id);
  }
  return going.length;
}

/** By number, which follows time; those without an instant of their own go with their neighbours. */
function forgetChanges(database: Database, before: string, most: number): number {
  const last = database
    .prepare<unknown[], number | null>(
      'SELECT max(n) FROM (SELECT n, at FROM main.others_change ORDER BY n LIMIT ?) WHERE at IS NOT NULL AND at < ?',
    )
    .pluck()
    .get(most, before);
  if (typeof last !== 'number') return 0;
  database.prepare<unknown[]>('DELETE FROM main.others_change_read WHERE n <= ?').run(last);
  return database.prepare<unknown[]>('DELETE FROM main.others_change WHERE n <= ?').run(last).changes;
}
