import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { couldTake, inCallOrder, isLeftToTheClinic } from './late-slots.ts';
import { pilotPolicy } from './policy-values.ts';
import { aSlot, aVisit } from './test-builders.ts';

const startsAt = '2026-11-25T09:00:00Z';

describe('R34: which free slots are left to the clinic', () => {
  it.each([
    ['48 h and a minute before: the waiting room’s', '2026-11-23T08:59:00Z', false],
    ['48 h 0 min before', '2026-11-23T09:00:00Z', true],
    ['47 h 59 min before', '2026-11-23T09:01:00Z', true],
    ['a minute before', '2026-11-25T08:59:00Z', true],
    ['at the start: nobody’s', '2026-11-25T09:00:00Z', false],
    ['afterwards', '2026-11-25T09:01:00Z', false],
  ])('%s', (_, now, left) => expect(isLeftToTheClinic(aSlot({ startsAt }), now, pilotPolicy)).toBe(left));

  it('across the end of summer time 48 hours stay 48 hours', () => {
    const slot = aSlot({ startsAt: '2026-10-26T08:00:00Z' });
    expect(isLeftToTheClinic(slot, '2026-10-24T08:00:00Z', pilotPolicy)).toBe(true);
    expect(isLeftToTheClinic(slot, '2026-10-24T07:59:00Z', pilotPolicy)).toBe(false);
  });

  it('the number is policy', () => {
    const policy = { ...pilotPolicy, shortNoticeHours: 24 };
    expect(isLeftToTheClinic(aSlot({ startsAt }), '2026-11-24T08:59:00Z', policy)).toBe(false);
  });

  it('not an exam, not a private slot', () => {
    const now = '2026-11-24T09:00:00Z';
    expect(isLeftToTheClinic(aSlot({ startsAt, service: 'mammography' }), now, pilotPolicy)).toBe(false);
    expect(isLeftToTheClinic(aSlot({ startsAt, payer: 'private' }), now, pilotPolicy)).toBe(false);
  });
});

describe('who could come sooner', () => {
  const slot = aSlot({ startsAt, kind: 'first', clinicCode: '1100' });
  const later = aVisit({ startsAt: '2026-12-01T09:00:00Z', kind: 'first', clinicCode: '1100', status: 'booked' });
  it.each([
    ['a later visit of the same code and kind', later, true],
    ['a visit at the same time', { ...later, startsAt }, false],
    ['an earlier visit', { ...later, startsAt: '2026-11-24T09:00:00Z' }, false],
    ['another clinic code', { ...later, clinicCode: '1102' }, false],
    ['R14: another kind', { ...later, kind: 'continuation' as const }, false],
    ['a cancelled visit', { ...later, status: 'cancelled' as const }, false],
    ['somebody who has arrived', { ...later, status: 'arrived' as const }, false],
  ])('%s', (_, visit, could) => expect(couldTake(visit, slot)).toBe(could));
});

describe('R23: in which order they are called', () => {
  const entitlement = { code: '47c', document: 'legitymacja' };
  const visit = (id: string, some: Partial<ReturnType<typeof aVisit>> = {}) =>
    aVisit({ id, category: 'stable', entitlement: null, bookedAt: '2026-11-10T08:00:00Z', ...some });

  it('category, entitlement, submission, id', () => {
    const visits = [
      visit('late', { bookedAt: '2026-11-11T08:00:00Z' }),
      visit('b'),
      visit('a'),
      visit('entitled', { entitlement, bookedAt: '2026-11-20T08:00:00Z' }),
      visit('urgent', { category: 'urgent', bookedAt: '2026-11-22T08:00:00Z' }),
      visit('urgent and entitled', { category: 'urgent', entitlement, bookedAt: '2026-11-22T08:00:00Z' }),
    ];
    const order = visits.toSorted(inCallOrder).map(({ id }) => id);
    expect(order).toEqual(['urgent and entitled', 'urgent', 'entitled', 'a', 'b', 'late']);
  });

  it('is one order, whatever the list came in', () => {
    const some = fc.record({
      id: fc.uuid(),
      category: fc.constantFrom('urgent' as const, 'stable' as const),
      entitlement: fc.constantFrom(null, entitlement),
      bookedAt: fc.constantFrom('2026-11-10T08:00:00Z', '2026-11-11T08:00:00Z'),
    });
    fc.assert(
      fc.property(fc.uniqueArray(some, { selector: ({ id }) => id }), (list) => {
        const ids = (of: typeof list) => of.toSorted(inCallOrder).map(({ id }) => id);
        expect(ids(list.toReversed())).toEqual(ids(list));
      }),
    );
  });
});
