import { expect, test } from 'vitest';
import { aSlot, clinicId } from '../domain/test-builders.ts';
import { holdOf } from './hold.ts';
import { slotToHold } from './proposal.ts';

const actor = { id: 'actor-1', kind: 'practitioner', name: 'dr Kalinowska' } as const;

test('I8: a hold tells by what it is ended and when it ends by itself', () => {
  const hold = { id: 'hold-1', holdUntil: '2026-11-23T08:05:00Z' };
  const appointment = slotToHold(aSlot(), { clinicId, actor }, hold);
  expect(holdOf(JSON.parse(JSON.stringify(appointment)))).toEqual({ id: 'hold-1', until: '2026-11-23T08:05:00Z' });
});

test('what is no hold is none', () => {
  expect(holdOf({ resourceType: 'Appointment', status: 'booked', id: 'x' })).toBeNull();
  expect(holdOf({ resourceType: 'Appointment', status: 'pending', id: 'x' })).toBeNull();
  expect(holdOf(null)).toBeNull();
});
