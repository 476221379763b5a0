import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Change } from '../contract/views.ts';
import type { Intent } from '../domain/intent.ts';
import { pilotPolicy } from '../domain/policy-values.ts';
import { type Role, roles } from '../domain/role.ts';
import { clinicId } from '../domain/test-builders.ts';
import { directNetwork } from '../remote/network/network.ts';
import { openStore } from '../store/open-store.ts';
import { giveUp } from '../sync/give-up.ts';
import type { CentralGateway, Clock, FeedChange, JournalEntry, Outcome, SlotNews, Timers } from '../sync/ports.ts';
import { closingIntents, settler } from '../sync/settler.ts';
import { slotHolds } from '../sync/slot-holds.ts';
import type { SyncEngine, SyncStatus } from '../sync/sync-engine.ts';
import { type Actor, actor } from './access/acting.ts';
import { type DeskAccess, deskAccess } from './access/desk-access.ts';
import { broadcast } from './broadcast.ts';
import { keepPack } from './continuity/keep-pack.ts';
import { mergeChanges } from './desk-change.ts';
import type { DeskContext } from './desk-context.ts';
import { aloneProgram } from './desk-program.ts';
import { slowCallBook } from './health/slow-calls.ts';
import { noPolicy } from './machine-policy/machine-policy.ts';
import { realClock, realTimers } from './real-time.ts';
import { type Safety, safetyOf } from './safety/safety.ts';
import { viewReads } from './view-reads.ts';

/** Without a schedule: a test says when. */
export const testSafety = (desk: DeskContext): Safety =>
  safetyOf(
    '/nowhere',
    { failed: () => null, now: () => desk.store.backUp(new Date(monday)), stop: async () => undefined },
    keepPack(desk, realClock, { after: () => () => undefined }),
  );

/** A desk on a real store in a temporary folder; central is played by hand. */
export interface TestDesk extends DeskContext {
  /** Central's instant. */
  setNow(instant: string): void;
  setConnection(connection: SyncStatus['connection']): void;
  /** What central's feed brought. */
  fed(...changes: FeedChange[]): void;
  /** What central's feed told of slots that others keep. */
  toldOfSlots(...news: SlotNews[]): void;
  /** All intents of the journal, in order of entry. */
  intents(): Intent[];
  entry(intentId: string): JournalEntry;
  /** Sends intents and gives them central's answer, as sync would. */
  answer(intentIds: string | string[], outcome: Outcome): void;
  remove(): void;
}

/** Accounts and session on a test's desk; guesses cost next to nothing. */
export const testAccess = (desk: DeskContext, clock: Clock = realClock, timers: Timers = realTimers): DeskAccess =>
  deskAccess(desk, { clock, timers, cost: { memoryKiB: 64, passes: 1 } });

/** A person who may do everything, unless told otherwise. */
export const anActor = (allowed: readonly Role[] = roles): Actor => ({ name: 'Test', roles: allowed, accountId: null });

export const monday = '2026-11-23T09:00:00Z';

export function testDesk(): TestDesk {
  const dataDir = mkdtempSync(join(tmpdir(), 'okienko-desk-'));
  const store = openStore({ dataDir, key: randomBytes(32) });
  let now = monday;
  let connection: SyncStatus['connection'] = 'online';
  let event = 0;
  // Offline for whoever asks; tests play central's answers by hand.
  const offline = async () => ({ kind: 'offline' });
  const gateway = { voidIntent: offline, count: offline, history: offline } as unknown as CentralGateway;

  const time = { now: () => now, offsetMs: () => 0 };
  const holds = slotHolds({ own: 'own-client', time, timers: { after: () => () => undefined } });
  const sync: SyncEngine = {
    time,
    holds,
    status: () => ({
      connection,
      confirmedAsOf: now,
      queue: { waiting: 0, sending: 0, unknown: 0, refused: 0 },
      clockOffsetMs: 0,
    }),
    onStatus: () => () => undefined,
    onChange: (listener) => store.onChange(listener),
    kick: async () => undefined,
    async retry(intentId, by) {
      const entry = store.journal.get(intentId);
      if (entry?.state !== 'parked') return { kind: 'not-open' };
      const closing = closingIntents(store.journal, store.copy, entry.intent, 'fixed', by.author, now);
      store.journal.append([{ ...entry.intent, id: by.newIntentId, supersedes: intentId }, ...closing]);
      return { kind: 'replaced', intentId: by.newIntentId };
    },
    withdraw: (intentId, by) =>
      giveUp({ gateway, journal: store.journal, settle, time: sync.time, reserve: async () => () => undefined }, intentId, by),
    stop: async () => undefined,
  };

  const deskId = '99999999-9999-4999-8999-999999999999';
  const settle = settler({
    journal: store.journal,
    copy: store.copy,
    clock: realClock,
    time: sync.time,
    random: Math.random,
    deskId,
  });

  function entry(intentId: string): JournalEntry {
    const found = store.journal.get(intentId);
    if (!found) throw new Error('no such intent');
    return found;
  }

  return {
    store,
    reads: viewReads(store.read),
    time: sync.time,
    central: { gateway, sync, clinicId, clinicName: 'Przychodnia' },
    policy: () => pilotPolicy,
    deskId,
    get author() {
      return actor()?.name ?? 'desk-1';
    },
    newId: () => randomUUID(),
    machine: {
      dataDir,
      logFile: null,
      policy: noPolicy,
      centralAddress: 'https://cer.example/fhir',
      renewIdentity: () => undefined,
      trouble: () => null,
      openNetwork: directNetwork,
      backupFailed: () => null,
      unusedPolicy: new Set(),
      slow: slowCallBook(),
      update: { kind: 'unknown' },
      log: () => undefined,
    },
    program: aloneProgram,
    line: null,
    changes: broadcast<Change>({ timers: realTimers, quietMs: 1, merge: mergeChanges }),
    statusChanges: broadcast<'changed'>({ timers: realTimers, quietMs: 1, merge: () => 'changed' }),
    setNow: (instant) => {
      now = instant;
    },
    setConnection: (next) => {
      connection = next;
    },
    toldOfSlots: (...news) => holds.heard(news),
    fed(...changes) {
      event++;
      store.copy.applyEvents('epoch-1', [{ event, at: now, intentId: null, changes }], event);
    },
    intents: () =>
      store.journal
        .list(['pending', 'sending', 'unknown', 'confirmed', 'parked', 'superseded', 'withdrawn'])
        .map((entry) => entry.intent),
    answer(intentIds, outcome) {
      const ids = [intentIds].flat();
      settle(ids.map((id) => ({ entry: entry(id), event: { kind: 'send' } })));
      settle(ids.map((id) => ({ entry: entry(id), event: { kind: 'answer', outcome } })));
    },
    entry,
    remove() {
      store.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}
