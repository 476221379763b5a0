import { describe, expect, test } from 'vitest';
import { pilotPolicy as policy } from './policy-values.ts';
import { proposalsFor, shareProposals } from './propose-moves.ts';
import type { Slot } from './schedule.ts';
import { aSlot, aVisit } from './test-builders.ts';

const now = '2026-11-23T09:00:00Z';
const at = (startsAt: string, some: Partial<Slot> = {}) => aSlot({ startsAt, ...some });
const propose = (free: Slot[], some: Parameters<typeof aVisit>[0] = {}) =>
  proposalsFor(aVisit(some), { free, now, policy }).map(({ startsAt }) => startsAt);

describe('R9: where an affected visit may go', () => {
  test('nearest to its old time first, earlier or later', () => {
    const free = [at('2026-12-04T07:00:00Z'), at('2026-11-26T07:00:00Z'), at('2026-12-01T07:00:00Z')];
    expect(propose(free)).toEqual(['2026-12-01T07:00:00Z', '2026-11-26T07:00:00Z', '2026-12-04T07:00:00Z']);
  });

  test.each<[string, Partial<Slot>]>([
    ['of the other kind (R14)', { kind: 'continuation' }],
    ['of another clinic code', { clinicCode: '1104' }],
    ['remote, for a first visit (R16)', { mode: 'remote' }],
    ['private (R1)', { payer: 'private' }],
    ['overbooked (R49)', { overbooked: true }],
  ])('no slot that is %s', (_, some) => {
    expect(propose([at('2026-12-01T07:00:00Z', some)])).toEqual([]);
  });

  test.each([
    ['2027-01-02T22:40:00Z', 1],
    ['2027-01-02T23:00:00Z', 0],
    ['2026-11-23T09:00:00Z', 0],
    ['2026-11-23T09:01:00Z', 1],
  ])('R11: a first visit stays in the window of 40 days and in the future: %s', (startsAt, count) => {
    expect(propose([at(startsAt)])).toHaveLength(count);
  });

  test('R14: a continuation may go beyond the window', () => {
    const slot = at('2027-01-20T07:00:00Z', { kind: 'continuation' });
    expect(propose([slot], { kind: 'continuation' })).toEqual([slot.startsAt]);
  });

  test('R31: an exam goes nowhere', () => {
    const slot = at('2026-12-01T07:00:00Z', { service: 'mammography', clinicCode: 'MMG' });
    expect(propose([slot], { service: 'mammography', clinicCode: 'MMG' })).toEqual([]);
  });

  test('not to where it is', () => {
    expect(propose([aSlot()])).toEqual([]);
  });
});

test('a slot is given once: the urgent first, then whoever comes soonest', () => {
  const [a, b] = [at('2026-12-01T07:00:00Z'), at('2026-12-01T07:20:00Z')];
  const soon = aVisit({ id: 'a', startsAt: '2026-11-30T07:00:00Z' });
  const later = aVisit({ id: 'b', startsAt: '2026-11-30T08:00:00Z' });
  const urgent = aVisit({ id: 'c', startsAt: '2026-11-30T09:00:00Z', category: 'urgent' });
  const all = new Map([soon, later, urgent].map(({ id }) => [id, [a, b]]));
  const shared = shareProposals([later, soon, urgent], all);
  expect([...shared].map(([id, slot]) => [id, slot.startsAt])).toEqual([
    ['c', a.startsAt],
    ['a', b.startsAt],
  ]);
});
