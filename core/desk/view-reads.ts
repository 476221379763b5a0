import type { VisitKind } from '../domain/schedule.ts';
import type { StoreReads } from '../store/desk-store.ts';
import type { IntentState } from '../sync/ports.ts';
import type { BodyRow, SlotRow, VisitRow } from './view-rows.ts';

export interface PatientName {
  family_name: string;
  given_name: string;
}

export interface DayCount {
  local_date: string;
  count: number;
}

export type ViewReads = ReturnType<typeof viewReads>;

/**
 * All SQL that screens run, over the views `now_<entity>`. Statements are prepared once. The views are UNION ALL of copy
 * and overlay, so each query keeps to one view with plain conditions, which SQLite pushes down to the indexes of both
 * halves; a join of two such views would be materialised.
 */
export function viewReads(store: StoreReads) {
  const statements = new Map<string, ReturnType<StoreReads['prepare']>>();
  const statement = (sql: string) => {
    const known = statements.get(sql);
    if (known) return known;
    const prepared = store.prepare(sql);
    statements.set(sql, prepared);
    return prepared;
  };
  const all = <T>(sql: string, ...values: unknown[]) => statement(sql).all(...values) as T[];
  const one = <T>(sql: string, ...values: unknown[]) => (statement(sql).get(...values) as T | undefined) ?? null;

  return {
    visit: (id: string) => one<VisitRow>('SELECT * FROM now_visit WHERE id = ?', store.resolve('visit', id)),
    visitsBetween: (from: string, to: string) =>
      all<VisitRow>('SELECT * FROM now_visit WHERE local_date BETWEEN ? AND ?', from, to),
    visitsOfPatient: (patientId: string) =>
      all<VisitRow>('SELECT * FROM now_visit WHERE patient_id = ?', store.resolve('patient', patientId)),
    /** Booked by this clinic in others: on no day of the own calendar. */
    visitsElsewhere: () => all<VisitRow>(`SELECT * FROM now_visit WHERE local_date = ''`),
    activeVisitOnSlot: (slotId: string) => one<VisitRow>('SELECT * FROM now_visit WHERE slot_id = ? AND active = 1', slotId),
    activeVisitsWithReferral: (referralKey: string) =>
      all<VisitRow>('SELECT * FROM now_visit WHERE referral_key = ? AND active = 1', referralKey),
    bookedPerDay: (from: string, to: string) =>
      all<DayCount>(
        'SELECT local_date, count(*) AS count FROM now_visit WHERE local_date BETWEEN ? AND ? AND active = 1 GROUP BY local_date',
        from,
        to,
      ),
    takenSlotIds: (from: string, to: string) =>
      new Set(
        all<{ slot_id: string }>(
          'SELECT slot_id FROM now_visit WHERE local_date BETWEEN ? AND ? AND active = 1 AND slot_id IS NOT NULL',
          from,
          to,
        ).map((row) => row.slot_id),
      ),

    slot: (id: string) => one<SlotRow>('SELECT * FROM now_slot WHERE id = ?', id),
    slotsBetween: (from: string, to: string) => all<SlotRow>('SELECT * FROM now_slot WHERE local_date BETWEEN ? AND ?', from, to),
    searchedSlots: (from: string, to: string, kind: VisitKind, clinicCodes: string[], after: string) =>
      all<SlotRow>(
        `SELECT * FROM now_slot WHERE local_date BETWEEN ? AND ? AND kind = ? AND starts_at > ?
         AND clinic_code IN (SELECT value FROM json_each(?))`,
        from,
        to,
        kind,
        after,
        JSON.stringify(clinicCodes),
      ),
    /** Is any slot of this kind published for these days (or from a day on), taken or not? */
    hasSlotBetween: (from: string, to: string | null, kind: VisitKind, clinicCode: string, scheduleId: string | null) =>
      one<{ found: number }>(
        `SELECT 1 AS found FROM now_slot WHERE local_date BETWEEN ? AND ? AND kind = ? AND clinic_code = ?
         AND payer = 'nfz' AND (? IS NULL OR schedule_id = ?) LIMIT 1`,
        from,
        to ?? '9999-12-31',
        kind,
        clinicCode,
        scheduleId,
        scheduleId,
      ) !== null,
    slotTimesBetween: (from: string, to: string, after: string) =>
      all<Pick<SlotRow, 'id' | 'local_date'>>(
        'SELECT id, local_date FROM now_slot WHERE local_date BETWEEN ? AND ? AND starts_at > ?',
        from,
        to,
        after,
      ),

    slotsOfSchedule: (scheduleId: string, from: string) =>
      all<SlotRow>('SELECT * FROM now_slot WHERE schedule_id = ? AND local_date >= ?', scheduleId, from),
    /** Which of these are offered. */
    offeredSlotIds: (ids: string[]) =>
      new Set(
        all<{ id: string }>('SELECT id FROM now_slot WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(ids)).map(
          (row) => row.id,
        ),
      ),
    activeVisitsFrom: (from: string) => all<VisitRow>('SELECT * FROM now_visit WHERE local_date >= ? AND active = 1', from),

    patient: (id: string) => one<BodyRow>('SELECT body, truth FROM now_patient WHERE id = ?', store.resolve('patient', id)),
    patientWithPesel: (pesel: string) => one<BodyRow>('SELECT body, truth FROM now_patient WHERE pesel = ?', pesel),
    patientName: (id: string) => one<PatientName>('SELECT family_name, given_name FROM now_patient WHERE id = ?', id),

    schedule: (id: string) => one<BodyRow>('SELECT body, truth FROM now_schedule WHERE id = ?', id),
    schedules: () => all<BodyRow>('SELECT body, truth FROM now_schedule'),

    task: (id: string) => one<BodyRow>('SELECT body, truth FROM now_task WHERE id = ?', id),
    tasks: (state: 'open' | 'done') => all<BodyRow>('SELECT body, truth FROM now_task WHERE state = ?', state),
    taskCount: (state: 'open' | 'done') =>
      one<{ count: number }>('SELECT count(*) AS count FROM now_task WHERE state = ?', state)?.count ?? 0,

    setting: (name: string) =>
      one<{ version: number; body: string }>('SELECT version, body FROM now_setting WHERE name = ?', name),

    /** As central has it, without what this desk has entered since. */
    confirmedSetting: (name: string) =>
      one<{ version: number; body: string }>('SELECT version, body FROM copy.setting WHERE name = ?', name),

    settingsNamed: (prefix: string) =>
      all<{ name: string; body: string }>(
        'SELECT name, body FROM now_setting WHERE name >= ? AND name < ?',
        prefix,
        `${prefix}~`,
      ),

    count: (entity: 'schedule' | 'slot' | 'visit' | 'patient') =>
      one<{ count: number }>(`SELECT count(*) AS count FROM now_${entity}`)?.count ?? 0,

    intentStates: (ids: string[]) =>
      all<{ state: IntentState; count: number }>(
        'SELECT state, count(*) AS count FROM intent WHERE id IN (SELECT value FROM json_each(?)) GROUP BY state',
        JSON.stringify(ids),
      ),
    /** Own intents that touched a key, from the journal, oldest first. */
    intentsOn: (key: string) =>
      all<{ id: string }>(
        `SELECT id FROM intent WHERE id IN (SELECT intent_id FROM thing_intent WHERE key = ?) ORDER BY place, sequence`,
        key,
      ).map((row) => row.id),
  };
}
