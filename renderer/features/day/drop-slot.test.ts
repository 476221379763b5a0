import { expect, it } from 'vitest';
import { slotUnder } from './drop-slot.ts';
import { aSlot } from './test-columns.ts';

const slots = ['8:00', '8:20', '9:00'].map((time) => aSlot(time));

it.each([
  ['08:20', '8:20'],
  ['08:15', '8:20'],
  ['08:10', '8:00'], // covers both alike: the earlier
  ['08:25', '8:20'],
  ['08:45', '9:00'],
])('a visit of 20 minutes dropped at %s falls on %s', (time, slot) => {
  expect(slotUnder(slots, time, 20)?.id).toBe(`slot a ${slot}`);
});

it.each(['07:40', '08:40', '09:20', '12:00'])('at %s there is no slot', (time) => {
  expect(slotUnder(slots, time, 20)).toBeNull();
});
