import type { Database } from './database.ts';
import { migrations } from './migrations.ts';

/** Any number that no one else takes; two processes that start at once on one database take turns. */
const migrationLock = 7_241_108;

/**
 * Brings the schema up to date, all or nothing; answers the number that it had before (0 = empty).
 * Throws when the database was made by a newer program.
 */
export async function migrate(database: Database): Promise<number> {
  return database.transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [migrationLock]);
    await tx.exec('create table if not exists schema_migration (number int primary key, name text not null)');
    const rows = await tx.query<{ number: number }>('select number from schema_migration order by number');
    const current = rows.at(-1)?.number ?? 0;
    const newest = migrations.at(-1)?.number ?? 0;
    if (current > newest)
      throw new Error(`The database has schema ${current}, this program knows ${newest}: use a newer central`);
    for (const migration of migrations) {
      if (migration.number <= current) continue;
      await tx.exec(migration.sql);
      await tx.query('insert into schema_migration (number, name) values ($1, $2)', [migration.number, migration.name]);
    }
    return current;
  });
}
