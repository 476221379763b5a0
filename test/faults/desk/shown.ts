import type { DeskContext } from '../../../core/desk/desk-context.ts';
import type { Patient } from '../../../core/domain/patient.ts';
import type { Schedule, VisitKind } from '../../../core/domain/schedule.ts';
import type { DeskStore } from '../../../core/store/desk-store.ts';

export interface ShownSlot {
  id: string;
  kind: VisitKind;
}
export interface ShownVisit {
  id: string;
  version: number;
  kind: VisitKind;
}

const statements = new WeakMap<DeskStore, Map<string, ReturnType<DeskStore['read']['prepare']>>>();

/** Once for each life of a desk. */
function prepared(store: DeskStore, sql: string) {
  const known = statements.get(store) ?? new Map();
  statements.set(store, known);
  const statement = known.get(sql) ?? store.read.prepare(sql);
  known.set(sql, statement);
  return statement;
}

/**
 * What a person sees on the screen of a desk, in an order that does not depend on the ids that central mints, so that a
 * schedule is the same each time it runs.
 */
export function shownAt({ store, time }: DeskContext) {
  const all = <T>(sql: string, ...values: unknown[]) => prepared(store, sql).all(...values) as T[];
  const bodies = <T>(sql: string) => all<{ body: string }>(sql).map(({ body }) => JSON.parse(body) as T);
  const taken = '(SELECT 1 FROM now_visit v WHERE v.slot_id = s.id AND v.active = 1)';
  const slots = (condition: string) =>
    all<ShownSlot>(`SELECT id, kind FROM now_slot s WHERE starts_at > ? AND ${condition} ORDER BY starts_at, id`, time.now());
  return {
    freeSlots: () => slots(`NOT EXISTS ${taken}`),
    takenSlots: () => slots(`EXISTS ${taken}`),
    bookedVisits: () =>
      all<ShownVisit>(
        "SELECT id, version, kind FROM now_visit WHERE status = 'booked' AND starts_at > ? ORDER BY starts_at, slot_id, json_extract(body, '$.bookedAt')",
        time.now(),
      ),
    patients: () => bodies<Patient>('SELECT body FROM now_patient ORDER BY pesel, sort_name'),
    schedules: () => bodies<Schedule>('SELECT body FROM now_schedule ORDER BY id'),
    openTasks: () => all<{ id: string }>("SELECT id FROM now_task WHERE state = 'open' ORDER BY id"),
    settingVersion: (name: string) =>
      all<{ version: number }>('SELECT version FROM now_setting WHERE name = ?', name)[0]?.version ?? 0,
  };
}
