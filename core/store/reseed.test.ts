import {
  closeSync,
  cpSync,
  existsSync,
  fstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { aPatient, aSchedule, aSlot, aVisit, scheduleId } from '../domain/test-builders.ts';
import type { FeedChange, FeedEvent, StoreChange } from '../sync/ports.ts';
import type { DeskStore } from './desk-store.ts';
import { openStore } from './open-store.ts';
import { aDataFolder, anIntent, testKey } from './test-store.ts';

const visitRow = (id: string, version: number, note: string | null = null): FeedChange => ({
  entity: 'visit',
  key: id,
  row: aVisit({ id, version, note }),
});
const event = (number: number, ...changes: FeedChange[]): FeedEvent => ({
  event: number,
  at: '2026-11-23T07:00:00Z',
  intentId: null,
  changes,
});
const visits = (store: DeskStore) => store.read.prepare('SELECT id, version FROM now_visit ORDER BY id').all();
const seeded = (store: DeskStore) => {
  store.copy.applyEvents('e1', [event(1, visitRow('old', 1))], 1);
  return store;
};

describe('a reseed', () => {
  test('is not seen before it is complete, then all at once', () => {
    using folder = aDataFolder();
    const store = seeded(folder.open());
    const changes: StoreChange[] = [];
    store.onChange((change) => changes.push(change));
    const target = store.copy.beginReseed();
    target.put([visitRow('a', 1), visitRow('b', 1)]);
    expect(visits(store)).toEqual([{ id: 'old', version: 1 }]);
    target.commit({ epoch: 'e2', event: 9 });
    expect(visits(store)).toEqual([
      { id: 'a', version: 1 },
      { id: 'b', version: 1 },
    ]);
    expect(store.copy.position()).toEqual({ epoch: 'e2', event: 9 });
    expect(changes).toEqual([{ kind: 'all' }]);
    expect(visits(folder.open())).toHaveLength(2);
  });

  test('may mix pages with the events after its position: nothing older wins, nothing deleted comes back', () => {
    using folder = aDataFolder();
    const store = folder.open();
    const target = store.copy.beginReseed();
    target.applyEvents([
      event(5, visitRow('moved', 3, 'new')),
      event(6, { entity: 'visit', key: 'gone', row: null }),
      event(7, { entity: 'visit', key: 'back', row: null }),
      event(8, visitRow('back', 1)),
    ]);
    target.put([visitRow('moved', 2, 'old'), visitRow('gone', 4), visitRow('back', 9), visitRow('other', 1)]);
    target.commit({ epoch: 'e1', event: 8 });
    expect(visits(store)).toEqual([
      { id: 'back', version: 9 },
      { id: 'moved', version: 3 },
      { id: 'other', version: 1 },
    ]);
  });

  test('keeps the overlay and the policy', () => {
    using folder = aDataFolder();
    const store = seeded(folder.open());
    store.copy.savePolicy({ searchWindowDays: 40 } as never);
    store.journal.append([anIntent({ kind: 'cancel', visitId: 'old', reason: 'illness', by: 'patient' })]);
    const target = store.copy.beginReseed();
    target.put([visitRow('old', 2)]);
    target.commit({ epoch: 'e1', event: 4 });
    expect(store.read.prepare('SELECT status, version, truth FROM now_visit').all()).toEqual([
      { status: 'cancelled', version: 2, truth: 'local' },
    ]);
    expect(store.copy.policy()).toEqual({ searchWindowDays: 40 });
  });

  test('that is broken off changes nothing and leaves nothing behind', () => {
    using folder = aDataFolder();
    const store = seeded(folder.open());
    const target = store.copy.beginReseed();
    target.put([visitRow('a', 1)]);
    target.abort();
    expect(visits(store)).toEqual([{ id: 'old', version: 1 }]);
    expect(readdirSync(folder.dataDir).filter((name) => name.startsWith('copy.next'))).toEqual([]);
    expect(() => target.put([])).toThrow('ended');
  });

  test('statements that were prepared before it read the new copy', () => {
    using folder = aDataFolder();
    const store = seeded(folder.open());
    const statement = store.read.prepare('SELECT id FROM now_visit');
    statement.all();
    const target = store.copy.beginReseed();
    target.put([visitRow('new', 1)]);
    target.commit({ epoch: 'e1', event: 4 });
    expect(statement.all()).toEqual([{ id: 'new' }]);
    store.copy.applyEvents('e1', [event(5, visitRow('newer', 1))], 5);
    expect(statement.all()).toHaveLength(2);
  });
});

describe('a copy that is damaged while the desk runs', () => {
  /** Torn pages, the first one apart. */
  const tear = (dataDir: string) => {
    const file = openSync(join(dataDir, 'copy.db'), 'r+');
    const size = fstatSync(file).size;
    for (let at = 4096; at < size; at += 4096) writeSync(file, Buffer.alloc(1024, 1), 0, 1024, at + 512);
    closeSync(file);
  };

  test('is noticed by the feed, replaced by a reseed, and the journal is not touched', () => {
    using folder = aDataFolder();
    const many = Array.from({ length: 300 }, (_, n) => visitRow(`v${n}`, 1));
    folder.open().copy.applyEvents('e1', [event(1, ...many)], 1);
    const store = folder.open();
    tear(folder.dataDir);
    expect(() => store.copy.applyEvents('e1', [event(2, ...many)], 2)).toThrow();
    expect(store.copy.position()).toBeNull();
    expect(store.check()).toMatchObject({ journalIsWhole: true, copyIsWhole: false, auditBreak: null });
    const target = store.copy.beginReseed();
    target.put([visitRow('a', 1)]);
    target.commit({ epoch: 'e1', event: 5 });
    expect(visits(store)).toEqual([{ id: 'a', version: 1 }]);
    expect(store.check()).toMatchObject({ journalIsWhole: true, copyIsWhole: true, auditBreak: null });
  });
});

describe('a crash during a reseed', () => {
  /** What the next start finds in the folder as it is now. */
  const startOn = (dataDir: string, change: (dir: string) => void = () => undefined) => {
    const copy = mkdtempSync(join(tmpdir(), 'okienko-crash-'));
    cpSync(dataDir, copy, { recursive: true });
    change(copy);
    const store = openStore({ dataDir: copy, key: testKey });
    const found = { visits: visits(store), position: store.copy.position(), setAside: store.copyWasSetAside };
    const leftOver = existsSync(join(copy, 'copy.next.db'));
    store.close();
    rmSync(copy, { recursive: true, force: true });
    return { ...found, leftOver };
  };
  const old = { visits: [{ id: 'old', version: 1 }], position: { epoch: 'e1', event: 1 }, setAside: null, leftOver: false };

  test('while pages are read: the old copy', () => {
    using folder = aDataFolder();
    const store = seeded(folder.open());
    const target = store.copy.beginReseed();
    target.put([visitRow('a', 1)]);
    expect(startOn(folder.dataDir)).toEqual(old);
    target.abort();
  });

  test('with half a file on disk: the old copy', () => {
    using folder = aDataFolder();
    seeded(folder.open());
    expect(startOn(folder.dataDir, (dir) => writeFileSync(join(dir, 'copy.next.db'), 'half'))).toEqual(old);
  });

  test('after the swap: the new copy', () => {
    using folder = aDataFolder();
    const store = seeded(folder.open());
    const target = store.copy.beginReseed();
    target.put([visitRow('a', 1)]);
    target.commit({ epoch: 'e2', event: 3 });
    expect(startOn(folder.dataDir)).toEqual({ ...old, visits: [{ id: 'a', version: 1 }], position: { epoch: 'e2', event: 3 } });
  });

  test('before the first copy is complete: none, and no damage', () => {
    using folder = aDataFolder();
    const store = folder.open();
    const target = store.copy.beginReseed();
    target.put([visitRow('a', 1)]);
    expect(startOn(folder.dataDir)).toEqual({ ...old, visits: [], position: null });
    target.abort();
  });
});

describe('slots', () => {
  const schedule = aSchedule();
  const slotIds = (store: DeskStore) => store.read.prepare('SELECT * FROM now_slot ORDER BY id').all();

  test('that a schedule brings by the feed are those that pages bring', () => {
    using byFeed = aDataFolder();
    using byPages = aDataFolder();
    const fed = byFeed.open();
    fed.copy.applyEvents('e1', [event(1, { entity: 'schedule', key: scheduleId, row: schedule })], 1);
    const rows = slotIds(fed) as { id: string; starts_at: string; kind: 'first' | 'continuation' }[];
    const paged = byPages.open();
    const target = paged.copy.beginReseed();
    target.put([{ entity: 'schedule', key: scheduleId, row: schedule }]);
    target.put(
      rows.map(({ id, starts_at, kind }) => ({ entity: 'slot', key: id, row: aSlot({ id, startsAt: starts_at, kind }) })),
    );
    target.commit({ epoch: 'e1', event: 1 });
    expect(slotIds(paged)).toEqual(rows);
    expect(rows.length).toBeGreaterThan(100);
  });

  test('of days that have passed stay when the schedule is published again', () => {
    using folder = aDataFolder();
    const store = folder.open();
    store.copy.applyEvents('e1', [event(1, { entity: 'schedule', key: scheduleId, row: schedule })], 1);
    const past = () => store.read.prepare("SELECT count(*) AS n FROM now_slot WHERE local_date < '2026-11-23'").get();
    const before = past();
    const none = { ...schedule, revision: 2, version: 2, weekly: [] };
    store.copy.applyEvents('e1', [event(2, { entity: 'schedule', key: scheduleId, row: { ...none, exceptions: [] } })], 2);
    expect(past()).toEqual(before);
  });

  test('go with their schedule', () => {
    using folder = aDataFolder();
    const store = folder.open();
    store.copy.applyEvents('e1', [event(1, { entity: 'schedule', key: scheduleId, row: schedule })], 1);
    store.copy.applyEvents('e1', [event(2, { entity: 'schedule', key: scheduleId, row: null })], 2);
    expect(slotIds(store)).toEqual([]);
  });
});

describe('the feed', () => {
  test('an event is applied once, and an older version never wins', () => {
    using folder = aDataFolder();
    const store = folder.open();
    store.copy.applyEvents('e1', [event(1, visitRow('a', 5, 'new'))], 1);
    store.copy.applyEvents('e1', [event(1, { entity: 'visit', key: 'a', row: null }), event(2, visitRow('a', 4, 'old'))], 2);
    expect(store.read.prepare("SELECT version, body ->> '$.note' AS note FROM now_visit").all()).toEqual([
      { version: 5, note: 'new' },
    ]);
  });

  test('brings a deleted thing back when central makes it anew', () => {
    using folder = aDataFolder();
    const store = folder.open();
    store.copy.applyEvents('e1', [event(1, visitRow('a', 5)), event(2, { entity: 'visit', key: 'a', row: null })], 2);
    expect(visits(store)).toEqual([]);
    store.copy.applyEvents('e1', [event(3, visitRow('a', 1))], 3);
    expect(visits(store)).toEqual([{ id: 'a', version: 1 }]);
  });

  test('is one transaction: nothing of a page that fails is kept', () => {
    using folder = aDataFolder();
    const store = seeded(folder.open());
    const broken = { entity: 'visit', key: 'b', row: { ...aVisit(), startsAt: null } } as unknown as FeedChange;
    expect(() => store.copy.applyEvents('e1', [event(2, visitRow('a', 1)), event(3, broken)], 3)).toThrow();
    expect(visits(store)).toEqual([{ id: 'old', version: 1 }]);
    expect(store.copy.position()).toEqual({ epoch: 'e1', event: 1 });
  });

  test('versions and tasks can be asked for', () => {
    using folder = aDataFolder();
    const store = seeded(folder.open());
    store.copy.applyEvents('e1', [event(2, { entity: 'patient', key: 'p', row: aPatient({ id: 'p', version: 7 }) })], 2);
    expect(['visit:old', 'patient:p', 'patient:q', 'slot:x', 'referral:1'].map((key) => store.copy.versionOf(key))).toEqual([
      1,
      7,
      null,
      null,
      null,
    ]);
    expect(store.copy.task('t')).toBeNull();
  });
});
