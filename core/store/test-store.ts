import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keysOf } from '../domain/effect.ts';
import type { Act, Intent } from '../domain/intent.ts';
import type { JournalChange, JournalEntry } from '../sync/ports.ts';
import type { DeskStore } from './desk-store.ts';
import { openStore } from './open-store.ts';

export const testKey = Buffer.alloc(32, 7);

/** A data folder of its own for a test; `using` closes the store and removes the folder. */
export function aDataFolder() {
  const dataDir = mkdtempSync(join(tmpdir(), 'okienko-store-'));
  let store: DeskStore | null = null;
  return {
    dataDir,
    open(): DeskStore {
      store?.close();
      store = openStore({ dataDir, key: testKey });
      return store;
    },
    close() {
      store?.close();
      store = null;
    },
    [Symbol.dispose]() {
      store?.close();
      store = null;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export const anIntent = (act: Act, some: Partial<Intent> = {}): Intent => ({
  id: randomUUID(),
  act,
  keys: keysOf(act),
  seenVersion: null,
  baseIntentId: null,
  supersedes: null,
  author: 'Test',
  reason: null,
  at: '2026-11-23T07:00:00Z',
  ...some,
});

/** The entry as it is, with some of it changed. */
export const aChange = (entry: JournalEntry, some: Partial<JournalChange>): JournalChange => ({
  intentId: entry.intent.id,
  state: entry.state,
  attempts: entry.attempts,
  nextAttemptAt: entry.nextAttemptAt,
  outcome: entry.lastOutcome,
  confirmedAt: entry.confirmedAt,
  exposed: entry.exposed,
  ...some,
});
