import type { Queryable } from '../../../central/db/database.ts';
import type { LongLivedCentral } from './central.ts';

/** Every row that central holds of one clinic, by table: for a template, for a backup. */
export interface ClinicRows {
  tables: Record<string, unknown[] | null>;
}

const known = new WeakMap<LongLivedCentral, Promise<string[]>>();

/** Rows that name no clinic, and how they belong to one. There is one clinic at a time, so everybody who waits, waits for it. */
const belongingElse: Record<string, string> = {
  waiting_entry: 'true',
  reminder: 'visit_id in (select id from visit where clinic_id = $1::uuid)',
  mailbox: 'communication_id in (select id from communication where clinic_id = $1::uuid)',
};
const belongs = (table: string): string => belongingElse[table] ?? 'clinic_id = $1::uuid';

/** Tables with rows of a clinic: whatever has a `clinic_id`, so that a new one is not forgotten in a backup. */
function tablesOf(central: LongLivedCentral): Promise<string[]> {
  const asked = known.get(central) ?? askTables(central);
  known.set(central, asked);
  return asked;
}

async function askTables({ database }: LongLivedCentral): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    `select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and c.column_name = 'clinic_id' and t.table_type = 'BASE TABLE' order by 1`,
  );
  return [...rows.map(({ name }) => name), ...Object.keys(belongingElse)];
}

export async function readClinic(central: LongLivedCentral, clinicId: string): Promise<ClinicRows> {
  const tables = await tablesOf(central);
  const parts = [
    "'clinic', (select jsonb_agg(to_jsonb(t)) from clinic t where id = $1::uuid)",
    ...tables.map((table) => `'${table}', (select jsonb_agg(to_jsonb(t)) from ${table} t where ${belongs(table)})`),
  ];
  const [saved] = await central.database.query<ClinicRows>(`select jsonb_build_object(${parts.join(', ')}) as tables`, [
    clinicId,
  ]);
  if (!saved?.tables.clinic) throw new Error('no such clinic');
  return saved;
}

/** One statement, so that no table need come before another. */
export async function writeClinic(
  central: LongLivedCentral,
  { tables }: ClinicRows,
  into: Queryable = central.database,
): Promise<void> {
  const names = ['clinic', ...(await tablesOf(central))].filter((name) => (tables[name]?.length ?? 0) > 0);
  const inserts = names.map(
    (name) =>
      `in_${name} as (insert into ${name} overriding system value
         select r.* from saved, jsonb_populate_recordset(null::${name}, saved.rows->'${name}') r returning 1)`,
  );
  await into.query(`with saved as (select $1::jsonb as rows), ${inserts.join(', ')} select 1`, [JSON.stringify(tables)]);
}

/** Everything of a clinic, so that a long run does not grow. */
export async function removeClinic(
  central: LongLivedCentral,
  clinicId: string,
  from: Queryable = central.database,
): Promise<void> {
  const deletes = (await tablesOf(central)).map(
    (name) => `of_${name} as (delete from ${name} where ${belongs(name)} returning 1)`,
  );
  await from.query(
    `with assertions as (
       delete from client_assertion where client_id in (select id from client where clinic_id = $1::uuid) returning 1
     ), ${deletes.join(', ')}, gone as (delete from clinic where id = $1::uuid returning 1) select 1`,
    [clinicId],
  );
}
