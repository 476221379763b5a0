import { expect, test } from 'vitest';
import { readDate, writeDate } from './read-date.ts';

test.each([
  ['3.05.1961', '1961-05-03'],
  ['03/05/1961', '1961-05-03'],
  ['3-5-1961', '1961-05-03'],
  ['03051961', '1961-05-03'],
  ['1961-05-03', '1961-05-03'],
  [' 03.05.1961 ', '1961-05-03'],
  ['29.02.2024', '2024-02-29'],
  ['29.02.2023', null],
  ['31.04.2023', null],
  ['3.5.61', null],
  ['', null],
  ['jutro', null],
])('%j is %s', (text, date) => expect(readDate(text)).toBe(date));

test('what is written can be read', () => expect(readDate(writeDate('1961-05-03'))).toBe('1961-05-03'));
