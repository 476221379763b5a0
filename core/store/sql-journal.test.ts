import { describe, expect, test } from 'vitest';
import type { Act, Intent } from '../domain/intent.ts';
import { aPatient, aSchedule, aVisit } from '../domain/test-builders.ts';
import type { Journal, JournalChange } from '../sync/ports.ts';
import { aChange, aDataFolder, anIntent } from './test-store.ts';

const visitId = (n: number) => `aaaaaaaa-0000-4000-8000-${String(n).padStart(12, '0')}`;
const slot = (n: number) => `bbbbbbbb-0000-4000-8000-${String(n).padStart(12, '0')}`;
const booking = (n: number, some: Partial<Intent> = {}, patient = `p${n}`): Intent =>
  anIntent(
    {
      kind: 'book',
      visit: aVisit({ id: visitId(n), slotId: slot(n), patientId: patient, version: 0, referral: null }),
      patient: null,
    },
    some,
  );
const cancelOf = (n: number, some: Partial<Intent> = {}): Intent =>
  anIntent({ kind: 'cancel', visitId: visitId(n), reason: 'illness', by: 'patient' } satisfies Act, some);
const entryIn = (journal: Journal, id: string) => {
  const entry = journal.get(id);
  if (!entry) throw new Error('not in the journal');
  return entry;
};
const setState = (journal: Journal, intent: Intent, some: Partial<JournalChange>) =>
  journal.transition([aChange(entryIn(journal, intent.id), some)]);
const confirmed = { state: 'confirmed', confirmedAt: { epoch: 'e1', event: 5 } } as const;
const readyIds = (journal: Journal, now = 0) => journal.ready(now, 100).map(({ intent }) => intent.id);

test('of a backlog of any length the newest ready act is known: nobody waits behind it', () => {
  using folder = aDataFolder();
  const { journal } = folder.open();
  expect(journal.newestReady(0)).toBeNull();
  const all = Array.from({ length: 150 }, (_, n) => booking(n));
  journal.append(all);
  expect(journal.newestReady(0)?.intent.id).toBe(all.at(-1)?.id);
  setState(journal, all.at(-1) as Intent, { state: 'sending' });
  // What builds on it is not ready.
  journal.append([cancelOf(149, { baseIntentId: all.at(-1)?.id ?? '' })]);
  expect(journal.newestReady(0)?.intent.id).toBe(all.at(-2)?.id);
});

describe('append', () => {
  test('I3: the same id again is written once', () => {
    using folder = aDataFolder();
    const { journal } = folder.open();
    const intent = booking(1);
    expect(journal.append([intent, intent])).toEqual([true, false]);
    expect(journal.append([intent])).toEqual([false]);
    expect(journal.counts().pending).toBe(1);
  });

  test('I3: a parked intent is replaced once, however often someone clicks', () => {
    using folder = aDataFolder();
    const { journal } = folder.open();
    const first = booking(1);
    journal.append([first]);
    setState(journal, first, { state: 'parked' });
    expect(journal.append([booking(1, { supersedes: first.id })])).toEqual([true]);
    expect(journal.append([booking(1, { supersedes: first.id })])).toEqual([false]);
    expect(journal.counts()).toMatchObject({ pending: 1, superseded: 1 });
  });

  test('is all or nothing', () => {
    using folder = aDataFolder();
    const { journal } = folder.open();
    expect(() => journal.append([booking(1), booking(2, { baseIntentId: 'nowhere' })])).toThrow('base');
    expect(journal.counts().pending).toBe(0);
  });

  test('counts every state', () => {
    using folder = aDataFolder();
    const { journal } = folder.open();
    const intents = [1, 2, 3, 4].map((n) => booking(n));
    journal.append(intents);
    setState(journal, intents[0] as Intent, confirmed);
    setState(journal, intents[1] as Intent, { state: 'unknown' });
    setState(journal, intents[2] as Intent, { state: 'parked' });
    expect(journal.counts()).toEqual({
      pending: 1,
      sending: 0,
      unknown: 1,
      confirmed: 1,
      parked: 1,
      superseded: 0,
      withdrawn: 0,
    });
  });
});

describe('what may be sent', () => {
  test('first in, first out per key; others overtake', () => {
    using folder = aDataFolder();
    const { journal } = folder.open();
    const [book, cancel, other] = [booking(1), cancelOf(1), booking(2)];
    journal.append([book, cancel, other]);
    expect(readyIds(journal)).toEqual([book.id, other.id]);
    for (const state of ['sending', 'unknown'] as const) {
      setState(journal, book, { state });
      expect(readyIds(journal), state).toEqual([other.id]);
    }
    setState(journal, book, confirmed);
    expect(readyIds(journal)).toEqual([cancel.id, other.id]);
  });

  test('nothing before its time', () => {
    using folder = aDataFolder();
    const { journal } = folder.open();
    const book = booking(1);
    journal.append([book, cancelOf(1)]);
    setState(journal, book, { nextAttemptAt: 1000 });
    expect(readyIds(journal, 999)).toEqual([]);
    expect(journal.nextDue()).toBe(1000);
    expect(readyIds(journal, 1000)).toEqual([book.id]);
  });

  test('waking forgets waits for a lost connection, not the pause that central asked for', () => {
    using folder = aDataFolder();
    const { journal } = folder.open();
    const [offline, throttled] = [booking(1), booking(2)];
    journal.append([offline, throttled]);
    setState(journal, offline, { nextAttemptAt: 1000, outcome: { kind: 'retry', status: null, retryAfterMs: null } });
    setState(journal, throttled, { nextAttemptAt: 1000, outcome: { kind: 'retry', status: 429, retryAfterMs: 900 } });
    journal.wake();
    expect(readyIds(journal, 0)).toEqual([offline.id]);
  });

  test('a parked intent stops what is based on it, at any depth, and nothing else of the same patient', () => {
    using folder = aDataFolder();
    const { journal } = folder.open();
    const parked = booking(1, {}, 'p');
    const move = cancelOf(1, { baseIntentId: parked.id });
    const below = cancelOf(1, { baseIntentId: move.id });
    const other = booking(2, {}, 'p');
    journal.append([parked, move, below, other]);
    setState(journal, parked, { state: 'parked' });
    expect(readyIds(journal)).toEqual([other.id]);
    expect([move, below, other].map(({ id }) => entryIn(journal, id).stalled)).toEqual([true, true, false]);
    expect(journal.dependants(parked.id).map(({ intent }) => intent.id)).toEqual([move.id, below.id]);
  });

  test('what replaces a parked intent takes its place and its dependants', () => {
    using folder = aDataFolder();
    const { journal } = folder.open();
    const parked = booking(1);
    const dependant = cancelOf(1, { baseIntentId: parked.id });
    journal.append([parked, dependant]);
    setState(journal, parked, { state: 'parked' });
    const replacement = booking(1, { supersedes: parked.id });
    journal.append([replacement]);
    expect(readyIds(journal)).toEqual([replacement.id]);
    setState(journal, replacement, confirmed);
    expect(readyIds(journal)).toEqual([dependant.id]);
    expect(entryIn(journal, dependant.id).baseId).toBe(replacement.id);
  });

  test('an act that is based on a replaced one is based on the replacement', () => {
    using folder = aDataFolder();
    const { journal } = folder.open();
    const parked = booking(1);
    journal.append([parked]);
    setState(journal, parked, { state: 'parked' });
    const replacement = booking(1, { supersedes: parked.id });
    const late = cancelOf(1, { baseIntentId: parked.id });
    journal.append([replacement, late]);
    expect(entryIn(journal, late.id)).toMatchObject({ baseId: replacement.id, stalled: false });
  });

  test('bookings wait for the publication before them, a publication for the bookings before it, bookings not for each other', () => {
    using folder = aDataFolder();
    const { journal } = folder.open();
    const publish = anIntent({ kind: 'publish', schedule: aSchedule() });
    const again = anIntent({ kind: 'publish', schedule: aSchedule({ revision: 2 }) });
    const [one, two] = [booking(1), booking(2)];
    journal.append([publish, one, two, again]);
    expect(readyIds(journal)).toEqual([publish.id]);
    setState(journal, publish, confirmed);
    expect(readyIds(journal)).toEqual([one.id, two.id]);
    setState(journal, one, confirmed);
    setState(journal, two, { state: 'parked' });
    expect(readyIds(journal)).toEqual([again.id]);
  });
});

describe('what is kept', () => {
  test('aliases of merged patients', () => {
    using folder = aDataFolder();
    const store = folder.open();
    const intent = anIntent({ kind: 'change-patient', patient: aPatient({ id: 'mine' }) });
    store.journal.append([intent]);
    const outcome = {
      kind: 'applied',
      position: { epoch: 'e1', event: 3 },
      versions: { 'patient:mine': 4 },
      aliases: { 'patient:mine': 'patient:theirs' },
    } as const;
    setState(store.journal, intent, { ...confirmed, outcome });
    expect(store.read.resolve('patient', 'mine')).toBe('theirs');
    expect(store.read.resolve('patient', 'other')).toBe('other');
    expect(entryIn(store.journal, intent.id).lastOutcome).toEqual(outcome);
  });

  test('settings', () => {
    using folder = aDataFolder();
    folder.open().journal.writeSetting('theme', { dark: true });
    const { journal } = folder.open();
    expect(journal.readSetting('theme')).toEqual({ dark: true });
    expect(journal.readSetting('nothing')).toBeNull();
  });

  test('confirmed intents of other epochs, newest first', () => {
    using folder = aDataFolder();
    const { journal } = folder.open();
    const intents = [1, 2, 3].map((n) => booking(n));
    journal.append(intents);
    for (const [i, intent] of intents.entries()) {
      setState(journal, intent, { state: 'confirmed', confirmedAt: { epoch: i === 2 ? 'e2' : 'e1', event: i } });
    }
    expect(journal.confirmedOutside('e2', 99, 10).map(({ sequence }) => sequence)).toEqual([2, 1]);
    expect(journal.confirmedOutside('e2', 1, 10).map(({ sequence }) => sequence)).toEqual([1]);
  });
});
