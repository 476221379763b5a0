import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from './database.ts';
import { keepHouse } from './housekeeping.ts';
import { openDatabase } from './open-database.ts';

let database: Database;
beforeAll(async () => {
  database = await openDatabase('pglite:memory');
});
afterAll(() => database.close());

it('analyses tables that have changed much, and leaves the others alone', async () => {
  const analysed = async () =>
    (await database.query<{ relname: string }>(`select relname from pg_stat_user_tables where last_analyze is not null`)).map(
      ({ relname }) => relname,
    );
  await database.exec(`insert into clinic (id, name) select gen_random_uuid(), 'x' from generate_series(1, 500)`);
  await keepHouse(database);
  expect(await analysed()).toEqual(['clinic']);
  const [before] = await database.query('select last_analyze from pg_stat_user_tables where relname = $1', ['clinic']);
  await database.exec(`insert into clinic (id, name) select gen_random_uuid(), 'x' from generate_series(1, 50)`);
  await keepHouse(database);
  expect(await database.query('select last_analyze from pg_stat_user_tables where relname = $1', ['clinic'])).toEqual([before]);
});
