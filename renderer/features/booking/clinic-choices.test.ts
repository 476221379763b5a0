import { expect, test } from 'vitest';
import { clinicChoices } from './clinic-choices.ts';
import { context } from './test-booking.ts';

const ruledOut = (birthDate: string | null, days = { first: '2026-11-23', last: '2027-01-02' }) =>
  clinicChoices(context, birthDate, days)
    .filter(({ ageLimit }) => ageLimit)
    .map(({ clinicCode }) => clinicCode);

test.each([
  ['nobody chosen yet', null, []],
  ['R48: a child', '2015-01-01', ['1100', 'MMG']],
  ['R48: an adult', '1980-01-01', ['1101']],
  ['R48: 18 within the days that are possible: both units', '2008-12-24', ['MMG']],
  ['R48: 18 today', '2008-11-23', ['1101', 'MMG']],
])('%s', (_, birthDate, expected) => expect(ruledOut(birthDate)).toEqual(expected));

test('R48: the day of the visit decides once it is chosen', () => {
  expect(ruledOut('2008-12-24', { first: '2026-12-23', last: '2026-12-23' })).toContain('1100');
  expect(ruledOut('2008-12-24', { first: '2026-12-24', last: '2026-12-24' })).toContain('1101');
});

test('each unit is named once', () => {
  expect(clinicChoices(context, null, { first: '2026-11-23', last: '2026-11-23' }).map(({ clinicCode }) => clinicCode)).toEqual([
    '1100',
    '1101',
    'MMG',
  ]);
});
