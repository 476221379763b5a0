import { expect, it } from 'vitest';
import { carryAfter, carryOn, isAtHome, pickUp } from './carry.ts';
import { aColumn, aSlot, aVisit } from './test-columns.ts';
import type { Direction } from './walk.ts';

const times = ['8:00', '8:20', '8:40', '9:00'];
const columns = [aColumn('a', times, ['8:20', '8:40']), aColumn('b', []), aColumn('c', ['8:30', '8:50'], ['8:30'])];
const visit = columns[0]?.visits[0] ?? aVisit('8:20');

function after(...directions: Direction[]) {
  const start = pickUp(columns, visit);
  if (!start) throw new Error('not picked up');
  return directions.reduce((carry, direction) => carryOn(carry, columns, direction), start);
}

it('is picked up at its own place, where dropping changes nothing', () => {
  expect(after().slot.id).toBe('slot a 8:20');
  expect(isAtHome(after())).toBe(true);
});

it('goes over taken slots too, so that it can be said why not', () => {
  expect(after('down').slot).toMatchObject({ id: 'slot a 8:40', state: 'taken' });
  expect(after('down', 'down').slot.id).toBe('slot a 9:00');
});

it('stays at the ends of the column and of the day', () => {
  expect(after('up', 'up', 'up').slot.id).toBe('slot a 8:00');
  expect(after('left').column).toBe(0);
  expect(after('right', 'right').column).toBe(2);
});

it('goes to the next doctor who has slots, at the nearest time', () => {
  const right = after('right');
  expect(right.column).toBe(2);
  expect(right.slot.id).toBe('slot c 8:30');
});

it('never stops over a slot that has passed', () => {
  const past = [
    aColumn('a', [], [], { slots: [aSlot('8:00', { state: 'past' }), aSlot('8:20', { state: 'taken' })], visits: [visit] }),
  ];
  const carry = pickUp(past, visit);
  expect(carry && carryOn(carry, past, 'up').slot.id).toBe('slot a 8:20');
});

it.each([
  ['R31: an exam', { movable: false }],
  ['a visit of unknown outcome', { truth: 'unknown' as const }],
])('%s is not picked up', (_, some) => {
  const stuck = aVisit('8:20', some);
  expect(pickUp([aColumn('a', times, [], { visits: [stuck] })], stuck)).toBeNull();
});

it('a legacy visit without a slot is held over the nearest one', () => {
  const odd = aVisit('8:35', { slotId: null });
  expect(pickUp([aColumn('a', times, [], { visits: [odd] })], odd)?.slot.id).toBe('slot a 8:40');
});

it('when the day changes under the hand, the slot is the one of now', () => {
  const held = after('down', 'down');
  const later = [aColumn('a', times, ['8:20', '9:00'])];
  expect(carryAfter(held, later)?.slot.state).toBe('taken');
});

it('is let go when the visit is cancelled or the slot is withdrawn meanwhile', () => {
  expect(carryAfter(after('down'), [aColumn('a', times)])).toBeNull();
  expect(carryAfter(after('down'), [aColumn('a', ['8:00', '8:20'], ['8:20'])])).toBeNull();
});
