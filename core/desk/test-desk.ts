import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Change, DeskStatus } from '../contract/views.ts';
import type { Intent } from '../domain/intent.ts';
import { pilotPolicy } from '../domain/policy-values.ts';
import { clinicId } from '../domain/test-builders.ts';
import { openStore } from '../store/open-store.ts';
import type { CentralGateway, FeedChange, IntentState, JournalEntry, Outcome } from '../sync/ports.ts';
import type { SyncEngine, SyncStatus } from '../sync/sync-engine.ts';
import { broadcast } from './broadcast.ts';
import { mergeChanges } from './desk-change.ts';
import type { DeskContext } from './desk-context.ts';
import { realTimers } from './real-time.ts';
import { viewReads } from './view-reads.ts';

/** A desk on a real store in a temporary folder; central is played by hand. */
export interface TestDesk extends DeskContext {
  /** Central's instant. */
  setNow(instant: string): void;
  setConnection(connection: SyncStatus['connection']): void;
  /** What central's feed brought. */
  fed(...changes: FeedChange[]): void;
  /** All intents of the journal, in order of entry. */
  intents(): Intent[];
  entry(intentId: string): JournalEntry;
  /** Puts an intent into a state, as sync would. */
  settle(intentId: string, state: IntentState, outcome?: Outcome): void;
  remove(): void;
}

export const monday = '2026-11-23T09:00:00Z';

export function testDesk(): TestDesk {
  const dataDir = mkdtempSync(join(tmpdir(), 'okienko-desk-'));
  const store = openStore({ dataDir, key: randomBytes(32) });
  let now = monday;
  let connection: SyncStatus['connection'] = 'online';
  let event = 0;

  const sync: SyncEngine = {
    time: { now: () => now, offsetMs: () => 0 },
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
      store.journal.append([{ ...entry.intent, id: by.newIntentId, supersedes: intentId }]);
      return { kind: 'replaced', intentId: by.newIntentId };
    },
    async withdraw(intentId) {
      const entry = store.journal.get(intentId);
      if (!entry || !['pending', 'parked'].includes(entry.state)) return { kind: 'not-open' };
      settle(intentId, 'withdrawn');
      return { kind: 'withdrawn' };
    },
    stop: async () => undefined,
  };

  function settle(intentId: string, state: IntentState, outcome: Outcome | null = null): void {
    const confirmedAt = outcome?.kind === 'applied' ? outcome.position : null;
    store.journal.transition([
      { intentId, state, attempts: 1, nextAttemptAt: null, outcome, confirmedAt, exposed: state === 'unknown' },
    ]);
  }

  return {
    store,
    reads: viewReads(store.read),
    time: sync.time,
    central: { gateway: {} as CentralGateway, sync, clinicId, clinicName: 'Przychodnia' },
    policy: () => pilotPolicy,
    deskId: '99999999-9999-4999-8999-999999999999',
    author: 'desk-1',
    newId: () => randomUUID(),
    changes: broadcast<Change>({ timers: realTimers, quietMs: 1, merge: mergeChanges }),
    statuses: broadcast<DeskStatus>({ timers: realTimers, quietMs: 1, merge: (_older, newer) => newer }),
    setNow: (instant) => {
      now = instant;
    },
    setConnection: (next) => {
      connection = next;
    },
    fed(...changes) {
      event++;
      store.copy.applyEvents('epoch-1', [{ event, at: now, intentId: null, changes }], event);
    },
    intents: () =>
      store.journal
        .list(['pending', 'sending', 'unknown', 'confirmed', 'parked', 'superseded', 'withdrawn'])
        .map((entry) => entry.intent),
    entry(intentId) {
      const entry = store.journal.get(intentId);
      if (!entry) throw new Error('no such intent');
      return entry;
    },
    settle,
    remove() {
      store.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}
