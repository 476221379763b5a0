import { describe, expect, it } from 'vitest';
import { isTooDeep } from './json-depth.ts';
import { parseJson } from './read.ts';

describe('isTooDeep', () => {
  it.each([
    ['{"a":[1]}', 2, false],
    ['{"a":[{}]}', 2, true],
    ['[[],[],[]]', 2, false],
    ['{"a":"[[[[{{{{"}', 1, false],
    [String.raw`{"a":"\"[[[["}`, 1, false],
    [String.raw`{"a":"\\","b":[]}`, 1, true],
    ['', 1, false],
  ])('%s to %i levels: %s', (text, most, expected) => {
    expect(isTooDeep(text, most)).toBe(expected);
  });

  it('JSON inside of an extension is refused beyond 64 levels, and what is written out again never runs the stack over', () => {
    expect(parseJson('['.repeat(64) + ']'.repeat(64))).toBeInstanceOf(Array);
    expect(parseJson('['.repeat(65) + ']'.repeat(65))).toBeUndefined();
  });
});
