import { expect, it } from 'vitest';
import { aColumn, aSlot, aVisit } from './test-columns.ts';
import { hoursOf, workingStretches } from './time-column.ts';

it('shows full hours around everything that any column has', () => {
  const late = aColumn('b', ['9:00'], [], { visits: [aVisit('15:50', { scheduleId: 'b' })] });
  expect(hoursOf([aColumn('a', ['8:20', '8:40']), late])).toEqual({ from: 480, to: 17 * 60 });
});

it('a day with nothing shows the usual hours', () => {
  expect(hoursOf([])).toEqual({ from: 480, to: 900 });
});

it('a visit that ends at midnight stays on its day', () => {
  expect(hoursOf([aColumn('a', ['23:40'])])).toEqual({ from: 23 * 60, to: 24 * 60 });
});

it('joins slots that touch, keeps breaks apart', () => {
  const slots = ['9:00', '8:00', '8:20', '8:40', '10:00'].map((time) => aSlot(time));
  expect(workingStretches(slots)).toEqual([
    { from: 480, to: 560 },
    { from: 600, to: 620 },
  ]);
});

it('an overbooked slot does not split the stretch it lies in (R49)', () => {
  const slots = [aSlot('8:00', { durationMinutes: 60 }), aSlot('8:10', { overbooked: true }), aSlot('9:00')];
  expect(workingStretches(slots)).toEqual([{ from: 480, to: 560 }]);
});
