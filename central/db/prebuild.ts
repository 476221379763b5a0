/** Build step: `node central/db/prebuild.ts` makes the data folder that PGlite copies instead of running initdb. */
import { openDatabase } from './open-database.ts';

const database = await openDatabase('pglite:memory');
await database.close();
