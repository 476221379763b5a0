import { makeClinic } from '../admin/make-clinic.ts';
import type { Database } from '../db/database.ts';
export async function seedDemo(database: Database, _now: string): Promise<void> {
  await makeClinic(database, 'Nowa Przychodnia', 2);
  await database.query(`update central set seed = 'demo'`);
}
