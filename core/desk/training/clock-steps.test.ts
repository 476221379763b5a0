import { expect, it } from 'vitest';
import { stepTo } from './clock-steps.ts';

const now = '2026-11-23T09:00:00Z';
const machine = '2026-11-20T10:00:00Z';
const visits = ['2026-11-23T12:00:00Z', '2026-11-24T08:00:00Z', '2026-11-26T10:00:00Z'];

it.each([
  ['now', machine],
  ['hour', '2026-11-23T10:00:00Z'],
  ['day', '2026-11-24T09:00:00Z'],
  ['morning', '2026-11-24T06:00:00Z'],
  // The visits of today and tomorrow have had their reminder: that of the 26th is next.
  ['reminder', '2026-11-25T10:01:00Z'],
] as const)('%s leads to %s', (step, instant) => expect(stepTo(step, now, machine, visits)).toBe(instant));

it('seven in the morning is the clinic’s clock, also after a change of the clock', () =>
  expect(stepTo('morning', '2027-03-27T12:00:00Z', machine, [])).toBe('2027-03-28T05:00:00Z'));

it('R41: exactly a day before is not yet past, one minute later is', () => {
  const due = stepTo('reminder', now, machine, ['2026-11-24T09:00:00Z']);
  expect(due).toBe('2026-11-23T09:01:00Z');
  expect(stepTo('reminder', due, machine, ['2026-11-24T09:00:00Z'])).toBe(due);
});
