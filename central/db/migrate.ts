import { createHash } from 'node:crypto';
import type { Database } from './database.ts';
import { type Migration, migrations } from './migrations.ts';

/** Any number that no one else takes; two processes that start at once on one database take turns. */
const migrationLock = 7_241_108;

/**
 * Brings the schema up to date, all or nothing; answers the number that it had before (0 = empty).
 * Throws when the database was made by a newer program, or by a build with other migrations.
 */
export async function migrate(database: Database): Promise<number> {
  return database.transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [migrationLock]);
    await tx.exec('create table if not exists schema_migration (number int primary key, name text not null)');
    await tx.exec('alter table schema_migration add column if not exists digest text');
    const rows = await tx.query<Applied>('select number, digest from schema_migration order by number');
    const current = rows.at(-1)?.number ?? 0;
    const newest = migrations.at(-1)?.number ?? 0;
    if (current > newest)
      throw new Error(`The database has schema ${current}, this program knows ${newest}: use a newer central`);
    for (const { number, digest } of rows) {
      const known = migrations.find((migration) => migration.number === number);
      if (known && digestOf(known) !== digest) throw new Error(`Schema ${number} of the database is not the one of this program`);
    }
    for (const migration of migrations) {
      if (migration.number <= current) continue;
      await tx.exec(migration.sql);
      await tx.query('insert into schema_migration (number, name, digest) values ($1, $2, $3)', [
        migration.number,
        migration.name,
        digestOf(migration),
      ]);
    }
    return current;
  });
}

interface Applied {
  number: number;
  digest: string | null;
}

/** A migration that was changed after it was applied would leave a schema that no program knows. */
const digestOf = ({ sql }: Migration): string => createHash('sha256').update(sql).digest('hex').slice(0, 16);
