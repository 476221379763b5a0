import { describe, expect, test } from 'vitest';
import { aPatient, aSchedule, aVisit } from '../domain/test-builders.ts';
import type { FeedChange } from '../sync/ports.ts';
import type { DeskStore } from './desk-store.ts';
import { aDataFolder, anIntent } from './test-store.ts';

const at = '2026-11-23T10:00:00Z';
const visit = (version: number, some: Partial<ReturnType<typeof aVisit>> = {}): FeedChange => {
  const row = aVisit({ id: 'v', version, bookedBy: 'desk', ...some });
  return { entity: 'visit', key: row.id, row };
};
const feed = (store: DeskStore, number: number, intentId: string | null, ...changes: FeedChange[]) =>
  store.copy.applyEvents('e1', [{ event: number, at, intentId, changes }], number);
const told = (store: DeskStore, author = 'anna') =>
  store.others
    .list(author)
    .map(({ key, who, before, after }) => [
      key,
      who,
      before && 'status' in before ? before.status : null,
      after && 'status' in after ? after.status : null,
    ]);
const cancelled = { status: 'cancelled', cancelReason: 'sms-reply' } as const;

function attended(store: DeskStore): DeskStore {
  feed(store, 1, null, visit(1), { entity: 'patient', key: 'p', row: aPatient({ id: 'p', version: 1 }) });
  store.others.attend('anna', at, 5);
  return store;
}

describe('what others changed', () => {
  test('is listed for each person until that one has ticked it off; the first copy and own acts are no news', () => {
    using folder = aDataFolder();
    const store = attended(folder.open());
    store.others.attend('beata', at, 5);
    expect(told(store)).toEqual([]);
    const own = anIntent({ kind: 'cancel', visitId: 'v', reason: 'illness', by: 'patient' });
    store.journal.append([own]);
    feed(store, 2, own.id, visit(2, { note: 'own' }));
    expect(told(store)).toEqual([]);
    feed(store, 3, null, visit(3, cancelled));
    feed(store, 4, crypto.randomUUID(), visit(1, { id: 'w' }));
    expect(told(store)).toEqual([
      ['w', 'colleague', null, 'booked'],
      ['v', 'patient', 'booked', 'cancelled'],
    ]);
    store.others.tick(
      'anna',
      store.others.list('anna').map(({ n }) => n),
    );
    expect([told(store).length, store.others.count('beata')]).toEqual([0, 2]);
  });

  test('survives a restart, and what came in between is there too', () => {
    using folder = aDataFolder();
    feed(attended(folder.open()), 2, null, visit(2, cancelled));
    const again = folder.open();
    feed(again, 3, null, visit(1, { id: 'w', bookedBy: 'waiting-room' }));
    expect(told(again)).toEqual([
      ['w', 'waiting-room', null, 'booked'],
      ['v', 'patient', 'booked', 'cancelled'],
    ]);
  });

  test('is written once, though a crash made the page come again', () => {
    using folder = aDataFolder();
    const store = attended(folder.open());
    const broken = { entity: 'visit', key: 'b', row: { ...aVisit(), startsAt: null } } as unknown as FeedChange;
    // The record is written, the copy is not: as after a crash between the two.
    expect(() => feed(store, 2, null, visit(2, cancelled), broken)).toThrow();
    feed(store, 2, null, visit(2, cancelled));
    feed(store, 2, null, visit(2, cancelled));
    expect(told(store).filter(([key]) => key === 'v')).toEqual([['v', 'patient', 'booked', 'cancelled']]);
  });

  test('two changes of one page are two lines, each with its own before', () => {
    using folder = aDataFolder();
    const store = attended(folder.open());
    const moved = { startsAt: '2026-12-01T08:00:00Z' };
    const changes = [visit(2, moved), visit(3, { ...moved, ...cancelled })];
    store.copy.applyEvents(
      'e1',
      changes.map((change, index) => ({ event: index + 2, at, intentId: null, changes: [change] })),
      3,
    );
    expect(store.others.list('anna').map(({ before }) => before && 'startsAt' in before && before.startsAt)).toEqual([
      moved.startsAt,
      aVisit().startsAt,
    ]);
  });

  test('is found by comparing a renewed copy with the old one: changed, new and lost ones', () => {
    using folder = aDataFolder();
    const store = attended(folder.open());
    const future = '2099-12-01T08:00:00Z';
    feed(store, 2, null, visit(1, { id: 'same' }), visit(1, { id: 'lost', startsAt: future }));
    store.others.tick(
      'anna',
      store.others.list('anna').map(({ n }) => n),
    );
    const target = store.copy.beginReseed();
    target.put([visit(4, cancelled), visit(1, { id: 'same' }), visit(1, { id: 'new', bookedBy: 'ikp' })]);
    target.put([{ entity: 'schedule', key: 's', row: aSchedule({ id: 's', version: 1 }) }]);
    target.commit({ epoch: 'e1', event: 9 });
    const expected = [
      ['s', 'colleague', null, null],
      ['lost', 'unknown', 'booked', null],
      ['new', 'patient', null, 'booked'],
      ['v', 'patient', 'booked', 'cancelled'],
    ];
    const sorted = (rows: unknown[][]) => rows.map((row) => row.join()).sort((a, b) => (a < b ? -1 : 1));
    expect(sorted(told(store))).toEqual(sorted(expected));
    expect(sorted(told(folder.open()))).toEqual(sorted(expected));
  });

  test('an own act whose answer came after the renewal is not told as somebody else’s', () => {
    using folder = aDataFolder();
    const store = attended(folder.open());
    const own = anIntent({ kind: 'cancel', visitId: 'v', reason: 'illness', by: 'patient' });
    store.journal.append([own]);
    const target = store.copy.beginReseed();
    target.put([visit(2, { status: 'cancelled', cancelReason: 'illness' })]);
    target.commit({ epoch: 'e1', event: 9 });
    expect(told(store)).toHaveLength(1);
    const position = { epoch: 'e1', event: 8 };
    store.journal.transition([
      {
        intentId: own.id,
        state: 'confirmed',
        attempts: 1,
        nextAttemptAt: null,
        outcome: { kind: 'applied', position, versions: { 'visit:v': 2 }, aliases: {} },
        confirmedAt: position,
        exposed: true,
      },
    ]);
    expect(told(store)).toEqual([]);
  });

  test('whoever saw it happen is not told again; everybody else is', () => {
    using folder = aDataFolder();
    const store = attended(folder.open());
    store.others.attend('beata', at, 5);
    store.others.setWitness((instant) => (instant === at ? 'anna' : null));
    feed(store, 2, null, visit(2, cancelled));
    expect([store.others.count('anna'), store.others.count('beata')]).toEqual([0, 1]);
  });

  test('who is new at this desk starts with an empty list; who comes back hears since when he was away', () => {
    using folder = aDataFolder();
    const store = attended(folder.open());
    feed(store, 2, null, visit(2, cancelled));
    expect(store.others.count('celina')).toBe(0);
    store.others.attend('celina', at, 5);
    expect(store.others.count('celina')).toBe(0);
    store.others.attend('anna', '2026-11-23T10:04:00Z', 5);
    expect(store.others.awaySince('anna')).toBeNull();
    store.others.attend('anna', '2026-11-23T14:00:00Z', 5);
    expect(store.others.awaySince('anna')).toBe('2026-11-23T10:04:00Z');
  });

  test('the clinic’s old visits that an import feeds, and a patient who comes with a booking, are no lines', () => {
    using folder = aDataFolder();
    const store = attended(folder.open());
    feed(store, 2, crypto.randomUUID(), visit(1, { id: 'i', bookedBy: 'import' }));
    feed(store, 3, crypto.randomUUID(), visit(1, { id: 'w' }), {
      entity: 'patient',
      key: 'p',
      row: aPatient({ id: 'p', version: 2 }),
    });
    const renamed = aPatient({ id: 'p', version: 3, familyName: 'Nowak-Zmyślona' });
    feed(store, 4, crypto.randomUUID(), { entity: 'patient', key: 'p', row: renamed });
    expect(
      store.others
        .list('anna')
        .map(({ entity, key, after }) => [entity, key, after && 'changed' in after ? after.changed : null]),
    ).toEqual([
      ['patient', 'p', ['name']],
      ['visit', 'w', null],
    ]);
  });
});
