import { expect, it } from 'vitest';
import { book, day, hrefOf, list, paper, parseRoute, patients, type Route, schedules, tasks, week } from './routes.ts';

const routes: Route[] = [
  day(),
  day('2026-11-23'),
  day('2026-11-23', 'v1'),
  list('2026-11-23', 'v1'),
  week('2026-11-23', null),
  week(null, 's1', 'v1'),
  book(),
  book({ slotId: 'slot', date: '2026-11-23', scheduleId: 's1', patientId: 'p1', supersedes: 'i1' }),
  tasks(),
  tasks('t1'),
  schedules(),
  schedules('s1'),
  patients('p1'),
  { screen: 'queue' },
  { screen: 'compliance' },
  paper(),
  paper('v1'),
  { screen: 'import' },
  { screen: 'health' },
  { screen: 'settings' },
];

it.each(routes.map((route) => [hrefOf(route), route] as const))('%s comes back as it was', (href, route) => {
  expect(parseRoute(href)).toEqual(route);
});

it.each(['', '#', '#/', '#/nonsense', '#/day/tomorrow'])('"%s" is today', (hash) => {
  expect(parseRoute(hash)).toEqual(day());
});
