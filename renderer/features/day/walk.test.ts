import { expect, it } from 'vitest';
import { aColumn, aSlot } from './test-columns.ts';
import { firstStop, stepFrom, stopsOf } from './walk.ts';

const columns = [aColumn('a', ['8:00', '8:20', '8:40'], ['8:20']), aColumn('b', []), aColumn('c', ['9:00', '8:30'])];

it('stops at visits and free slots, by time', () => {
  expect(stopsOf(columns[0] ?? aColumn('a', [])).map(({ id }) => id)).toEqual(['slot a 8:00', 'visit a 8:20', 'slot a 8:40']);
});

it.each([
  ['slot a 8:00', 'down', 'visit a 8:20'],
  ['visit a 8:20', 'up', 'slot a 8:00'],
  ['slot a 8:40', 'down', null],
  ['visit a 8:20', 'right', 'slot c 8:30'], // over the doctor who does not work, to the nearest time
  ['slot c 9:00', 'left', 'slot a 8:40'],
  ['slot c 9:00', 'right', null],
] as const)('from %s %s leads to %s', (from, direction, to) => {
  expect(stepFrom(columns, from, direction)).toBe(to);
});

it('the tab stop is what comes next, else the first of the day', () => {
  expect(firstStop(columns, 8 * 60 + 25)).toBe('slot c 8:30');
  expect(firstStop(columns, 20 * 60)).toBe('slot a 8:00');
  expect(firstStop([], null)).toBeNull();
});

it('a slot that somebody keeps is a stop: the drawer says who keeps it', () => {
  const column = aColumn('a', [], [], { slots: [aSlot('8:00', { state: 'held' }), aSlot('8:20')] });
  expect(stopsOf(column)).toHaveLength(2);
});

it('taken and past slots are no stops: the visit is', () => {
  const column = aColumn('a', [], [], { slots: [aSlot('8:00', { state: 'past' }), aSlot('8:20', { state: 'held-back' })] });
  expect(stopsOf(column)).toEqual([]);
});
