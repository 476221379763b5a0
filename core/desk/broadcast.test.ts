import { describe, expect, it } from 'vitest';
import type { Change } from '../contract/views.ts';
import type { Timers } from '../sync/ports.ts';
import { broadcast } from './broadcast.ts';
import { everything, mergeChanges } from './desk-change.ts';

/** Timers that run when told to. */
function handTimers(): Timers & { run(): void } {
  let waiting: (() => void)[] = [];
  return {
    after(_ms, callback) {
      waiting.push(callback);
      return () => {
        waiting = waiting.filter((each) => each !== callback);
      };
    },
    run() {
      for (const callback of waiting.splice(0)) callback();
    },
  };
}

const calendarOn = (...dates: string[]): Change => ({ topics: ['calendar'], dates });

describe('what changed', () => {
  it('is merged by topic and date', () => {
    expect(mergeChanges(calendarOn('2026-11-24'), { topics: ['queue'], dates: null })).toEqual({
      topics: ['calendar', 'queue'],
      dates: ['2026-11-24'],
    });
    expect(mergeChanges(calendarOn('2026-11-25'), calendarOn('2026-11-24'))).toEqual(calendarOn('2026-11-24', '2026-11-25'));
    expect(mergeChanges(calendarOn('2026-11-24'), everything).dates).toBeNull();
  });
});

describe('a broadcast', () => {
  const start = () => {
    const timers = handTimers();
    return { timers, changes: broadcast<Change>({ timers, quietMs: 25, merge: mergeChanges }) };
  };

  it('gives the first value at once, then a burst as one', async () => {
    const { timers, changes } = start();
    const watcher = changes.watch(everything, undefined);
    expect((await watcher.next()).value).toBe(everything);
    changes.publish(calendarOn('2026-11-24'));
    changes.publish(calendarOn('2026-11-25'));
    timers.run();
    expect((await watcher.next()).value).toEqual(calendarOn('2026-11-24', '2026-11-25'));
  });

  it('merges what a slow watcher has not fetched', async () => {
    const { timers, changes } = start();
    const watcher = changes.watch(everything, undefined);
    await watcher.next();
    for (const date of ['2026-11-24', '2026-11-25']) {
      changes.publish(calendarOn(date));
      timers.run();
    }
    expect((await watcher.next()).value).toEqual(calendarOn('2026-11-24', '2026-11-25'));
  });

  it('ends a waiting watcher when its caller goes away, and forgets it', async () => {
    const { changes } = start();
    const caller = new AbortController();
    const watcher = changes.watch(everything, caller.signal);
    await watcher.next();
    const waiting = watcher.next();
    caller.abort();
    expect((await waiting).done).toBe(true);
    expect(changes.watchers()).toBe(0);
  });

  it('ends every watcher when it closes, later ones too', async () => {
    const { changes } = start();
    const early = changes.watch(everything, undefined);
    await early.next();
    const waiting = early.next();
    changes.close();
    expect((await waiting).done).toBe(true);
    const late = changes.watch(everything, undefined);
    expect((await late.next()).done).toBe(true);
  });
});
