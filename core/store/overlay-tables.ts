import type { FeedChange } from '../sync/ports.ts';
import { columnsOf } from './copy-rows.ts';
import { type CopyEntity, copyColumns, copyEntities } from './copy-schema.ts';
import type { Database, Statement } from './database.ts';

export type OverlayTruth = 'local' | 'sent' | 'unknown';

/** The TEMP tables `o_<entity>`: one row per thing that an open intent changes. */
export interface OverlayTables {
  put(change: FeedChange, truth: OverlayTruth, intentId: string): void;
  remove(entity: CopyEntity, key: string): void;
  /** Nothing but the truth of it has changed; a schedule's slots go with it. */
  setTruth(entity: CopyEntity, key: string, truth: OverlayTruth): void;
  /** A schedule's slots as a publication leaves them: they stand for all slots of that schedule. */
  replaceSlots(scheduleId: string, slots: FeedChange[], truth: OverlayTruth, intentId: string): void;
  removeSlots(scheduleId: string): void;
  /** Local dates on which the row shows. */
  datesOf(entity: CopyEntity, key: string): string[];
  clear(): void;
}

export function overlayTables(database: Database): OverlayTables {
  const keyOf = (entity: CopyEntity) => copyColumns[entity][0];
  const each = (sqlOf: (entity: CopyEntity) => string) =>
    Object.fromEntries(copyEntities.map((entity) => [entity, database.prepare<unknown[]>(sqlOf(entity))])) as Record<
      CopyEntity,
      Statement
    >;
  const insert = each((entity) => {
    const columns = [...copyColumns[entity], 'truth', 'intent_id'];
    return `INSERT OR REPLACE INTO temp.o_${entity} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
  });
  const remove = each((entity) => `DELETE FROM temp.o_${entity} WHERE ${keyOf(entity)} = ?`);
  const truth = each((entity) => `UPDATE temp.o_${entity} SET truth = ? WHERE ${keyOf(entity)} = ?`);
  const slotsTruth = database.prepare<unknown[]>('UPDATE temp.o_slot SET truth = ? WHERE schedule_id = ?');
  const clear = each((entity) => `DELETE FROM temp.o_${entity}`);
  const removeSlots = database.prepare<unknown[]>('DELETE FROM temp.o_slot WHERE schedule_id = ?');
  const visitDate = database.prepare<unknown[], string>('SELECT local_date FROM temp.o_visit WHERE id = ?').pluck();

  return {
    put(change, truth, intentId) {
      insert[change.entity].run(...columnsOf(change), truth, intentId);
    },
    remove(entity, key) {
      remove[entity].run(key);
    },
    setTruth(entity, key, now) {
      truth[entity].run(now, key);
      if (entity === 'schedule') slotsTruth.run(now, key);
    },
    replaceSlots(scheduleId, slots, truth, intentId) {
      removeSlots.run(scheduleId);
      for (const slot of slots) insert.slot.run(...columnsOf(slot), truth, intentId);
    },
    removeSlots(scheduleId) {
      removeSlots.run(scheduleId);
    },
    datesOf(entity, key) {
      const date = entity === 'visit' ? (visitDate.get(key) as string | undefined) : undefined;
      return date === undefined ? [] : [date];
    },
    clear() {
      for (const entity of copyEntities) clear[entity].run();
    },
  };
}
