import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PostgresServer, startPostgres } from '../test/postgres-server.ts';
import { isSqlFailure } from './database.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations.ts';
import { openDatabase } from './open-database.ts';

describe('the schema', () => {
  let postgres: PostgresServer;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());

  it('is made once when two processes open an empty database at once', async () => {
    const url = await postgres.createDatabase();
    const databases = await Promise.all([openDatabase(url), openDatabase(url), openDatabase(url)]);
    expect(await databases[0].query('select number from schema_migration order by number')).toEqual(
      migrations.map(({ number }) => ({ number })),
    );
    for (const database of databases) await database.close();
  });

  it('a database of a newer program is refused and left alone', async () => {
    const url = await postgres.createDatabase();
    const database = await openDatabase(url);
    await database.query(`insert into schema_migration values (9990, 'from the future', '')`);
    await expect(migrate(database)).rejects.toThrow(/use a newer central/);
    await database.close();
  });

  it.each(['pglite', 'postgres'])(
    'R8: slots of one schedule cannot overlap on %s, whoever writes them; overbooked ones can',
    async (kind) => {
      const database = await openDatabase(kind === 'pglite' ? 'pglite:memory' : await postgres.createDatabase());
      const insert = (start: string, overbooked: boolean, schedule = 1) =>
        database.query(
          `insert into slot values (gen_random_uuid(), gen_random_uuid(), 's', 1, 'cardiology', '1100', 'first', 'in-person', 'nfz',
           $1::timestamptz, $1::timestamptz + interval '20 minutes', 20, null, $2, false, now(), $3)`,
          [start, overbooked, schedule],
        );
      await insert('2026-11-24T07:00:00Z', false);
      await insert('2026-11-24T07:20:00Z', false);
      await insert('2026-11-24T07:10:00Z', true);
      await insert('2026-11-24T07:10:00Z', false, 2);
      const failure = await insert('2026-11-24T07:10:00Z', false).catch((error: unknown) => error);
      expect(isSqlFailure(failure) && failure.constraint).toBe('slot_no_overlap');
      await database.close();
    },
  );
});
