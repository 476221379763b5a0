import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { FakeDesk } from '../../test/fakes/fake-desk.ts';
import { applyChange, showsOneOf } from './changes.ts';
import { deskOver } from './desk-client.ts';

const { orpc } = deskOver(new FakeDesk({ doctors: 1, empty: true }).client, {
  isConnected: () => true,
  subscribe: () => () => undefined,
});
const dayKey = (date: string) => orpc.calendar.day.queryKey({ input: { date } });
const weekKey = (from: string) => orpc.calendar.week.queryKey({ input: { from, scheduleId: null } });
const monthKey = (month: string) => orpc.calendar.month.queryKey({ input: { month } });

it.each([
  ['its day', dayKey('2026-11-24'), true],
  ['another day', dayKey('2026-11-25'), false],
  ['its week', weekKey('2026-11-23'), true],
  ['the Sunday of its week', weekKey('2026-11-18'), true],
  ['the next week', weekKey('2026-11-25'), false],
  ['its month', monthKey('2026-11'), true],
  ['another month', monthKey('2026-12'), false],
  ['something else', orpc.tasks.list.queryKey({ input: { state: 'open', limit: 5 } }), false],
])('a change on 24 November concerns %s: %s', (_, key, concerned) => {
  expect(showsOneOf(key, orpc, ['2026-11-24'])).toBe(concerned);
});

it('a change without dates concerns every day', () => {
  expect(showsOneOf(dayKey('2030-01-01'), orpc, null)).toBe(true);
});

it('only what the topic touches is fetched again', () => {
  const queries = new QueryClient();
  const settings = orpc.settings.get.queryKey();
  for (const key of [dayKey('2026-11-24'), dayKey('2026-11-25'), settings]) queries.setQueryData(key, {} as never);
  applyChange({ topics: ['calendar'], dates: ['2026-11-24'] }, orpc, queries);
  const stale = (key: readonly unknown[]) => queries.getQueryState(key)?.isInvalidated;
  expect([stale(dayKey('2026-11-24')), stale(dayKey('2026-11-25')), stale(settings)]).toEqual([true, false, false]);
});

it('queries that are not core’s, such as the help book, stand in nobody’s way', () => {
  const queries = new QueryClient();
  for (const key of [['help-book', 'pl'], [], [7], dayKey('2026-11-24')]) queries.setQueryData(key, {} as never);
  applyChange({ topics: ['calendar'], dates: null }, orpc, queries);
  expect(queries.getQueryState(dayKey('2026-11-24'))?.isInvalidated).toBe(true);
  expect(queries.getQueryState(['help-book', 'pl'])?.isInvalidated).toBe(false);
});
