import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { aSchedule } from '../domain/test-builders.ts';
import { openEncrypted } from './database.ts';
import type { DeskStore } from './desk-store.ts';
import { journalMigrations } from './journal-migrations.ts';
import { migrate } from './migrate.ts';
import { openStore } from './open-store.ts';
import { testKey } from './test-store.ts';

/** Files that earlier versions of this code wrote (invented people, the key of the tests); `copy-10` by the first of all. */
const earlier = join(import.meta.dirname, 'earlier-files');
const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
let dataDir: string;
let store: DeskStore | null = null;

function folderWith(journal: string, copy: string): string {
  dataDir = mkdtempSync(join(tmpdir(), 'okienko-earlier-'));
  copyFileSync(join(earlier, journal), join(dataDir, 'journal.db'));
  copyFileSync(join(earlier, copy), join(dataDir, 'copy.db'));
  return dataDir;
}

afterEach(() => {
  store?.close();
  store = null;
  rmSync(dataDir, { recursive: true });
});

describe('a data folder of an earlier version', () => {
  test('every schema that was ever written is kept as a file', () => {
    dataDir = mkdtempSync(join(tmpdir(), 'okienko-earlier-'));
    const newest = journalMigrations.at(-1)?.version ?? 0;
    const versions = journalMigrations.map(({ version }) => version).filter((version) => version < newest);
    for (const version of versions) expect(readdirSync(earlier)).toContain(`journal-${version}.db`);
  });

  test.each([
    ['journal-10-first.db', 'copy-10.db', 'older'],
    ['journal-10.db', 'copy-20.db', null],
    ['journal-20.db', 'copy-20.db', null],
    ['journal-30.db', 'copy-20.db', null],
  ])('%s and %s: everything is there, in its state, and the audit chain goes on', (journal, copy, setAside) => {
    store = openStore({ dataDir: folderWith(journal, copy), key: testKey });
    const states = [1, 2, 3, 4].map((n) => store?.journal.get(id(n))?.state);
    expect(states).toEqual(['confirmed', 'pending', 'unknown', 'parked']);
    expect(store.journal.get(id(2))).toMatchObject({ baseId: id(1), intent: { reason: 'illness', author: 'desk-1' } });
    expect(store.journal.readSetting('desk-id')).toBe(id(8));
    expect(store.copyWasSetAside).toBe(setAside);
    store.log.note({ at: '2026-11-23T08:00:00Z', author: 'x', what: 'test', beforeRef: null, afterRef: null, reason: null });
    expect(store.check()).toMatchObject({ journalIsWhole: true, copyIsWhole: true, auditBreak: null, auditCut: null });
    expect(store.read.prepare('SELECT id FROM now_schedule').all()).toEqual(setAside ? [] : [{ id: aSchedule().id }]);
  });

  test('is backed up as it was before it is brought up to date', () => {
    const folder = folderWith('journal-10.db', 'copy-20.db');
    store = openStore({ dataDir: folder, key: testKey });
    const before = openEncrypted(join(folder, `journal.db.before-${journalMigrations.at(-1)?.version}`), testKey);
    expect(before.pragma('user_version', { simple: true })).toBe(10);
    expect(before.prepare('SELECT count(*) FROM intent').pluck().get()).toBe(4);
    before.close();
  });

  test('stays usable when a migration fails', () => {
    const folder = folderWith('journal-10.db', 'copy-20.db');
    const file = join(folder, 'journal.db');
    const database = openEncrypted(file, testKey);
    const bad = { version: 9990, up: () => database.exec('DROP TABLE intent; SELECT * FROM nowhere') };
    expect(() => migrate(database, file, [...journalMigrations, bad])).toThrow('nowhere');
    expect(database.pragma('user_version', { simple: true })).toBe(10);
    database.close();
    store = openStore({ dataDir: folder, key: testKey });
    expect(store.journal.get(id(2))?.state).toBe('pending');
  });

  test('of a newer version is refused, and not one byte is changed', () => {
    const folder = folderWith('journal-10.db', 'copy-20.db');
    const file = openEncrypted(join(folder, 'journal.db'), testKey);
    file.pragma('user_version = 99990');
    file.close();
    const bytes = readFileSync(join(folder, 'journal.db'));
    expect(() => openStore({ dataDir: folder, key: testKey })).toThrow('this program knows');
    expect(readFileSync(join(folder, 'journal.db')).equals(bytes)).toBe(true);
    expect(existsSync(join(folder, 'journal.damaged-1.db'))).toBe(false);
  });
});
