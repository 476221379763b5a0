import { randomUUID } from 'node:crypto';
import { type DemoClient, demoClients, makeDemoClient } from '../auth/clients.ts';
import type { Queryable } from '../db/database.ts';

/** A clinic without any data, with the clients of its desks. */
export async function makeClinic(
  database: Queryable,
  name: string,
  desks: number,
  id: string = randomUUID(),
): Promise<DemoClient[]> {
  await database.query('insert into clinic (id, name) values ($1, $2)', [id, name]);
  for (let desk = 1; desk <= desks; desk++)
    await makeDemoClient(database, id, `desk-${id.slice(-12)}-${desk}`, `Stanowisko ${desk}`);
  return (await demoClients(database)).filter(({ clinic }) => clinic === id);
}
