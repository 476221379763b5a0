import fc from 'fast-check';
import { expect, it } from 'vitest';
import { columnsThatFit, turned, windowAt } from './column-window.ts';

it('nine columns of 132 px fit at 1366 px beside both rails', () => {
  expect(columnsThatFit(1366 - 56 - 48, 46, 132, 20)).toBe(9);
});

it('seven fit with the drawer open', () => {
  expect(columnsThatFit(1366 - 56 - 48 - 290, 46, 132, 7)).toBe(7);
});

it('there is always one column, however narrow', () => {
  expect(columnsThatFit(90, 46, 132, 20)).toBe(1);
});

it('pages go on and back, the last page being full', () => {
  const second = turned(windowAt(0, 9, 20), 20, 1);
  expect(second.start).toBe(9);
  expect(turned(second, 20, 1).start).toBe(11);
  expect(turned(turned(second, 20, -1), 20, -1).start).toBe(0);
});

it('the window lies within the columns and has the wanted one in sight', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -50, max: 50 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 40 }),
      fc.nat(),
      (start, fit, total, any) => {
        const count = Math.min(fit, total);
        const wanted = any % total;
        const window = windowAt(start, count, total, wanted);
        expect(window.start).toBeGreaterThanOrEqual(0);
        expect(window.start + count).toBeLessThanOrEqual(total);
        expect(wanted).toBeGreaterThanOrEqual(window.start);
        expect(wanted).toBeLessThan(window.start + count);
      },
    ),
  );
});
