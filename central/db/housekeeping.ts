import type { Queryable } from './database.ts';

/**
 * What the autovacuum daemon does on a server and nobody does in PGlite: tables that have changed much are vacuumed and
 * analysed. Without it, plans that were made for empty tables stay in use and get ten times slower (seen).
 */
export async function keepHouse(database: Queryable): Promise<void> {
  const tables = await database.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_stat_user_tables where n_mod_since_analyze > 50 + 0.2 * n_live_tup`,
  );
  for (const { name } of tables) await database.exec(`vacuum (analyze) ${name}`);
}
