/**
 * Command → durable in the journal, against one raw INSERT of the same bytes with the same pragmas. What is done after the
 * answer (journal.echo, emptying the -wal) has its turn between two commands and is measured apart.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { keysOf } from '../../core/domain/effect.ts';
import type { Intent } from '../../core/domain/intent.ts';
import { slotsFor } from '../../core/domain/slots-for.ts';
import { openEncrypted } from '../../core/store/database.ts';
import { benchKey, storeWithHistory, tenSchedules, visitOn } from './clinic-history.ts';
import { type Measurement, percentile } from './measurement.ts';

const rounds = 1000;

export async function measure(): Promise<Measurement[]> {
  const { store, dataDir, remove } = storeWithHistory({ visits: 20_000, patients: 5_000, lastDay: '2026-12-31' });
  const slots = tenSchedules('2027-01-04', '2027-03-31').flatMap((schedule) =>
    slotsFor(schedule, { from: '2027-01-04', to: '2027-03-31' }),
  );
  const intents: Intent[] = slots.slice(0, rounds).map((slot, index) => {
    const act = { kind: 'book' as const, visit: { ...visitOn(slot, index, 5_000), version: 0 }, patient: null };
    return {
      id: randomUUID(),
      act,
      keys: keysOf(act),
      seenVersion: null,
      baseIntentId: null,
      supersedes: null,
      author: 'bench',
      reason: null,
      at: '2026-12-31T10:00:00Z',
    };
  });

  const raw = openEncrypted(join(dataDir, 'floor.db'), benchKey);
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = FULL');
  raw.pragma('locking_mode = EXCLUSIVE');
  raw.exec('CREATE TABLE intent (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT');
  const insert = raw.prepare('INSERT INTO intent VALUES (?, ?)');

  // Both take turns, so that the disk's moods fall on both.
  const ours: number[] = [];
  const floor: number[] = [];
  const behind: number[] = [];
  for (const intent of intents) {
    ours.push(timed(() => store.journal.append([intent])));
    const answered = performance.now();
    await nextTurn();
    behind.push(performance.now() - answered);
    const body = JSON.stringify(intent);
    floor.push(timed(() => insert.run(intent.id, body)));
  }
  raw.close();
  remove();

  const after = percentile(behind, 99).toFixed(2);
  return [50, 99].map((p) => ({
    what: `command → durable in the journal, p${p}`,
    unit: 'ms',
    value: percentile(ours, p),
    floor: { what: 'one raw INSERT, same pragmas', value: percentile(floor, p) },
    budget: 2,
    samples: rounds,
    remark: `behind the answer ${percentile(behind, 50).toFixed(2)} ms, p99 ${after} ms`,
  }));
}

function timed(act: () => unknown): number {
  const start = performance.now();
  act();
  return performance.now() - start;
}
