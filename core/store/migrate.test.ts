import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Database, openEncrypted } from './database.ts';
import { type Migration, migrate } from './migrate.ts';
import { aDataFolder, testKey } from './test-store.ts';

const ten: Migration = { version: 10, up: (database) => database.exec("CREATE TABLE t (x TEXT); INSERT INTO t VALUES ('kept')") };
const twenty: Migration = { version: 20, up: (database) => database.exec("ALTER TABLE t ADD y TEXT; UPDATE t SET y = 'new'") };
const broken: Migration = { version: 30, up: (database) => database.exec('DELETE FROM t; SELECT * FROM nowhere') };
const rows = (database: Database) => database.prepare('SELECT * FROM t').all();
const version = (database: Database) => database.pragma('user_version', { simple: true });

test('a new file gets all steps, an old one the missing ones, after an encrypted backup', () => {
  using folder = aDataFolder();
  const file = join(folder.dataDir, 'x.db');
  const database = openEncrypted(file, testKey);
  migrate(database, file, [ten]);
  expect(existsSync(`${file}.before-10`)).toBe(false);
  migrate(database, file, [ten, twenty]);
  expect([rows(database), version(database)]).toEqual([[{ x: 'kept', y: 'new' }], 20]);
  const backup = openEncrypted(`${file}.before-20`, testKey);
  expect([rows(backup), version(backup)]).toEqual([[{ x: 'kept' }], 10]);
  backup.close();
  database.close();
});

test('steps are one transaction: when one fails, the file is as it was', () => {
  using folder = aDataFolder();
  const file = join(folder.dataDir, 'x.db');
  const database = openEncrypted(file, testKey);
  migrate(database, file, [ten]);
  expect(() => migrate(database, file, [ten, twenty, broken])).toThrow('nowhere');
  expect([rows(database), version(database)]).toEqual([[{ x: 'kept' }], 10]);
  database.close();
});

test('nothing to do is no backup', () => {
  using folder = aDataFolder();
  const file = join(folder.dataDir, 'x.db');
  const database = openEncrypted(file, testKey);
  migrate(database, file, [ten]);
  migrate(database, file, [ten]);
  expect(existsSync(`${file}.before-10`)).toBe(false);
  database.close();
});
