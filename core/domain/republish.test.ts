import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { republish } from './republish.ts';
import type { Schedule, Slot } from './schedule.ts';
import { slotsFor } from './slots-for.ts';
import { aSchedule, weeklyHours } from './test-builders.ts';
import { localDateOf, localTimeOf } from './time.ts';

const today = '2026-11-23';
const before = aSchedule({ version: 3 });
const offered = slotsFor(before, { from: '2026-11-01', to: '2027-06-30' });
const withdrawn = offered.find(({ startsAt }) => startsAt === '2026-11-30T07:20:00Z') as Slot;
const rest = offered.filter((slot) => slot !== withdrawn);
const isWithdrawn = ({ id }: Slot) => id === withdrawn.id;
const published = (after: Schedule, some: Partial<Parameters<typeof republish>[0]> = {}) =>
  republish({ before, after: { ...after, revision: 2 }, offered: rest, isWithdrawn, today, ...some });
const ids = (slots: readonly Slot[]) => slots.map(({ id }) => id);

describe('R30: a slot that the clinic withdrew with its visit', () => {
  test('stays withdrawn while the definition goes on giving it', () => {
    const { slots, withheld } = published(aSchedule({ weekly: [weeklyHours({ endsAt: '12:00' })] }));
    expect(ids(slots)).not.toContain(withdrawn.id);
    expect(withheld).toEqual([withdrawn.id]);
  });

  test('comes back when an absence that took it away is called off', () => {
    const absent = aSchedule({ exceptions: [{ date: '2026-11-30', kind: 'closed', reason: 'urlop' }] });
    const duringAbsence = rest.filter(({ startsAt }) => localDateOf(startsAt) !== '2026-11-30');
    const { slots, withheld } = published(aSchedule(), { before: absent, offered: duringAbsence });
    expect(ids(slots)).toContain(withdrawn.id);
    expect(withheld).toEqual([]);
  });

  test('comes back when an override names it', () => {
    const extra = (author: string) => ({
      startsAt: withdrawn.startsAt,
      change: { kind: 'set-kind' as const, visitKind: 'first' as const },
      author,
      reason: 'znów przyjmuje',
    });
    expect(ids(published(aSchedule({ overrides: [extra('A')] })).slots)).toContain(withdrawn.id);
    const known = aSchedule({ overrides: [extra('A')] });
    expect(ids(published(known, { before: known }).slots)).not.toContain(withdrawn.id);
  });
});

describe('from today on', () => {
  test('the past is left alone, today included is not', () => {
    const { gone } = published(aSchedule({ weekly: [] }));
    expect(gone.every(({ startsAt }) => localDateOf(startsAt) >= today)).toBe(true);
    expect(gone.filter(({ startsAt }) => localDateOf(startsAt) === today)).toHaveLength(6);
  });

  test.each([
    ['ends earlier', { validTo: '2026-12-06' }],
    ['begins later', { validFrom: '2026-12-07' }],
  ])('a validity that %s takes the slots outside of it away', (_, some) => {
    const { slots, gone } = published(aSchedule({ weekly: [weeklyHours(some)] }));
    const kept = ids(slots);
    expect(gone.length).toBeGreaterThan(0);
    expect(gone.some(({ id }) => kept.includes(id))).toBe(false);
    expect(kept.length + gone.length).toBe(rest.filter(({ startsAt }) => localDateOf(startsAt) >= today).length);
  });

  test('slots at midnight belong to their own day', () => {
    const night = aSchedule({ weekly: [weeklyHours({ startsAt: '00:00', endsAt: '01:00' })] });
    const nightSlots = slotsFor(night, { from: '2026-11-23', to: '2026-11-23' });
    expect(nightSlots.map(({ startsAt }) => localTimeOf(startsAt))).toEqual(['00:00', '00:20', '00:40']);
    const { gone } = published(aSchedule({ weekly: [] }), { before: night, offered: nightSlots });
    expect(gone).toHaveLength(3);
    const yesterday = published(aSchedule({ weekly: [] }), { before: night, offered: nightSlots, today: '2026-11-24' });
    expect(yesterday.gone).toEqual([]);
  });
});

test('R8: nothing is both offered and gone, and every slot from today on is one of the two', () => {
  fc.assert(
    fc.property(
      fc.subarray(offered),
      fc.constantFrom('09:00', '10:00', '12:00'),
      fc.constantFrom('2026-12-01', '2027-06-30'),
      (shown, endsAt, validTo) => {
        const shownIds = new Set(ids(shown));
        const facts = { offered: shown, isWithdrawn: ({ id }: Slot) => !shownIds.has(id) };
        const { slots, gone, withheld } = published(aSchedule({ weekly: [weeklyHours({ endsAt, validTo })] }), facts);
        const after = new Set(ids(slots));
        expect(ids(gone).filter((id) => after.has(id))).toEqual([]);
        expect(withheld.filter((id) => after.has(id) || shownIds.has(id))).toEqual([]);
        for (const { id, startsAt } of shown) {
          const stays = after.has(id) || ids(gone).includes(id);
          expect(stays).toBe(localDateOf(startsAt) >= today);
        }
      },
    ),
    { numRuns: 25 },
  );
});
