import type { Database } from './database.ts';
import { migrate } from './migrate.ts';
import { openPglite } from './pglite.ts';
import { openPostgres } from './postgres.ts';
import { prebuiltFile, storePrebuilt } from './prebuilt.ts';

/**
 * Opens a database with the current schema: `pglite:memory`, `pglite:<folder>` or `postgres://…`.
 * Throws when it cannot be reached, or when its schema is newer than this program.
 */
export async function openDatabase(url: string): Promise<Database> {
  if (/^postgres(ql)?:\/\//.test(url)) {
    const database = await openPostgres(url);
    await migrate(database);
    return database;
  }
  if (!url.startsWith('pglite:')) throw new Error('--db takes pglite:memory, pglite:<folder> or postgres://…');
  const place = url.slice('pglite:'.length);
  const prebuilt = prebuiltFile();
  const database = await openPglite(place === 'memory' || place === '' ? null : place, prebuilt);
  const before = await migrate(database);
  // Nothing prebuilt and a database without a schema: what we just made is what the next start can copy.
  if (prebuilt === null && before === 0) await storePrebuilt(database);
  return database;
}
