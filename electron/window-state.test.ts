import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeWindow, type Rectangle, readState, smallest } from './window-state.ts';

const left: Rectangle = { x: 0, y: 0, width: 1920, height: 1040 };
const right: Rectangle = { x: 1920, y: 0, width: 1280, height: 984 };

describe('where the window opens', () => {
  it('is where it was closed', () => {
    const closed = { x: 2000, y: 60, width: 1100, height: 800 };
    expect(placeWindow(closed, [left, right])).toEqual(closed);
  });

  it('is in the middle of the primary display the first time', () => {
    expect(placeWindow(null, [left])).toEqual({ x: 240, y: 70, width: 1440, height: 900 });
  });

  it('is the primary display when the one it was on is gone', () => {
    expect(placeWindow({ x: 2000, y: 60, width: 1100, height: 800 }, [left])).toEqual({
      x: 410,
      y: 120,
      width: 1100,
      height: 800,
    });
  });

  it.each([
    ['above the top', { x: 100, y: -30, width: 1000, height: 700 }],
    ['with its title bar below the taskbar', { x: 100, y: 1020, width: 1000, height: 700 }],
    ['with too little left to grasp on the left', { x: -950, y: 50, width: 1000, height: 700 }],
    ['with too little left to grasp on the right', { x: 1850, y: 50, width: 1000, height: 700 }],
  ])('is brought back when it was %s', (_where, bounds) => {
    expect(placeWindow(bounds, [left])).toEqual({ x: 460, y: 170, width: 1000, height: 700 });
  });

  it('can always be reached and fits a display, whatever was stored', () => {
    const coordinate = fc.integer({ min: -10_000, max: 10_000 });
    const length = fc.integer({ min: 1, max: 10_000 });
    const rectangle = fc.record({ x: coordinate, y: coordinate, width: length, height: length });
    fc.assert(
      fc.property(rectangle, (bounds) => {
        const placed = placeWindow(bounds, [left, right]);
        const onOne = [left, right].some(
          (area) =>
            Math.min(placed.x + placed.width, area.x + area.width) - Math.max(placed.x, area.x) >= 120 &&
            placed.y >= area.y &&
            placed.y + 40 <= area.y + area.height,
        );
        const fits = [left, right].some(
          (area) => placed.width <= Math.max(area.width, smallest.width) && placed.height <= area.height,
        );
        return onOne && fits;
      }),
    );
  });
});

describe('a stored window', () => {
  it.each([
    ['nothing', null],
    ['words', { bounds: 'here', maximised: 'yes' }],
    ['half a place', { bounds: { x: 1, y: 2 } }],
    ['a place without size', { bounds: { x: 1, y: 2, width: 0, height: 10 } }],
    ['a place out of numbers', { bounds: { x: Number.NaN, y: 2, width: 10, height: 10 } }],
  ])('that holds %s counts as none', (_what, stored) => {
    expect(readState(stored)).toEqual({ bounds: null, maximised: false });
  });

  it('is read back as it was written', () => {
    const state = { bounds: { x: 1, y: 2, width: 1000, height: 700 }, maximised: true };
    expect(readState(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });
});
