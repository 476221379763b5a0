import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realClock, realTimers } from '../../core/desk/real-time.ts';
import { keysOf } from '../../core/domain/effect.ts';
import type { Act, Intent } from '../../core/domain/intent.ts';
import { openStore } from '../../core/store/open-store.ts';
import type { CentralGateway, StoreChange } from '../../core/sync/ports.ts';
import { startSync } from '../../core/sync/start-sync.ts';
import { benchKey } from './clinic-history.ts';

/** A desk without a screen: a new data folder in sync with central. */
export function benchDesk(gateway: CentralGateway, dataDir = mkdtempSync(join(tmpdir(), 'okienko-bench-'))) {
  const store = openStore({ dataDir, key: benchKey });
  const engine = startSync({
    gateway,
    store,
    clock: realClock,
    timers: realTimers,
    random: Math.random,
    log: () => undefined,
    deskId: randomUUID(),
  });
  return {
    store,
    engine,
    /** Resolves with the time (`performance.now`) at which a change fits. */
    async until(fits: (change: StoreChange) => boolean): Promise<number> {
      return new Promise((resolve) => {
        const stop = engine.onChange((change) => {
          if (!fits(change)) return;
          stop();
          resolve(performance.now());
        });
      });
    },
    async online(): Promise<void> {
      if (engine.status().connection === 'online') return;
      await new Promise<void>((resolve) => {
        const stop = engine.onStatus((status) => {
          if (status.connection !== 'online') return;
          stop();
          resolve();
        });
      });
    },
    async close({ keep = false } = {}): Promise<void> {
      await engine.stop();
      store.close();
      await gateway.close();
      if (!keep) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export function benchIntent(act: Act): Intent {
  return {
    id: randomUUID(),
    act,
    keys: keysOf(act),
    seenVersion: null,
    baseIntentId: null,
    supersedes: null,
    author: 'bench',
    reason: null,
    at: new Date().toISOString(),
  };
}
