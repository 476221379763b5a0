import type { Schedule } from '../domain/schedule.ts';
import { publishedRange, slotsFor } from '../domain/slots-for.ts';
import { localDateOf } from '../domain/time.ts';
import type { ChangedRow, FeedChange, FeedEvent } from '../sync/ports.ts';
import { columnsOf } from './copy-rows.ts';
import { type CopyEntity, copyColumns, copyEntities } from './copy-schema.ts';
import type { Database, Statement } from './database.ts';

/** Writes central's rows into one copy file. Transactions are the caller's. */
export interface CopyWriter {
  /** One row of a page. Older versions and what an event has deleted are left out. */
  putPageRow(change: FeedChange): void;
  /** All changes of one event. */
  putEvent(event: FeedEvent): void;
}

/**
 * @param schema the copy's name on this connection
 * @param changed hears of each row that is written, with the days on which it showed and shows; null = nobody reads the file yet
 */
export function copyWriter(database: Database, schema: 'main' | 'copy', changed: ((row: ChangedRow) => void) | null): CopyWriter {
  const sql = statements(database, schema);

  function datesOf(entity: CopyEntity, key: string): string[] {
    if (!changed) return [];
    if (entity !== 'visit' && entity !== 'slot') return [];
    const found = sql[entity].date?.get(key) as { local_date: string } | undefined;
    return found ? [found.local_date] : [];
  }

  function upsert(change: FeedChange): void {
    const entity = change.entity;
    const before = datesOf(entity, change.key);
    const columns = columnsOf(change);
    if (entity === 'patient') {
      if (!upsertPatient(change.key, columns)) return;
    } else if (sql[entity].upsert.run(...columns).changes === 0) return;
    changed?.({ entity, key: change.key, dates: [...new Set([...before, ...datesOf(entity, change.key)])] });
  }

  function upsertPatient(key: string, columns: ReturnType<typeof columnsOf>): boolean {
    const before = sql.patientNumber.get(key) as number | undefined;
    if (sql.patient.upsert.run(...columns).changes === 0) return false;
    const number = before ?? (sql.patientNumber.get(key) as number);
    if (before !== undefined) sql.forgetWords.run(number);
    sql.indexWords.run(number, columns[copyColumns.patient.indexOf('search')]);
    return true;
  }

  function remove(change: FeedChange, event: number): void {
    const dates = datesOf(change.entity, change.key);
    if (change.entity === 'patient') {
      const number = sql.patientNumber.get(change.key) as number | undefined;
      if (number !== undefined) sql.forgetWords.run(number);
    }
    sql[change.entity].remove.run(change.key);
    if (change.entity === 'schedule') sql.removeSlots.run(change.key, '0000', '9999');
    sql.bury.run(change.entity, change.key, event);
    changed?.({ entity: change.entity, key: change.key, dates });
  }

  /** Desk and central run the same `slotsFor` over the same days, "today" being central's day of the publication. */
  function regenerateSlots(schedule: Schedule, publishedAt: string): void {
    const today = localDateOf(publishedAt);
    const range = publishedRange(schedule, today);
    // Whatever the new definition does not give ceases from today on, also what lies behind its validity (`republish`).
    sql.removeSlots.run(schedule.id, schedule.revision > 1 ? today : range.from, '9999');
    for (const slot of slotsFor(schedule, range)) {
      sql.slot.upsert.run(...columnsOf({ entity: 'slot', key: slot.id, row: slot }));
    }
  }

  return {
    putPageRow(change) {
      if (change.row === null || sql.isBuried.get(change.entity, change.key)) return;
      upsert(change);
    },
    putEvent(event) {
      // A schedule brings its slots, so single slots of the same event come after it.
      const schedulesFirst = event.changes.toSorted((a, b) => Number(b.entity === 'schedule') - Number(a.entity === 'schedule'));
      for (const change of schedulesFirst) {
        if (change.row === null) {
          remove(change, event.event);
          continue;
        }
        sql.unbury.run(change.entity, change.key);
        const isNews =
          change.entity === 'schedule' &&
          ((sql.scheduleVersion.get(change.key) as number | undefined) ?? -1) < change.row.version;
        upsert(change);
        if (isNews && change.entity === 'schedule') regenerateSlots(change.row, event.at);
      }
    },
  };
}

interface EntityStatements {
  upsert: Statement;
  remove: Statement;
  date: Statement | null;
}

function statements(database: Database, schema: string) {
  const perEntity = Object.fromEntries(
    copyEntities.map((entity) => [entity, entityStatements(database, schema, entity)]),
  ) as Record<CopyEntity, EntityStatements>;
  return {
    ...perEntity,
    scheduleVersion: database.prepare<unknown[]>(`SELECT version FROM ${schema}.schedule WHERE id = ?`).pluck(),
    removeSlots: database.prepare<unknown[]>(`DELETE FROM ${schema}.slot WHERE schedule_id = ? AND local_date BETWEEN ? AND ?`),
    patientNumber: database.prepare<unknown[]>(`SELECT number FROM ${schema}.patient WHERE id = ?`).pluck(),
    indexWords: database.prepare<unknown[]>(`INSERT INTO ${schema}.patient_words (rowid, words) VALUES (?, ?)`),
    forgetWords: database.prepare<unknown[]>(`DELETE FROM ${schema}.patient_words WHERE rowid = ?`),
    bury: database.prepare<unknown[]>(`INSERT OR REPLACE INTO ${schema}.tombstone (entity, key, event) VALUES (?, ?, ?)`),
    unbury: database.prepare<unknown[]>(`DELETE FROM ${schema}.tombstone WHERE entity = ? AND key = ?`),
    isBuried: database.prepare<unknown[]>(`SELECT 1 FROM ${schema}.tombstone WHERE entity = ? AND key = ?`),
  };
}

function entityStatements(database: Database, schema: string, entity: CopyEntity): EntityStatements {
  const columns = copyColumns[entity];
  const key = columns[0];
  const updates = columns.slice(1).map((column) => `${column} = excluded.${column}`);
  // Slots have no version: they are derived, and the last word on them is the newest.
  const newer = entity === 'slot' ? '' : `WHERE excluded.version >= ${entity}.version`;
  return {
    upsert: database.prepare<unknown[]>(
      `INSERT INTO ${schema}.${entity} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
       ON CONFLICT (${key}) DO UPDATE SET ${updates.join(', ')} ${newer}`,
    ),
    remove: database.prepare<unknown[]>(`DELETE FROM ${schema}.${entity} WHERE ${key} = ?`),
    date:
      entity === 'visit' || entity === 'slot'
        ? database.prepare<unknown[]>(`SELECT local_date FROM ${schema}.${entity} WHERE ${key} = ?`)
        : null,
  };
}
