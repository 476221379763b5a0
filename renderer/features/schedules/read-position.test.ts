import { expect, test } from 'vitest';
import { readPosition, writePosition } from './read-position.ts';

test.each([
  ['49.987, 20.065', { latitude: 49.987, longitude: 20.065 }],
  ['49,987; 20,065', { latitude: 49.987, longitude: 20.065 }],
  ['49,987, 20,065', { latitude: 49.987, longitude: 20.065 }],
  ['50.06° N, 19.94° E', { latitude: 50.06, longitude: 19.94 }],
  ['52 21', { latitude: 52, longitude: 21 }],
  ['20.065, 49.987', null],
  ['49.987', null],
  ['-49.987, 20.065', null],
  ['Rynek 1, 20', null],
  ['', null],
])('%s', (text, expected) => expect(readPosition(text)).toEqual(expected));

test('is written as it is read', () => {
  expect(readPosition(writePosition({ latitude: 49.987, longitude: 20.065 }))).toEqual({ latitude: 49.987, longitude: 20.065 });
  expect(writePosition({ latitude: null, longitude: null })).toBe('');
});
