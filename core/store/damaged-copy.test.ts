import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { aPatient, aSchedule, aVisit } from '../domain/test-builders.ts';
import type { FeedChange } from '../sync/ports.ts';
import type { DeskStore } from './desk-store.ts';
import { aDataFolder, anIntent } from './test-store.ts';

const pageBytes = 4096;
const rows: FeedChange[] = [
  { entity: 'schedule', key: aSchedule().id, row: aSchedule() },
  { entity: 'visit', key: aVisit().id, row: aVisit() },
  { entity: 'patient', key: aPatient().id, row: aPatient() },
];
const change = anIntent({ kind: 'change-patient', patient: aPatient({ familyName: 'Nowak' }) });

/** A closed data folder with a filled copy and an open intent over it. */
function filledFolder() {
  const folder = aDataFolder();
  const store = folder.open();
  store.journal.append([change]);
  store.copy.applyEvents('e1', [{ event: 1, at: '2026-11-23T07:00:00Z', intentId: null, changes: rows }], 1);
  folder.close();
  return folder;
}

function readEverything({ read }: DeskStore): void {
  for (const entity of ['visit', 'patient', 'schedule', 'slot', 'task', 'setting']) {
    read.prepare(`SELECT * FROM now_${entity}`).all();
  }
  read.searchPatients('halina', 10);
}

function reseed({ copy }: DeskStore): void {
  const target = copy.beginReseed();
  target.put(rows);
  target.commit({ epoch: 'e1', event: 1 });
}

describe('whichever page of the copy is torn', () => {
  const pages = (() => {
    using folder = filledFolder();
    return readFileSync(join(folder.dataDir, 'copy.db')).length / pageBytes;
  })();

  test.each(Array.from({ length: pages }, (_, page) => page))(
    'page %i: the desk opens, keeps its intents, and asks for a new copy when a read meets it',
    (page) => {
      using folder = filledFolder();
      const file = join(folder.dataDir, 'copy.db');
      const bytes = readFileSync(file);
      bytes[page * pageBytes + 100] = (bytes[page * pageBytes + 100] ?? 0) ^ 0xff;
      writeFileSync(file, bytes);

      const store = folder.open();
      expect(store.journal.get(change.id)?.state).toBe('pending');
      try {
        readEverything(store);
      } catch {
        expect(store.copy.position()).toBeNull();
      }
      reseed(store);
      readEverything(store);
      expect(store.read.prepare("SELECT body ->> '$.familyName' AS name FROM now_patient").all()).toEqual([{ name: 'Nowak' }]);
    },
  );
});

test('a torn page of the journal is said to be one: no copy is set aside for it', () => {
  using folder = filledFolder();
  const file = join(folder.dataDir, 'journal.db');
  const whole = readFileSync(file);
  const codes = new Set<string>();
  for (let page = 0; page < whole.length / pageBytes; page++) {
    const bytes = Buffer.from(whole);
    bytes[page * pageBytes + 100] = (bytes[page * pageBytes + 100] ?? 0) ^ 0xff;
    writeFileSync(file, bytes);
    try {
      codes.add(String(folder.open().copyWasSetAside));
    } catch (error) {
      codes.add((error as { code: string }).code);
    }
    folder.close();
  }
  expect([...codes].toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['journal-unreadable', 'null']);
});
