import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keysOf } from '../domain/effect.ts';
import type { Act, Intent } from '../domain/intent.ts';
import { aPatient, aSchedule, aSlot, aVisit, scheduleId, weeklyHours } from '../domain/test-builders.ts';
import type { FeedChange, FeedEvent, JournalChange, StoreChange } from '../sync/ports.ts';
import type { DeskStore } from './desk-store.ts';
import { aChange, aDataFolder, anIntent } from './test-store.ts';

const later = '2026-12-07T07:00:00Z';
const visit = aVisit({ referral: null });
const schedule = aSchedule({ weekly: [weeklyHours({ validTo: '2026-12-31' })] });
const event = (number: number, changes: FeedChange[], intentId: string | null = null): FeedEvent => ({
  event: number,
  at: '2026-11-23T07:00:00Z',
  intentId,
  changes,
});
const visitRow = (some: Partial<typeof visit> = {}): FeedChange => ({
  entity: 'visit',
  key: visit.id,
  row: { ...visit, ...some },
});
const move = (some: Partial<Intent> = {}) => {
  const act: Act = {
    kind: 'move',
    visitId: visit.id,
    scheduleId,
    slotId: aSlot({ startsAt: later }).id,
    startsAt: later,
    durationMinutes: 20,
  };
  return anIntent(act, { keys: keysOf(act, visit), ...some });
};
const set = (store: DeskStore, { id }: Intent, some: Partial<JournalChange>) => {
  const entry = store.journal.get(id);
  if (entry) store.journal.transition([aChange(entry, some)]);
};
const order = (a: string, b: string) => (a < b ? -1 : 1);
const visits = (store: DeskStore) => store.read.prepare('SELECT starts_at, truth, intent_id FROM now_visit').all();
const withVisit = (store: DeskStore) => {
  store.copy.applyEvents('e1', [event(1, [visitRow()])], 1);
  return store;
};

describe('I5: what is shown', () => {
  test('is the copy with the open intent over it, and tells how true it is', () => {
    using folder = aDataFolder();
    const store = withVisit(folder.open());
    const moving = move();
    store.journal.append([moving]);
    expect(visits(store)).toEqual([{ starts_at: later, truth: 'local', intent_id: moving.id }]);
    set(store, moving, { state: 'sending' });
    expect(visits(store)).toMatchObject([{ truth: 'sent' }]);
    set(store, moving, { state: 'unknown' });
    expect(visits(store)).toMatchObject([{ truth: 'unknown' }]);
  });

  test('keeps a confirmed intent until the copy has reached its event, not before and not after', () => {
    using folder = aDataFolder();
    const store = withVisit(folder.open());
    const moving = move();
    store.journal.append([moving]);
    set(store, moving, { state: 'confirmed', confirmedAt: { epoch: 'e1', event: 3 } });
    store.copy.applyEvents('e1', [event(2, [visitRow({ note: 'by someone else', version: 2 })])], 2);
    expect(visits(store)).toMatchObject([{ starts_at: later, truth: 'sent' }]);
    store.copy.applyEvents('e1', [event(3, [visitRow({ startsAt: later, version: 3 })])], 3);
    expect(visits(store)).toEqual([{ starts_at: later, truth: 'confirmed', intent_id: null }]);
  });

  test('leaves out what is parked and what builds on it', () => {
    using folder = aDataFolder();
    const store = folder.open();
    const book = anIntent({ kind: 'book', visit: { ...visit, version: 0 }, patient: aPatient({ version: 0 }) });
    store.journal.append([book, move({ baseIntentId: book.id })]);
    set(store, book, { state: 'parked' });
    expect(visits(store)).toEqual([]);
    expect(store.read.prepare('SELECT id FROM now_patient').all()).toEqual([]);
  });

  test('lays open intents over a row that the feed has changed', () => {
    using folder = aDataFolder();
    const store = withVisit(folder.open());
    store.journal.append([move()]);
    store.copy.applyEvents('e1', [event(2, [visitRow({ note: 'wheelchair', version: 2 })])], 2);
    const [row] = store.read.prepare('SELECT body, version FROM now_visit').all() as { body: string; version: number }[];
    expect(row?.version).toBe(2);
    expect(JSON.parse(row?.body ?? '')).toMatchObject({ note: 'wheelchair', startsAt: later });
  });

  test('replaces the slots of a schedule that is being published, and gives the old ones back when it is given up', () => {
    using folder = aDataFolder();
    const store = folder.open();
    store.copy.applyEvents('e1', [event(1, [{ entity: 'schedule', key: scheduleId, row: schedule }])], 1);
    const before = store.read.prepare('SELECT id, truth FROM now_slot ORDER BY id').all();
    const shorter = { ...schedule, revision: 2, weekly: [weeklyHours({ validTo: '2026-12-31', endsAt: '09:00' })] };
    const publish = anIntent({ kind: 'publish', schedule: shorter });
    store.journal.append([publish]);
    const during = store.read.prepare('SELECT id, truth FROM now_slot ORDER BY id').all();
    // Nine Mondays of six slots; on the six that are not past, three remain.
    expect([before.length, during.length]).toEqual([9 * 6, 3 * 6 + 6 * 3]);
    set(store, publish, { state: 'withdrawn' });
    expect(store.read.prepare('SELECT id, truth FROM now_slot ORDER BY id').all()).toEqual(before);
  });

  test('names the newest open act on a thing as base of the next', () => {
    using folder = aDataFolder();
    const store = withVisit(folder.open());
    const [first, second] = [move(), move()];
    store.journal.append([first, second]);
    expect(store.overlay.newestIntentOn(`visit:${visit.id}`)).toBe(second.id);
    set(store, second, { state: 'withdrawn' });
    expect(store.overlay.newestIntentOn(`visit:${visit.id}`)).toBe(first.id);
    expect(store.overlay.newestIntentOn('visit:other')).toBeNull();
  });

  test('goes by the key that central keeps for a merged patient', () => {
    using folder = aDataFolder();
    const store = folder.open();
    const mine = aPatient({ id: 'mine', version: 0 });
    const change = anIntent({ kind: 'change-patient', patient: mine });
    const book = anIntent({ kind: 'book', visit: { ...visit, version: 0, patientId: 'mine' }, patient: null });
    store.journal.append([change, book]);
    const aliases = { 'patient:mine': 'patient:theirs' };
    const position = { epoch: 'e1', event: 1 };
    set(store, change, {
      state: 'confirmed',
      confirmedAt: position,
      outcome: { kind: 'applied', position, versions: {}, aliases },
    });
    store.copy.applyEvents(
      'e1',
      [event(1, [{ entity: 'patient', key: 'theirs', row: { ...mine, id: 'theirs', version: 4 } }])],
      1,
    );
    expect(store.read.prepare('SELECT patient_id FROM now_visit').all()).toEqual([{ patient_id: 'theirs' }]);
    expect(store.read.prepare('SELECT id FROM now_patient').all()).toEqual([{ id: 'theirs' }]);
  });

  test('holds slot and patient of an unknown intent back', () => {
    using folder = aDataFolder();
    const store = withVisit(folder.open());
    const moving = move();
    store.journal.append([moving]);
    expect(store.overlay.heldBack().slots.size).toBe(0);
    set(store, moving, { state: 'unknown' });
    expect(store.overlay.heldBack()).toEqual({
      slots: new Set([visit.slotId, aSlot({ startsAt: later }).id]),
      patients: new Set([visit.patientId]),
    });
  });
});

test('listeners hear which rows changed and on which days they show or showed', () => {
  using folder = aDataFolder();
  const store = withVisit(folder.open());
  const heard: StoreChange[] = [];
  store.onChange((change) => heard.push(change));
  store.journal.append([move()]);
  const row = heard.find((change) => change.kind === 'rows')?.rows[0];
  expect(row).toMatchObject({ entity: 'visit', key: visit.id });
  expect([...(row?.dates ?? [])].sort(order)).toEqual(['2026-11-30', '2026-12-07']);
});

describe('after any history', () => {
  const ids = ['v1', 'v2', 'v3'];
  const states = ['pending', 'sending', 'unknown', 'confirmed', 'parked', 'withdrawn'] as const;
  const slotAt = (n: number) => aSlot({ startsAt: `2026-11-30T07:${n % 2 ? '20' : '40'}:00Z` });
  const actOf = (what: number, id: string): Act =>
    [
      {
        kind: 'book' as const,
        visit: aVisit({ id, version: 0, referral: null, patientId: `p-${id}` }),
        patient: aPatient({ id: `p-${id}`, version: 0 }),
      },
      {
        kind: 'move' as const,
        visitId: id,
        scheduleId,
        slotId: slotAt(what).id,
        startsAt: slotAt(what).startsAt,
        durationMinutes: 20,
      },
      { kind: 'cancel' as const, visitId: id, reason: 'illness' as const, by: 'patient' as const },
      { kind: 'change-patient' as const, patient: aPatient({ id: `p-${id}`, familyName: `Nowak${what}` }) },
      { kind: 'publish' as const, schedule: { ...schedule, revision: what + 1 } },
      { kind: 'save-setting' as const, name: 'notice', value: what },
    ][what % 6] as Act;
  const step = fc.oneof(
    fc.record({ kind: fc.constant('append' as const), what: fc.nat(11), id: fc.constantFrom(...ids), onTop: fc.boolean() }),
    fc.record({ kind: fc.constant('state' as const), which: fc.nat(30), state: fc.constantFrom(...states), event: fc.nat(20) }),
    fc.record({ kind: fc.constant('replace' as const), which: fc.nat(30) }),
    fc.record({ kind: fc.constant('feed' as const), id: fc.constantFrom(...ids), gone: fc.boolean() }),
  );
  const views = ['visit', 'patient', 'schedule', 'slot', 'setting'];
  const picture = (store: DeskStore) =>
    views
      .map((view) => store.read.prepare(`SELECT * FROM now_${view} ORDER BY 1`).all())
      .concat([[...store.overlay.heldBack().slots].sort(order)]);

  test('the overlay is what working it out anew gives', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25, size: 'max' }), (steps) => {
        using folder = aDataFolder();
        const store = folder.open();
        const intents: Intent[] = [];
        let last = 0;
        for (const now of steps) {
          const chosen = 'which' in now ? intents[now.which % intents.length] : undefined;
          if (now.kind === 'append') {
            const act = actOf(now.what, now.id);
            const base = now.onTop ? store.overlay.newestIntentOn(`visit:${now.id}`) : null;
            intents.push(anIntent(act, { baseIntentId: base }));
            store.journal.append(intents.slice(-1));
          } else if (now.kind === 'state' && chosen) {
            if (store.journal.get(chosen.id)?.state === 'superseded') continue;
            set(store, chosen, {
              state: now.state,
              confirmedAt: now.state === 'confirmed' ? { epoch: 'e1', event: now.event } : null,
            });
          } else if (now.kind === 'replace' && chosen) {
            intents.push({ ...chosen, id: anIntent(chosen.act).id, supersedes: chosen.id, baseIntentId: null });
            if (!store.journal.append(intents.slice(-1))[0]) intents.pop();
          } else if (now.kind === 'feed') {
            last += 1;
            const row = now.gone ? null : aVisit({ id: now.id, version: last, referral: null, patientId: `p-${now.id}` });
            store.copy.applyEvents('e1', [event(last, [{ entity: 'visit', key: now.id, row }])], last);
          }
        }
        const asItWent = picture(store);
        store.overlay.rebuild();
        expect(asItWent).toEqual(picture(store));
        expect(picture(folder.open())).toEqual(asItWent);
      }),
      { numRuns: 40 },
    );
  });
});
