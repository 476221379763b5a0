import { expect, test } from 'vitest';
import { moveInStrip } from './strip-keys.ts';

const days = [['a1', 'a2', 'a3'], ['b1'], ['c1', 'c2']];

test.each([
  ['a1', 'ArrowDown', 'a2'],
  ['a3', 'ArrowDown', null],
  ['a1', 'ArrowUp', null],
  ['a2', 'ArrowUp', 'a1'],
  ['a3', 'ArrowRight', 'b1'],
  ['b1', 'ArrowRight', 'c1'],
  ['c2', 'ArrowRight', null],
  ['c2', 'ArrowLeft', 'b1'],
  ['a1', 'ArrowLeft', null],
  ['c2', 'Home', 'a1'],
  ['a2', 'End', 'c1'],
  ['a2', 'Enter', null],
  ['elsewhere', 'ArrowDown', null],
])('from %s, %s leads to %s', (from, key, to) => expect(moveInStrip(days, from, key)).toBe(to));
