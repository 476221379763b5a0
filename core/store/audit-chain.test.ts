import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { aVisit } from '../domain/test-builders.ts';
import { auditChain } from './audit-chain.ts';
import { openEncrypted } from './database.ts';
import { aChange, aDataFolder, anIntent, testKey } from './test-store.ts';

/** A journal with two acts and one decision, opened bare. */
function writtenJournal(dataFolder: ReturnType<typeof aDataFolder>) {
  const { journal } = dataFolder.open();
  const intent = anIntent({ kind: 'book', visit: aVisit({ version: 0 }), patient: null }, { author: 'Anna' });
  journal.append([
    intent,
    anIntent({ kind: 'cancel', visitId: aVisit().id, reason: 'illness', by: 'patient' }, { seenVersion: 3 }),
  ]);
  const entry = journal.get(intent.id);
  if (entry) {
    const audit = { author: 'Ewa', at: '2026-11-23T08:00:00Z', what: 'withdraw', reason: 'twice' };
    journal.transition([aChange(entry, { state: 'withdrawn', audit })]);
  }
  dataFolder.close();
  return openEncrypted(join(dataFolder.dataDir, 'journal.db'), testKey);
}

describe('I7: the audit log', () => {
  test('has author, time, before and after of each act and decision, but no data', () => {
    using folder = aDataFolder();
    const database = writtenJournal(folder);
    const rows = database.prepare('SELECT author, what, before_ref, reason FROM audit ORDER BY n').all();
    expect(rows).toEqual([
      { author: 'Anna', what: 'book', before_ref: null, reason: null },
      { author: 'Test', what: 'cancel', before_ref: `visit:${aVisit().id}@3`, reason: null },
      { author: 'Ewa', what: 'withdraw', before_ref: expect.stringMatching(/^intent:/), reason: 'twice' },
    ]);
    expect(auditChain(database).firstBreak()).toBeNull();
    database.close();
  });

  test('cannot be changed or shortened by SQL', () => {
    using folder = aDataFolder();
    const database = writtenJournal(folder);
    expect(() => database.exec("UPDATE audit SET author = 'Nobody'")).toThrow('append-only');
    expect(() => database.exec('DELETE FROM audit')).toThrow('append-only');
    database.close();
  });

  test.each([
    ['a changed row', "UPDATE audit SET author = 'Nobody' WHERE n = 2", 2],
    ['a row taken out', 'DELETE FROM audit WHERE n = 2', 3],
    ['the first row taken out', 'DELETE FROM audit WHERE n = 1', 2],
  ])('%s is seen even when the triggers were dropped', (_, tampering, firstBreak) => {
    using folder = aDataFolder();
    const database = writtenJournal(folder);
    database.exec('DROP TRIGGER audit_is_append_only_update; DROP TRIGGER audit_is_append_only_delete');
    database.exec(tampering);
    expect(auditChain(database).firstBreak()).toBe(firstBreak);
    database.close();
  });
});
