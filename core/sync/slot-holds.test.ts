import { beforeEach, describe, expect, test } from 'vitest';
import { slotHolds } from './slot-holds.ts';

let now: string;
let timer: { ms: number; callback: () => void } | null;
const time = { now: () => now, offsetMs: () => 0 };
const timers = {
  after(ms: number, callback: () => void) {
    timer = { ms, callback };
    return () => {
      timer = null;
    };
  },
};
const heldBy = (client: string, until = '2026-11-23T09:05:00Z') => ({ slotId: 's', claim: { client, until } });

beforeEach(() => {
  now = '2026-11-23T09:00:00Z';
  timer = null;
});

describe('I8: a slot that somebody else keeps', () => {
  test.each([
    ['another-client', 'desk'],
    ['ikp', 'patient'],
    ['other-clinic', 'other-clinic'],
  ])('held by %s is held by %s', (client, by) => {
    const holds = slotHolds({ own: 'own', time, timers });
    holds.heard([heldBy(client)]);
    expect(holds.on('s')).toEqual({ by, until: '2026-11-23T09:05:00Z' });
    expect(holds.on('another slot')).toBeNull();
  });

  test('one’s own hold is in nobody’s way here', () => {
    const holds = slotHolds({ own: 'own', time, timers });
    holds.heard([heldBy('own')]);
    expect(holds.on('s')).toBeNull();
  });

  test('is free by time alone, to the second, and whoever watches is told without an event', () => {
    const holds = slotHolds({ own: 'own', time, timers });
    const told: string[][] = [];
    holds.onChange((slotIds) => told.push(slotIds));
    holds.heard([heldBy('b')]);
    expect([told, timer?.ms]).toEqual([[['s']], 301_000]);
    now = '2026-11-23T09:04:59Z';
    expect(holds.on('s')).not.toBeNull();
    now = '2026-11-23T09:05:00Z';
    expect(holds.on('s')).toBeNull();
    timer?.callback();
    expect([told, timer]).toEqual([[['s'], ['s']], null]);
  });

  test('is free as soon as it is given back, and nobody is told twice', () => {
    const holds = slotHolds({ own: 'own', time, timers });
    let told = 0;
    holds.onChange(() => {
      told += 1;
    });
    holds.heard([heldBy('b')]);
    holds.heard([heldBy('b')]);
    holds.heard([{ slotId: 's', claim: null }]);
    holds.heard([{ slotId: 's', claim: null }]);
    expect([holds.on('s'), told, timer]).toEqual([null, 2, null]);
  });

  test('is over when central, asked for all, does not name it', () => {
    const holds = slotHolds({ own: 'own', time, timers });
    const told: string[][] = [];
    holds.heard([heldBy('b')]);
    holds.onChange((slotIds) => told.push(slotIds));
    holds.learn([{ ...heldBy('ikp'), slotId: 't' }]);
    expect([holds.on('s'), holds.on('t')?.by, told]).toEqual([null, 'patient', [['s', 't']]]);
  });

  test('what is over when it is heard of, after a time without a line, was never shown', () => {
    const holds = slotHolds({ own: 'own', time, timers });
    now = '2026-11-23T09:06:00Z';
    holds.heard([heldBy('b')]);
    expect([holds.on('s'), timer]).toEqual([null, null]);
  });
});
