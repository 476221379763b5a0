import type { Schedule } from '../domain/schedule.ts';
import type { Visit } from '../domain/visit.ts';
import type { FeedEvent, FeedPosition } from '../sync/ports.ts';
import type { Database } from './database.ts';
import {
  type OthersEntity,
  type OthersWho,
  type PatientTrace,
  type ScheduleTrace,
  traceOf,
  type VisitTrace,
  whoDid,
  whoMayHave,
} from './others-trace.ts';

export interface OthersChange {
  n: number;
  entity: OthersEntity;
  key: string;
  /** Central's instant; null = found in a renewed copy. */
  at: string | null;
  who: OthersWho;
  before: VisitTrace | PatientTrace | ScheduleTrace | null;
  after: VisitTrace | PatientTrace | ScheduleTrace | null;
}

/** What others (patients, the waiting room, colleagues at other desks) changed, until each person has ticked it off. */
export interface OthersChanges {
  /** Newest first. */
  list(author: string): OthersChange[];
  count(author: string): number;
  tick(author: string, numbers: number[]): void;
  /** The person is at the desk. Answers since when he had been away before that, null = never here. */
  attend(author: string, at: string, awayAfterMinutes: number): void;
  awaySince(author: string): string | null;
  /** Who sees a change of this instant happen, if anybody; asked as it comes. */
  setWitness(witness: (at: string | null) => string | null): void;
}

export interface OthersRecorder extends OthersChanges {
  /** Before a page of the feed is written into the copy. */
  beforeEvents(epoch: string, events: FeedEvent[], position: FeedPosition | null): void;
  /** Before a renewed copy, attached as `next_copy`, takes the place of the old one. */
  beforeSwap(reached: FeedPosition, old: FeedPosition | null): void;
}

interface Row {
  n: number;
  entity: OthersEntity;
  key: string;
  version: number;
  old_version: number;
  at: string | null;
  who: OthersWho;
  before: string | null;
  after: string | null;
}

interface Found {
  entity: OthersEntity;
  key: string;
  version: number;
  oldVersion: number;
  at: string | null;
  who: OthersWho;
  before: unknown;
  after: unknown;
}

interface Compared {
  key: string;
  version: number | null;
  body: string | null;
  old_version: number | null;
  old_body: string | null;
}

const entities = ['visit', 'patient', 'schedule'] as const satisfies OthersEntity[];
/** A person who comes back later than this has a copy of the calendar to look at. */
const keepRows = 20_000;

/**
 * Kept in the journal, because the copy may be replaced at any time. It is written before the copy, as its own transaction:
 * a crash between leaves rows that the next try finds there already.
 */
export function othersChanges(database: Database): OthersRecorder {
  const insert = database.prepare<unknown[]>(
    `INSERT OR IGNORE INTO main.others_change (epoch, entity, key, version, old_version, at, who, before, after, witness)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const isOwn = database.prepare<unknown[], number>('SELECT 1 FROM main.intent WHERE id = ?').pluck();
  const known = Object.fromEntries(
    entities.map((entity) => [
      entity,
      database.prepare<unknown[], { version: number; body: string }>(`SELECT version, body FROM copy.${entity} WHERE id = ?`),
    ]),
  ) as Record<OthersEntity, ReturnType<typeof database.prepare<unknown[], { version: number; body: string }>>>;
  const ownVersions = database.prepare<unknown[], { outcome: string }>(
    `SELECT i.outcome FROM main.intent i
     WHERE i.id IN (SELECT intent_id FROM temp.thing_intent WHERE key = ?) AND i.state = 'confirmed' AND i.outcome IS NOT NULL`,
  );
  const unread = database.prepare<unknown[], Row>(
    `SELECT c.* FROM main.others_change c, main.attendance a
     WHERE a.author = @author AND c.n > a.since_n AND (c.witness IS NULL OR c.witness <> @author)
       AND NOT EXISTS (SELECT 1 FROM main.others_change_read r WHERE r.author = @author AND r.n = c.n)
     ORDER BY c.n DESC`,
  );
  const markRead = database.prepare<unknown[]>('INSERT OR IGNORE INTO main.others_change_read (author, n) VALUES (?, ?)');
  const attendance = database.prepare<unknown[], { last_at: string; away_since: string | null }>(
    'SELECT last_at, away_since FROM main.attendance WHERE author = ?',
  );
  const arrive = database.prepare<unknown[]>(
    `INSERT INTO main.attendance (author, since_n, last_at, away_since)
     VALUES (?, (SELECT coalesce(max(n), 0) FROM main.others_change), ?, NULL)
     ON CONFLICT (author) DO UPDATE SET last_at = excluded.last_at`,
  );
  const comeBack = database.prepare<unknown[]>('UPDATE main.attendance SET last_at = ?, away_since = last_at WHERE author = ?');
  const forget = database.prepare<unknown[]>(
    'DELETE FROM main.others_change WHERE n <= (SELECT max(n) FROM main.others_change) - ?',
  );
  const forgetMarks = database.prepare<unknown[]>(
    'DELETE FROM main.others_change_read WHERE n < (SELECT coalesce(min(n), 0) FROM main.others_change)',
  );

  let witness: (at: string | null) => string | null = () => null;

  const write = database.transaction((epoch: string, found: Found[]) => {
    for (const { entity, key, version, oldVersion, at, who, before, after } of found) {
      const [was, is] = [json(before), json(after)];
      insert.run(epoch, entity, key, version, oldVersion, at, who, was, is, witness(at));
    }
    forget.run(keepRows);
    forgetMarks.run();
  });

  /** A change that an own act made, though its answer was not known when the copy was renewed. */
  function isOurs(row: Row): boolean {
    if (row.at !== null) return false;
    const key = `${row.entity}:${row.key}`;
    const ours = ownVersions.all(key).map(({ outcome }) => versionIn(outcome, key));
    const between = new Set(ours.filter((version) => version > row.old_version && version <= row.version));
    return between.size > 0 && between.size >= row.version - row.old_version;
  }

  return {
    beforeEvents(epoch, events, position) {
      // The first copy is no news.
      if (position === null || position.epoch !== epoch) return;
      const now = new Map<string, { version: number; body: unknown }>();
      const found: Found[] = [];
      for (const event of events) {
        if (event.event <= position.event) continue;
        const own = event.intentId !== null && isOwn.get(event.intentId) !== undefined;
        const visits = event.changes.some(({ entity }) => entity === 'visit');
        for (const { entity, key, row } of event.changes) {
          if (entity !== 'visit' && entity !== 'patient' && entity !== 'schedule') continue;
          const at = `${entity}:${key}`;
          const stored = known[entity].get(key);
          const before = now.get(at) ?? (stored ? { version: stored.version, body: JSON.parse(stored.body) as unknown } : null);
          const version = row?.version ?? (before?.version ?? 0) + 1;
          if (before && version <= before.version) continue;
          now.set(at, { version, body: row });
          // A booking brings its patient along: the visit says it all.
          if (own || (entity === 'patient' && visits)) continue;
          const trace = traceOf(entity, before?.body ?? null, row);
          if (!trace) continue;
          const who = whoDid(event.intentId, row as Visit | Schedule | null);
          found.push({ entity, key, version, oldVersion: before?.version ?? 0, at: event.at, who, ...trace });
        }
      }
      if (found.length > 0) write.immediate(epoch, found);
    },

    beforeSwap(reached, old) {
      if (old === null) return;
      const found = entities.flatMap((entity) =>
        comparedRows(database, entity).flatMap((row): Found[] => {
          const before = row.old_body === null ? null : (JSON.parse(row.old_body) as unknown);
          const after = row.body === null ? null : (JSON.parse(row.body) as unknown);
          const trace = traceOf(entity, before, after);
          if (!trace) return [];
          const oldVersion = row.old_version ?? 0;
          const who = whoMayHave(entity, before, after);
          return [{ entity, key: row.key, version: row.version ?? oldVersion + 1, oldVersion, at: null, who, ...trace }];
        }),
      );
      if (found.length > 0) write.immediate(reached.epoch, found);
    },

    list: (author) =>
      unread
        .all({ author })
        .filter((row) => !isOurs(row))
        .map(({ n, entity, key, at, who, before, after }) => ({
          n,
          entity,
          key,
          at,
          who,
          before: before === null ? null : JSON.parse(before),
          after: after === null ? null : JSON.parse(after),
        })),
    count: (author) => unread.all({ author }).filter((row) => !isOurs(row)).length,
    tick(author, numbers) {
      const mark = database.transaction(() => {
        for (const n of numbers) markRead.run(author, n);
      });
      mark.immediate();
    },
    attend(author, at, awayAfterMinutes) {
      const before = attendance.get(author);
      const minutes = before ? (Date.parse(at) - Date.parse(before.last_at)) / 60_000 : 0;
      if (before && minutes > awayAfterMinutes) comeBack.run(at, author);
      // A flush each minute at most.
      else if (!before || minutes >= 1) arrive.run(author, at);
    },
    awaySince: (author) => attendance.get(author)?.away_since ?? null,
    setWitness(next) {
      witness = next;
    },
  };
}

/** Rows that differ between the old copy and the renewed one. New patients come with their visits and are no news by themselves. */
function comparedRows(database: Database, entity: OthersEntity): Compared[] {
  const changed = `
    SELECT n.id AS key, n.version, n.body, o.version AS old_version, o.body AS old_body
    FROM next_copy.${entity} n ${entity === 'patient' ? 'JOIN' : 'LEFT JOIN'} copy.${entity} o ON o.id = n.id
    WHERE o.version IS NULL OR o.version <> n.version`;
  // Of the past, the copy keeps less with each day.
  const gone = `
    UNION ALL SELECT o.id, NULL, NULL, o.version, o.body FROM copy.visit o
    WHERE o.active = 1 AND o.local_date >= date('now') AND NOT EXISTS (SELECT 1 FROM next_copy.visit n WHERE n.id = o.id)`;
  return database.prepare<unknown[], Compared>(entity === 'visit' ? changed + gone : changed).all();
}

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

function versionIn(outcome: string, key: string): number {
  return (JSON.parse(outcome) as { versions?: Record<string, number> }).versions?.[key] ?? 0;
}
