import type { LongLivedCentral } from './central.ts';

/** In an order in which rows may be inserted. */
const tables = [
  'schedule',
  'slot',
  'patient',
  'patient_key',
  'visit',
  'hold',
  'desk_task',
  'setting',
  'intent',
  'event',
  'audit',
];

/** What central holds of a clinic now; the answered function brings it back as it was, in a new life of central. */
export async function backUpClinic(central: LongLivedCentral, clinicId: string): Promise<() => Promise<void>> {
  const columns = tables.map((table) => `'${table}', (select jsonb_agg(to_jsonb(t)) from ${table} t where clinic_id = $1::uuid)`);
  const [saved] = await central.database.query<{ tables: Record<string, unknown[] | null>; last: number; start: number }>(
    `select jsonb_build_object(${columns.join(', ')}) as tables, last_event as last, feed_start as start from clinic where id = $1::uuid`,
    [clinicId],
  );
  if (!saved) throw new Error('no such clinic');

  return async () => {
    await central.database.transaction(async (tx) => {
      for (const table of tables.toReversed()) await tx.query(`delete from ${table} where clinic_id = $1::uuid`, [clinicId]);
      for (const table of tables) {
        await tx.query(
          `insert into ${table} overriding system value select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
          [JSON.stringify(saved.tables[table] ?? [])],
        );
      }
      await tx.query('update clinic set last_event = $2, feed_start = $3 where id = $1::uuid', [
        clinicId,
        saved.last,
        saved.start,
      ]);
    });
    await central.renewEpoch();
  };
}
