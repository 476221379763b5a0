import type { Queryable } from './database.ts';

/**
 * What the autovacuum daemon does on a server and nobody does in PGlite: tables that have changed much are vacuumed and
 * analysed. Without it, plans that were made for empty tables stay in use and get ten times slower (seen).
 */
export async function keepHouse(database: Queryable): Promise<void> {
  // Counts are otherwise up to a second behind.
  await database.query('select pg_stat_force_next_flush()');
  const tables = await database.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_stat_user_tables where n_mod_since_analyze > 50 + 0.2 * n_live_tup`,
  );
  for (const { name } of tables) await database.exec(`vacuum (analyze) ${name}`);
}
