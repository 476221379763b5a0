import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aPatient } from '../domain/test-builders.ts';
import { openStore } from './open-store.ts';
import { journalFile, recoverJournal } from './recover-journal.ts';
import { opensWith, rekeyAlone } from './rekey.ts';
import { beginRotation, completeRotation, filesOfFormerKeys } from './rotate-keys.ts';
import { endRotation, formerKeys, readRotation } from './rotation-file.ts';
import { aDataFolder, anIntent, testKey } from './test-store.ts';

let folder: ReturnType<typeof aDataFolder>;
let copies: string[];
beforeEach(() => {
  folder = aDataFolder();
  copies = [];
});
afterEach(() => {
  folder[Symbol.dispose]();
  for (const each of copies) rmSync(each, { recursive: true });
});

const patient = aPatient();

/** A desk with an entered act, a row in its copy and a backup; closed. */
async function aDesk(): Promise<string> {
  const store = folder.open();
  store.journal.append([anIntent({ kind: 'change-patient', patient })]);
  store.copy.applyEvents(
    'epoch-1',
    [{ event: 1, at: '2026-11-23T09:00:00Z', intentId: null, changes: [{ entity: 'patient', key: patient.id, row: patient }] }],
    1,
  );
  await store.backUp(new Date('2026-11-23T09:00:00Z'));
  store.journal.append([anIntent({ kind: 'change-patient', patient })]);
  folder.close();
  return folder.dataDir;
}

/** What a desk holds, read with this key. */
function held(dataDir: string, key: Uint8Array) {
  const store = openStore({ dataDir, key });
  try {
    const { journalIsWhole, copyIsWhole, auditBreak, auditCut } = store.check();
    return {
      acts: store.journal.list(['pending']).map(({ intent }) => intent.id),
      patients: store.read.prepare('SELECT id FROM now_patient').all(),
      audit: store.log.auditHead(),
      recovered: store.recovery,
      setAside: store.copyWasSetAside,
      checks: { journalIsWhole, copyIsWhole, auditBreak, auditCut },
    };
  } finally {
    store.close();
  }
}

function copyOf(dataDir: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'okienko-rotation-'));
  copies.push(copy);
  cpSync(dataDir, copy, { recursive: true });
  return copy;
}

class PowerCut extends Error {}

/** Ends before the nth step, as a power cut would; answers the step, or null when there are not so many. */
function cutAt(dataDir: string, key: Uint8Array, n: number): string | null {
  let count = 0;
  let reached: string | null = null;
  try {
    completeRotation(dataDir, key, (step) => {
      if (count++ !== n) return;
      reached = step;
      throw new PowerCut();
    });
  } catch (error) {
    if (!(error instanceof PowerCut)) throw error;
  }
  return reached;
}

describe('rotation of the data key', () => {
  test('I2: journal, copy and echo get a new key with all that they hold; the old one opens neither', async () => {
    const dataDir = await aDesk();
    const before = held(dataDir, testKey);
    beginRotation(dataDir, testKey);
    const end = completeRotation(dataDir, testKey);
    if (end?.kind !== 'rotated') throw new Error('not rotated');
    expect(held(dataDir, end.key)).toEqual(before);
    expect(before).toMatchObject({
      recovered: null,
      setAside: null,
      checks: { journalIsWhole: true, copyIsWhole: true, auditCut: null },
    });
    for (const name of ['journal.db', 'copy.db']) expect(opensWith(join(dataDir, name), testKey)).toBe(false);
    expect(() => openStore({ dataDir: copyOf(dataDir), key: testKey })).toThrow();
    expect(readdirSync(dataDir).filter((name) => name.includes('.rekey'))).toEqual([]);
  });

  test('I2: cut off before any step, the folder opens with the old and with the new key, and nothing is lost', async () => {
    const dataDir = await aDesk();
    const before = held(dataDir, testKey);
    beginRotation(dataDir, testKey);
    const steps: string[] = [];
    for (let n = 0; ; n++) {
      const cut = copyOf(dataDir);
      const step = cutAt(cut, testKey, n);
      if (step === null) break;
      steps.push(step);
      const to = readRotation(cut, testKey)?.to;
      if (!to) throw new Error('the old key no longer leads to the new one');
      const again = copyOf(cut);
      // Nobody writes to files that are about to be replaced.
      if (opensWith(journalFile(cut), testKey))
        expect(() => openStore({ dataDir: cut, key: testKey }), step).toThrow(/changing keys/);
      for (const [where, key] of [
        [cut, testKey],
        [again, to],
      ] as const) {
        const end = completeRotation(where, key);
        expect(end, step).toMatchObject({ kind: 'rotated' });
        expect(held(where, end?.key ?? testKey), step).toEqual(before);
      }
    }
    expect(steps).toHaveLength(9);
  }, 60_000);

  test('I2: two power cuts in a row lose nothing either', async () => {
    const dataDir = await aDesk();
    const before = held(dataDir, testKey);
    beginRotation(dataDir, testKey);
    for (let n = 0; n < 9; n += 2) {
      const cut = copyOf(dataDir);
      cutAt(cut, testKey, n);
      cutAt(cut, testKey, 1);
      const end = completeRotation(cut, testKey);
      expect(held(cut, end?.key ?? testKey), String(n)).toEqual(before);
    }
  }, 60_000);

  test('a damaged copy stops it before anything is changed', async () => {
    const dataDir = await aDesk();
    truncateSync(join(dataDir, 'copy.db'), 5000);
    beginRotation(dataDir, testKey);
    expect(completeRotation(dataDir, testKey)).toMatchObject({ kind: 'given-up', why: 'damaged', key: testKey });
    expect(readRotation(dataDir, testKey)).toBeNull();
    expect(held(dataDir, testKey)).toMatchObject({ setAside: 'damaged', recovered: null });
  });

  test('waits while another program has the folder', async () => {
    const dataDir = await aDesk();
    const store = folder.open();
    beginRotation(dataDir, testKey);
    expect(() => completeRotation(dataDir, testKey)).toThrow(expect.objectContaining({ code: 'in-use' }));
    expect(store.journal.list(['pending'])).toHaveLength(2);
    folder.close();
    expect(completeRotation(dataDir, testKey)).toMatchObject({ kind: 'rotated' });
  });

  test('backups get the new key afterwards, and before that they still restore', async () => {
    const dataDir = await aDesk();
    const carried = copyOf(join(dataDir, 'backups'));
    beginRotation(dataDir, testKey);
    const key = completeRotation(dataDir, testKey)?.key ?? testKey;
    expect(formerKeys(dataDir, key)).toHaveLength(1);
    const [old] = filesOfFormerKeys(dataDir, key);
    if (!old) throw new Error('no backup');
    // The journal is lost before the backups were reached.
    const early = copyOf(dataDir);
    writeFileSync(journalFile(early), 'noise');
    expect(held(early, key)).toMatchObject({ recovered: { why: 'damaged' } });

    expect(rekeyAlone(old.file, old.from, key)).toBe(true);
    expect(filesOfFormerKeys(dataDir, key)).toEqual([]);
    expect(opensWith(old.file, testKey)).toBe(false);
    writeFileSync(journalFile(dataDir), 'noise');
    expect(held(dataDir, key)).toMatchObject({ recovered: { why: 'damaged' }, checks: { journalIsWhole: true } });

    // One that was taken elsewhere, under the key of that time.
    const [name = ''] = readdirSync(carried);
    expect(recoverJournal(dataDir, key, { why: 'asked', from: join(carried, name), now: new Date() })).toMatchObject({
      why: 'asked',
    });
    expect(held(dataDir, key).checks).toMatchObject({ journalIsWhole: true });
  });

  test('a second rotation keeps the way to backups of both former keys', async () => {
    const dataDir = await aDesk();
    let key: Uint8Array = testKey;
    for (let n = 0; n < 2; n++) {
      beginRotation(dataDir, key);
      key = completeRotation(dataDir, key)?.key ?? key;
      endRotation(dataDir);
    }
    expect(formerKeys(dataDir, key)).toHaveLength(2);
    expect(filesOfFormerKeys(dataDir, key)).toHaveLength(1);
    expect(existsSync(join(dataDir, 'rotation.json'))).toBe(false);
  });
});
