import type { Database } from './database.ts';
import type { JournalRow } from './journal-row.ts';

/** Not settled and not waiting for a person: these keep their keys' later intents waiting. */
const active = "('pending', 'sending', 'unknown')";
const columns = `i.sequence, i.place, i.id, i.body, i.base_id, i.state, i.stalled, i.exposed, i.attempts, i.next_attempt_at, i.outcome,
  i.confirmed_epoch, i.confirmed_event`;
/** SQLite uses a partial index only where its condition stands word for word. */
const open = "i.state <> 'confirmed'";
const earlier = '(e.place, e.sequence) < (i.place, i.sequence)';
const inTheWay = `e.state IN ${active} AND e.stalled = 0 AND ${earlier}`;

/** Epochs in which something was confirmed, by jumps through the index: there are very few of them. */
const epochs = `epochs (epoch) AS (
    SELECT min(confirmed_epoch) FROM intent WHERE state = 'confirmed'
    UNION ALL
    SELECT (SELECT min(confirmed_epoch) FROM intent WHERE state = 'confirmed' AND confirmed_epoch > epoch) FROM epochs
    WHERE epoch IS NOT NULL
  )`;

/** Pending, due, its base confirmed, and first in line for each of its keys. */
const readyIn = (order: string) => `
      SELECT ${columns} FROM intent i
      WHERE i.state = 'pending' AND ${open} AND i.stalled = 0 AND (i.next_attempt_at IS NULL OR i.next_attempt_at <= :now)
        AND (i.base_id IS NULL OR EXISTS (SELECT 1 FROM intent b WHERE b.id = i.base_id AND b.state = 'confirmed'))
        AND NOT EXISTS (
          SELECT 1 FROM temp.open_key mine JOIN temp.open_key theirs ON theirs.key = mine.key JOIN intent e ON e.id = theirs.intent_id
          WHERE mine.intent_id = i.id AND ${inTheWay})
        AND NOT EXISTS (
          SELECT 1 FROM temp.open_key theirs JOIN intent e ON e.id = theirs.intent_id WHERE theirs.key = i.needs_key AND ${inTheWay})
        AND (i.act_kind <> 'publish' OR NOT EXISTS (
          SELECT 1 FROM temp.open_key mine JOIN intent e ON e.needs_key = mine.key AND e.state <> 'confirmed'
          WHERE mine.intent_id = i.id AND ${inTheWay}))
      ${order}`;

/** Every statement of the journal, prepared once. `main` is journal.db. */
export function journalStatements(database: Database) {
  const prepare = <R = unknown>(sql: string) => database.prepare<unknown[], R>(sql);
  return {
    insert: prepare(`
      INSERT INTO intent (sequence, id, place, act_kind, body, author, at, base_id, supersedes, needs_key, stalled, state)
      VALUES (:sequence, :id, :place, :actKind, :body, :author, :at, :baseId, :supersedes, :needsKey, :stalled, 'pending')`),
    insertKey: prepare('INSERT OR IGNORE INTO intent_key (key, intent_id) VALUES (?, ?)'),
    byId: prepare<JournalRow>(`SELECT ${columns} FROM intent i WHERE i.id = ?`),
    replacementOf: prepare<JournalRow>(`SELECT ${columns} FROM intent i WHERE i.supersedes = ? ORDER BY i.sequence DESC LIMIT 1`),
    update: prepare(`
      UPDATE intent SET state = :state, attempts = :attempts, next_attempt_at = :nextAttemptAt, outcome = :outcome,
        confirmed_epoch = :epoch, confirmed_event = :event, exposed = :exposed WHERE id = :id`),
    doubt: prepare("UPDATE intent SET state = 'unknown', exposed = 1 WHERE id = ?"),
    supersede: prepare("UPDATE intent SET state = 'superseded', next_attempt_at = NULL WHERE id = ?"),
    rebase: prepare('UPDATE intent SET base_id = :to WHERE base_id = :from'),
    /** Passes on to all that is based on :root whether it must wait for a person. */
    restall: prepare(`
      WITH RECURSIVE below (id, stalled, blocked) AS (
        SELECT id, stalled, stalled OR state IN ('parked', 'withdrawn', 'superseded') FROM intent WHERE id = :root
        UNION
        SELECT i.id, b.blocked, b.blocked OR i.state IN ('parked', 'withdrawn', 'superseded')
        FROM intent i JOIN below b ON i.base_id = b.id
      )
      UPDATE intent SET stalled = (SELECT b.stalled FROM below b WHERE b.id = intent.id)
      WHERE id IN (SELECT id FROM below) AND id <> :root`),
    descendants: prepare<JournalRow>(`
      WITH RECURSIVE below (id) AS (
        SELECT id FROM intent WHERE base_id = :root UNION SELECT i.id FROM intent i JOIN below b ON i.base_id = b.id
      )
      SELECT ${columns} FROM intent i WHERE i.id IN (SELECT id FROM below) AND i.state IN ('pending', 'sending', 'unknown', 'parked')
      ORDER BY i.place, i.sequence`),
    inOpenState: prepare<JournalRow>(
      `SELECT ${columns} FROM intent i WHERE i.state = ? AND ${open} ORDER BY i.place, i.sequence LIMIT ?`,
    ),
    allConfirmed: prepare<JournalRow>(
      `SELECT ${columns} FROM intent i WHERE i.state = 'confirmed' ORDER BY i.place, i.sequence LIMIT ?`,
    ),
    openCounts: prepare<{ state: string; count: number }>(
      "SELECT state, count(*) AS count FROM intent WHERE state <> 'confirmed' GROUP BY state",
    ),
    /** Intents are never deleted, so this is also their number. */
    lastSequence: prepare<{ last: number }>('SELECT coalesce(max(sequence), 0) AS last FROM intent'),
    ready: prepare<JournalRow>(readyIn('ORDER BY i.place, i.sequence LIMIT :limit')),
    newestReady: prepare<JournalRow>(readyIn('ORDER BY i.place DESC, i.sequence DESC LIMIT 1')),
    doubtful: prepare<JournalRow>(`
      SELECT ${columns} FROM intent i WHERE i.state = 'unknown' AND ${open} AND (i.next_attempt_at IS NULL OR i.next_attempt_at <= :now)
      ORDER BY i.place, i.sequence LIMIT :limit`),
    nextDue: prepare<{ due: number | null }>(
      "SELECT min(next_attempt_at) AS due FROM intent WHERE next_attempt_at IS NOT NULL AND state IN ('pending', 'unknown') AND stalled = 0",
    ),
    wake: prepare(`
      UPDATE intent SET next_attempt_at = NULL
      WHERE state IN ('pending', 'unknown') AND next_attempt_at IS NOT NULL
        AND (outcome IS NULL OR json_extract(outcome, '$.kind') <> 'retry' OR json_extract(outcome, '$.status') IS NULL)`),
    confirmedOutside: prepare<JournalRow>(`
      WITH RECURSIVE ${epochs},
      outside (sequence) AS (
        SELECT o.sequence FROM epochs JOIN intent o
          ON o.state = 'confirmed' AND o.confirmed_epoch = epochs.epoch AND o.confirmed_event < :below
        WHERE epochs.epoch <> :epoch ORDER BY o.confirmed_event DESC LIMIT :limit
      )
      SELECT ${columns} FROM intent i WHERE i.sequence IN (SELECT sequence FROM outside) ORDER BY i.confirmed_event DESC`),
    confirmedEpochs: prepare<{ epoch: string }>(`WITH RECURSIVE ${epochs} SELECT epoch FROM epochs WHERE epoch IS NOT NULL`),
    unseen: prepare<JournalRow>(`
      WITH RECURSIVE ${epochs}
      SELECT ${columns} FROM epochs JOIN intent i
        ON i.state = 'confirmed' AND i.confirmed_epoch = epochs.epoch
        AND i.confirmed_event > CASE WHEN epochs.epoch = :epoch THEN :event ELSE -1 END
      WHERE epochs.epoch NOT IN (SELECT value FROM json_each(:pastEpochs))
      ORDER BY i.place, i.sequence`),
    openWithKey: prepare<{ id: string }>(
      `SELECT i.id FROM temp.open_key k JOIN intent i ON i.id = k.intent_id WHERE k.key = ? AND i.state IN ${active}`,
    ),
    saveAlias: prepare('INSERT OR REPLACE INTO alias (entity, desk_key, key) VALUES (?, ?, ?)'),
    allAliases: prepare<{ entity: string; desk_key: string; key: string }>('SELECT entity, desk_key, key FROM alias'),
    readSetting: prepare<{ value: string }>('SELECT value FROM setting WHERE name = ?'),
    writeSetting: prepare('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)'),
  };
}
