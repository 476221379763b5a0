import { describe, expect, test } from 'vitest';
import { destinationOf, freedSlots, turnedIntoContinuation } from './freed-slots.ts';
import { pilotPolicy as policy } from './policy-values.ts';
import type { Slot } from './schedule.ts';
import { aSlot } from './test-builders.ts';

const now = '2026-11-23T09:00:00Z';

describe('R33, R34: where a freed slot goes', () => {
  test.each<[string, Partial<Slot>, string]>([
    ['48 h 0 min before counts as short notice', { startsAt: '2026-11-25T09:00:00Z' }, 'live-search'],
    ['48 h 1 min before', { startsAt: '2026-11-25T09:01:00Z' }, 'waiting-room'],
    ['47 h 59 min before', { startsAt: '2026-11-25T08:59:00Z' }, 'live-search'],
    ['the last day of the window', { startsAt: '2027-01-02T22:59:00Z' }, 'waiting-room'],
    ['the first day beyond it: local midnight', { startsAt: '2027-01-02T23:00:00Z' }, 'waiting-room-later'],
    ['a continuation slot', { kind: 'continuation' }, 'clinic'],
    ['a continuation slot of tomorrow', { kind: 'continuation', startsAt: '2026-11-24T09:00:00Z' }, 'clinic'],
    ['mammography', { service: 'mammography', clinicCode: 'MMG' }, 'live-search'],
    ['a private slot', { payer: 'private' }, 'desk'],
  ])('%s', (_, some, expected) => {
    expect(destinationOf(aSlot(some), now, policy)).toBe(expected);
    expect(freedSlots([], [aSlot(some)], new Set(), { now, policy })).toEqual([{ slot: aSlot(some), goesTo: expected }]);
  });

  test('what is taken, has begun, or was free before is not freed; a changed kind is', () => {
    const [old, taken, past, turned] = [
      aSlot({ startsAt: '2026-12-01T07:00:00Z' }),
      aSlot({ startsAt: '2026-12-01T07:20:00Z' }),
      aSlot({ startsAt: '2026-11-23T07:20:00Z' }),
      aSlot({ startsAt: '2026-12-01T08:00:00Z' }),
    ] as const;
    const before = [old, { ...turned, kind: 'continuation' as const }];
    const freed = freedSlots(before, [old, taken, past, turned], new Set([taken.id]), { now, policy });
    expect(freed.map(({ slot }) => slot.id)).toEqual([turned.id]);
  });

  test('R14: first slots that become continuation slots', () => {
    const slot = aSlot();
    const changed = { ...slot, kind: 'continuation' as const };
    expect(turnedIntoContinuation([slot], [changed], now)).toEqual([changed]);
    expect(turnedIntoContinuation([changed], [slot], now)).toEqual([]);
    expect(turnedIntoContinuation([slot], [changed], slot.startsAt)).toEqual([]);
  });
});
