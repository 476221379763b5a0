import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEncrypted } from './database.ts';
import { journalStatements } from './journal-statements.ts';
import { openKeys } from './open-keys.ts';
import { aDataFolder, testKey } from './test-store.ts';

/** Names of parameters, or null for unnamed ones: enough to explain a statement. */
function parametersOf(sql: string): unknown[] {
  const names = [...sql.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
  return names.length > 0 ? [Object.fromEntries(names.map((name) => [name, null]))] : [...sql.matchAll(/\?/g)].map(() => null);
}

test('no statement reads through the whole history of intents', () => {
  using folder = aDataFolder();
  folder.open();
  folder.close();
  const database = openEncrypted(join(folder.dataDir, 'journal.db'), testKey);
  const statements: string[] = [];
  const prepare = database.prepare.bind(database);
  database.prepare = ((sql: string) => {
    statements.push(sql);
    return prepare(sql);
  }) as typeof prepare;
  openKeys(database);
  journalStatements(database);
  const scans = statements
    // Only tests and exports list everything.
    .filter((sql) => !sql.includes("WHERE i.state = 'confirmed' ORDER BY"))
    .flatMap((sql) => {
      const plan = prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parametersOf(sql)) as { detail: string }[];
      return plan
        .filter(({ detail }) => /^SCAN (i|e|o|intent|intent_key)\b(?!.*INDEX intent_(open|due))/.test(detail))
        .map(({ detail }) => `${detail}: ${sql}`);
    });
  database.close();
  expect(statements.length).toBeGreaterThan(20);
  expect(scans).toEqual([]);
});
