import { expect, it } from 'vitest';
import { dayFromText } from './day-from-text.ts';

const today = '2026-11-23';

it.each([
  ['24', '2026-11-24'],
  ['22', '2026-12-22'], // the next 22nd
  ['23', '2026-11-23'],
  ['24.11', '2026-11-24'],
  ['3.1', '2027-01-03'], // January is next year's
  ['24.11.2025', '2025-11-24'],
  ['24/11', '2026-11-24'],
  ['2026-12-01', '2026-12-01'],
  ['jutro', '2026-11-24'],
  ['Dziś', '2026-11-23'],
  ['+7', '2026-11-30'],
  ['wt', '2026-11-24'],
  ['wt.', '2026-11-24'],
  ['pn', '2026-11-30'], // a Monday: the next one, today has its own word
  ['sr', '2026-11-25'],
  ['środę', '2026-11-25'],
  ['piątek', '2026-11-27'],
  ['pt', '2026-11-27'],
  ['nd', '2026-11-29'],
  ['wt 24 lis', '2026-11-24'],
  ['wt, 24 listopada', '2026-11-24'],
  ['3 gru', '2026-12-03'],
  ['3 stycznia', '2027-01-03'],
  ['3 paź 2026', '2026-10-03'],
  ['tue 24 nov', '2026-11-24'],
])('%s is %s', (text, date) => {
  expect(dayFromText(text, today)).toBe(date);
});

it.each([
  '',
  'Nowak',
  '31.11',
  '32',
  '58031200021',
  '730181148',
  '+48 730',
  'p',
  '24 nowak',
  '31 lis',
  '24 lis 26',
  'wt Nowak',
  'Maj',
])('%s is no day', (text) => {
  expect(dayFromText(text, today)).toBeNull();
});

it('the 31st is the next 31st only when the month after has one', () => {
  expect(dayFromText('31', '2026-12-30')).toBe('2026-12-31');
});
