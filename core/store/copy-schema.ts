import type { Database } from './database.ts';

/** `user_version` of copy.db. The copy can be fetched again, so an older file is set aside and not migrated. */
export const copyVersion = 20;

/** Columns that queries need, beside the whole domain value in `body`. The overlay's tables have the same ones. */
export const copyColumns = {
  visit: [
    'id',
    'version',
    'schedule_id',
    'slot_id',
    'patient_id',
    'starts_at',
    'local_date',
    'duration_minutes',
    'kind',
    'service',
    'clinic_code',
    'status',
    'active',
    'referral_key',
    'body',
  ],
  patient: [
    'id',
    'version',
    'family_name',
    'given_name',
    'pesel',
    'birth_date',
    'phone',
    'second_phone',
    'sort_name',
    'search',
    'body',
  ],
  schedule: ['id', 'version', 'clinic_code', 'service', 'actor_name', 'body'],
  slot: [
    'id',
    'schedule_id',
    'local_date',
    'starts_at',
    'duration_minutes',
    'kind',
    'service',
    'clinic_code',
    'mode',
    'payer',
    'room',
    'overbooked',
  ],
  task: ['id', 'version', 'state', 'opened_at', 'body'],
  setting: ['name', 'version', 'body'],
} as const;

export type CopyEntity = keyof typeof copyColumns;
export const copyEntities = Object.keys(copyColumns) as CopyEntity[];

const definitions: Record<CopyEntity, string> = {
  visit: `
    id TEXT PRIMARY KEY, version INTEGER NOT NULL, schedule_id TEXT NOT NULL, slot_id TEXT, patient_id TEXT NOT NULL,
    starts_at TEXT NOT NULL, local_date TEXT NOT NULL, duration_minutes INTEGER NOT NULL, kind TEXT NOT NULL,
    service TEXT NOT NULL, clinic_code TEXT NOT NULL, status TEXT NOT NULL, active INTEGER NOT NULL, referral_key TEXT,
    body TEXT NOT NULL`,
  patient: `
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, family_name TEXT NOT NULL,
    given_name TEXT NOT NULL, pesel TEXT, birth_date TEXT, phone TEXT, second_phone TEXT, sort_name TEXT NOT NULL,
    search TEXT NOT NULL, body TEXT NOT NULL`,
  schedule: `
    id TEXT PRIMARY KEY, version INTEGER NOT NULL, clinic_code TEXT NOT NULL, service TEXT NOT NULL,
    actor_name TEXT NOT NULL, body TEXT NOT NULL`,
  slot: `
    id TEXT PRIMARY KEY, schedule_id TEXT NOT NULL, local_date TEXT NOT NULL, starts_at TEXT NOT NULL,
    duration_minutes INTEGER NOT NULL, kind TEXT NOT NULL, service TEXT NOT NULL, clinic_code TEXT NOT NULL,
    mode TEXT NOT NULL, payer TEXT NOT NULL, room TEXT, overbooked INTEGER NOT NULL`,
  task: 'id TEXT PRIMARY KEY, version INTEGER NOT NULL, state TEXT NOT NULL, opened_at TEXT NOT NULL, body TEXT NOT NULL',
  setting: 'name TEXT PRIMARY KEY, version INTEGER NOT NULL, body TEXT NOT NULL',
};

/** For a screen's day, a month's taken slots (by the index alone), a patient's visits, who is on a slot, one referral (R18). */
const indexes: [entity: CopyEntity, name: string, columns: string][] = [
  ['visit', 'visit_day', 'local_date, active, slot_id, id'],
  ['visit', 'visit_patient', 'patient_id, starts_at'],
  ['visit', 'visit_slot', 'slot_id'],
  ['visit', 'visit_referral', 'referral_key'],
  ['slot', 'slot_day', 'local_date, schedule_id'],
  ['slot', 'slot_schedule', 'schedule_id, local_date'],
  ['slot', 'slot_free', 'kind, local_date'],
  ['patient', 'patient_pesel', 'pesel'],
  ['patient', 'patient_name', 'sort_name'],
  ['task', 'task_state', 'state, opened_at'],
];

/** Creates the copy in an empty file, `schema` being its name on this connection. */
export function createCopySchema(database: Database, schema: 'main' | 'copy'): void {
  database
    .transaction(() => {
      createCopyTables(database, schema);
      createCopyIndexes(database, schema);
    })
    .immediate();
}

/** Enough for a copy that nobody reads yet: a reseed writes the rows first, and their order in one go. */
export function createCopyTables(database: Database, schema: 'main' | 'copy'): void {
  for (const entity of copyEntities) database.exec(`CREATE TABLE ${schema}.${entity} (${definitions[entity]}) STRICT`);
  // Words of a patient by their starts; contentless, rowid = patient.number.
  database.exec(`
    CREATE VIRTUAL TABLE ${schema}.patient_words
      USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3 4 6', detail = 'none');
    -- Deleted by an event: a page of a reseed that was read before must not bring it back.
    CREATE TABLE ${schema}.tombstone (
      entity TEXT NOT NULL, key TEXT NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (entity, key)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE ${schema}.meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `);
}

/** Completes the schema: only then has the file its version. */
export function createCopyIndexes(database: Database, schema: 'main' | 'copy'): void {
  for (const [entity, name, columns] of indexes) {
    database.exec(`CREATE INDEX ${schema}.${name} ON ${entity} (${columns})`);
  }
  // To put those found in order without reading (and deciphering) their rows.
  database.exec(`CREATE INDEX ${schema}.patient_order ON patient (number, sort_name, id)`);
  database.pragma(`${schema}.user_version = ${copyVersion}`);
}

/** The overlay's tables: private to this connection, in memory, gone when it closes. */
export function createOverlayTables(database: Database): void {
  for (const entity of copyEntities) {
    database.exec(`CREATE TEMP TABLE o_${entity} (${definitions[entity]}, truth TEXT NOT NULL, intent_id TEXT NOT NULL) STRICT`);
  }
  for (const [entity, name, columns] of indexes) {
    database.exec(`CREATE INDEX temp.o_${name} ON o_${entity} (${columns})`);
  }
}

/**
 * `now_<entity>` = rows of the copy that no open intent touches, and the overlay's rows. `truth` tells which (I5).
 * A publication replaces all slots of its schedule, so slots are overridden schedule by schedule.
 */
export function createNowViews(database: Database): void {
  for (const entity of copyEntities) {
    const columns = copyColumns[entity].join(', ');
    const key = entity === 'setting' ? 'name' : 'id';
    const overridden =
      entity === 'slot'
        ? 'SELECT 1 FROM temp.o_schedule o WHERE o.id = c.schedule_id'
        : `SELECT 1 FROM temp.o_${entity} o WHERE o.${key} = c.${key}`;
    database.exec(`
      CREATE TEMP VIEW now_${entity} AS
        SELECT ${columns}, 'confirmed' AS truth, NULL AS intent_id FROM copy.${entity} c WHERE NOT EXISTS (${overridden})
        UNION ALL
        SELECT ${columns}, truth, intent_id FROM temp.o_${entity}`);
  }
}
