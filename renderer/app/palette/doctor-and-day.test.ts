import { expect, it } from 'vitest';
import { doctorAndDay } from './doctor-and-day.ts';

const schedules = [
  { id: 's1', actorName: 'dr Anna Kalinowska' },
  { id: 's2', actorName: 'dr Marek Wilk' },
  { id: 's3', actorName: 'Pracownia USG' },
];
const found = (text: string) => doctorAndDay(text, schedules, '2026-11-23').map(({ schedule, date }) => [schedule.id, date]);

it.each([
  ['kalin', [['s1', null]]],
  ['usg', [['s3', null]]],
  ['kalinowska wt', [['s1', '2026-11-24']]],
  ['wilk wt 1 gru', [['s2', '2026-12-01']]],
  ['24.11 wilk', [['s2', '2026-11-24']]],
  ['wt 24 lis wilk', [['s2', '2026-11-24']]],
  [
    'dr',
    [
      ['s1', null],
      ['s2', null],
    ],
  ],
])('%s', (text, expected) => {
  expect(found(text)).toEqual(expected);
});

it.each(['', 'k', 'Nowak', 'nowak wt', 'wt'])('"%s" means no doctor', (text) => {
  expect(found(text)).toEqual([]);
});
