import { expect, it } from 'vitest';
import { entryPitch, placesIn } from './rail-places.ts';

const screens = ['day', 'book', 'tasks', 'queue', 'settings'];

it('all of them when there is room', () => {
  expect(placesIn(screens, 5 * entryPitch)).toEqual({ shown: screens, more: [] });
});

it('one pixel less than all: the last two go into `more`, which takes a place itself', () => {
  expect(placesIn(screens, 5 * entryPitch - 3)).toEqual({ shown: screens.slice(0, 3), more: ['queue', 'settings'] });
});

it('200 % zoom of a small screen still shows the first ones', () => {
  expect(placesIn(screens, 110).shown).toEqual(['day']);
});

it('no height at all: everything is in `more`, nothing is lost', () => {
  expect(placesIn(screens, 0)).toEqual({ shown: [], more: screens });
});
