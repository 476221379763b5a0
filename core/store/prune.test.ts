import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { retentionCuts, usualRetention } from '../domain/retention.ts';
import { aPatient, aVisit } from '../domain/test-builders.ts';
import type { DeskStore } from './desk-store.ts';
import { aChange, aDataFolder, anIntent } from './test-store.ts';

const long = '2024-01-10T08:00:00Z';
const lately = '2026-11-20T08:00:00Z';
const now = '2026-11-23T09:00:00Z';
const cuts = retentionCuts(usualRetention, now);
const position = { epoch: 'epoch-1', event: 1 };

/** An act of the given instant; settled unless told otherwise. */
function entered(store: DeskStore, at: string, state: 'confirmed' | 'pending' | 'parked', base: string | null = null): string {
  const intent = anIntent({ kind: 'change-patient', patient: aPatient({ id: randomUUID() }) }, { at, baseIntentId: base });
  store.journal.append([intent]);
  const entry = store.journal.get(intent.id);
  if (entry && state !== 'pending') {
    const confirmedAt = state === 'confirmed' ? position : null;
    store.journal.transition([{ ...aChange(entry, { state, confirmedAt }), audit: null }] as never);
  }
  return intent.id;
}

test('I2: old acts go when central has them; what is not settled stays, with what it builds on', () => {
  using folder = aDataFolder();
  const store = folder.open();
  const settled = entered(store, long, 'confirmed');
  const base = entered(store, long, 'confirmed');
  const onTop = entered(store, long, 'pending', base);
  const refused = entered(store, long, 'parked');
  const young = entered(store, lately, 'confirmed');
  expect(store.prune(cuts, 500)).toMatchObject({ acts: 1 });
  expect(store.journal.get(settled)).toBeNull();
  for (const id of [base, onTop, refused, young]) expect(store.journal.get(id)?.intent.id).toBe(id);
  expect(store.prune(cuts, 500)).toMatchObject({ acts: 0 });
});

test('goes by batches, to the end', () => {
  using folder = aDataFolder();
  const store = folder.open();
  for (let n = 0; n < 7; n++) entered(store, long, 'confirmed');
  const counts = [1, 2, 3, 4].map(() => store.prune(cuts, 3).acts);
  expect(counts).toEqual([3, 3, 1, 0]);
});

test('I2: past visits leave the copy, but not one that an unsent act touches', () => {
  using folder = aDataFolder();
  const store = folder.open();
  const visits = [long, long, lately].map((startsAt) => aVisit({ id: randomUUID(), slotId: null, startsAt }));
  const [gone, touched, young] = visits as [(typeof visits)[0], (typeof visits)[0], (typeof visits)[0]];
  const changes = visits.map((row) => ({ entity: 'visit' as const, key: row.id, row }));
  store.copy.applyEvents('epoch-1', [{ event: 1, at: now, intentId: null, changes }], 1);
  store.journal.append([
    anIntent({ kind: 'set-outcome', visitId: touched.id, outcome: 'performed', eventNumber: null } as never),
  ]);
  expect(store.prune(cuts, 500)).toMatchObject({ visits: 1 });
  const left = store.read.prepare('SELECT id FROM now_visit').all() as { id: string }[];
  expect(new Set(left.map(({ id }) => id))).toEqual(new Set([touched.id, young.id]));
  expect(left).not.toContainEqual({ id: gone.id });
});

test('I7: the audit log loses its oldest part and stays a chain; nothing else can take rows out', () => {
  using folder = aDataFolder();
  let store = folder.open();
  const note = (at: string) =>
    store.log.note({ at, author: 'Test', what: 'open-patient', beforeRef: null, afterRef: null, reason: null });
  for (let n = 0; n < 5; n++) note('2019-01-10T08:00:00Z');
  for (let n = 0; n < 3; n++) note(lately);
  expect(store.prune(cuts, 2).audit).toBe(2);
  expect(store.prune(cuts, 500).audit).toBe(3);
  expect(store.prune(cuts, 500).audit).toBe(0);
  expect([...store.log.auditLines()].map(({ n }) => n)).toEqual([6, 7, 8]);
  expect(store.check()).toMatchObject({ auditBreak: null, auditCut: null });
  note(lately);
  store = folder.open();
  expect(store.check()).toMatchObject({ auditBreak: null, auditCut: null });
  expect(store.log.auditHead()?.n).toBe(9);
});

test('I7: the newest row stays, however old it is', () => {
  using folder = aDataFolder();
  const store = folder.open();
  store.log.note({ at: '2019-01-10T08:00:00Z', author: 'Test', what: 'x', beforeRef: null, afterRef: null, reason: null });
  store.log.note({ at: '2019-01-10T08:00:00Z', author: 'Test', what: 'y', beforeRef: null, afterRef: null, reason: null });
  expect(store.prune(cuts, 500).audit).toBe(1);
  expect(store.log.auditHead()?.n).toBe(2);
});
