import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { aPatient, aVisit } from '../domain/test-builders.ts';
import { openEncrypted } from './database.ts';
import { openStore } from './open-store.ts';
import { StoreError } from './store-error.ts';
import { aDataFolder, anIntent, testKey } from './test-store.ts';

const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof StoreError) return error.code;
    throw error;
  }
  return 'no error';
};
const book = () => anIntent({ kind: 'book', visit: aVisit({ version: 0 }), patient: aPatient() });

describe('a data folder', () => {
  test('I2: what was appended is there after the store was opened anew, and both files are encrypted', () => {
    using folder = aDataFolder();
    const intent = book();
    expect(folder.open().journal.append([intent])).toEqual([true]);
    const again = folder.open();
    expect(again.journal.get(intent.id)?.intent).toEqual(intent);
    expect(again.read.prepare('SELECT id, truth FROM now_visit').all()).toEqual([{ id: aVisit().id, truth: 'local' }]);
    folder.close();
    for (const name of ['journal.db', 'copy.db']) {
      expect(readFileSync(join(folder.dataDir, name)).includes('Wiśniewska'), name).toBe(false);
      expect(readFileSync(join(folder.dataDir, name)).subarray(0, 6).toString(), name).not.toBe('SQLite');
    }
  });

  test('belongs to one process: a second opening is refused', () => {
    using folder = aDataFolder();
    folder.open();
    expect(codeOf(() => openStore({ dataDir: folder.dataDir, key: testKey }))).toBe('in-use');
  });

  test('a key that is not its key opens nothing and changes nothing', () => {
    using folder = aDataFolder();
    folder.open().journal.append([book()]);
    folder.close();
    const before = readFileSync(join(folder.dataDir, 'journal.db'));
    expect(codeOf(() => openStore({ dataDir: folder.dataDir, key: Buffer.alloc(32, 8) }))).toBe('journal-unreadable');
    expect(readFileSync(join(folder.dataDir, 'journal.db')).equals(before)).toBe(true);
  });

  test('I2: a damaged journal is an error, never wiped', () => {
    using folder = aDataFolder();
    folder.open().journal.append([book()]);
    folder.close();
    const file = join(folder.dataDir, 'journal.db');
    const damaged = Buffer.concat([Buffer.alloc(4096, 1), readFileSync(file).subarray(4096)]);
    writeFileSync(file, damaged);
    expect(codeOf(() => folder.open())).toBe('journal-unreadable');
    expect(readFileSync(file).equals(damaged)).toBe(true);
  });

  test('a damaged copy is set aside and an empty one waits for a reseed; the journal is untouched', () => {
    using folder = aDataFolder();
    const store = folder.open();
    const intent = book();
    store.journal.append([intent]);
    store.copy.applyEvents('e1', [], 12);
    folder.close();
    writeFileSync(join(folder.dataDir, 'copy.db'), Buffer.alloc(8192, 3));
    const again = folder.open();
    expect(again.copyWasSetAside).toBe('damaged');
    expect(again.copy.position()).toBeNull();
    expect(again.journal.get(intent.id)?.state).toBe('pending');
    expect(readdirSync(folder.dataDir)).toContain('copy.damaged-1.db');
    again.copy.beginReseed().commit({ epoch: 'e1', event: 13 });
    expect(readdirSync(folder.dataDir).filter((name) => name.includes('damaged'))).toEqual([]);
  });

  test.each(['journal.db', 'copy.db'])('a newer %s is refused untouched', (name) => {
    using folder = aDataFolder();
    folder.open();
    folder.close();
    const file = openEncrypted(join(folder.dataDir, name), testKey);
    file.pragma('user_version = 99990');
    file.close();
    expect(codeOf(() => folder.open())).toBe('newer-file');
    expect(existsSync(join(folder.dataDir, name))).toBe(true);
  });

  test('reads cannot write', () => {
    using folder = aDataFolder();
    expect(() => folder.open().read.prepare('DELETE FROM intent')).toThrow('reads only');
  });
});
