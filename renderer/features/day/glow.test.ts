import { expect, it } from 'vitest';
import { changedFromOutside, snapshotOf } from './glow.ts';
import { aColumn, aVisit } from './test-columns.ts';

const times = ['8:00', '8:20', '8:40'];

it('a slot that a patient freed glows', () => {
  const before = snapshotOf([aColumn('a', times, ['8:20'])]);
  expect([...changedFromOutside(before, [aColumn('a', times)])]).toEqual(['slot a 8:20']);
});

it('a visit that central brought glows; our own, not confirmed yet, does not', () => {
  const before = snapshotOf([aColumn('a', times)]);
  const came = aColumn('a', times, [], {
    slots: [],
    visits: [aVisit('8:20'), aVisit('8:40', { truth: 'local' })],
  });
  expect([...changedFromOutside(before, [came])]).toEqual(['visit a 8:20']);
});

it('our own visit does not glow when its confirmation comes', () => {
  const own = (truth: 'local' | 'confirmed') => [aColumn('a', [], [], { visits: [aVisit('8:40', { truth })] })];
  expect(changedFromOutside(snapshotOf(own('local')), own('confirmed')).size).toBe(0);
});

it('a visit moved elsewhere glows at its new place', () => {
  const before = snapshotOf([aColumn('a', [], ['8:00']), aColumn('b', [])]);
  const moved = aColumn('b', [], [], { visits: [{ ...aVisit('8:40', { scheduleId: 'b' }), id: 'visit a 8:00' }] });
  expect([...changedFromOutside(before, [aColumn('a', []), moved])]).toEqual(['visit a 8:00']);
});
