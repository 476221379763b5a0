import { afterEach, beforeEach, expect, test } from 'vitest';
import { virtualTime } from '../../../test/fakes/virtual-time.ts';
import { usualRetention } from '../../domain/retention.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { readRetention, saveRetention, scheduleRetention } from './retention.ts';

let desk: TestDesk;
beforeEach(() => {
  desk = testDesk();
});
afterEach(() => desk.remove());

const what = () => [...desk.store.log.auditLines()].map((line) => line.what);

test('the usual periods hold until somebody sets others, which is on record with before and after', () => {
  expect(readRetention(desk)).toEqual({ days: usualRetention, usual: usualRetention, last: null });
  saveRetention(desk, { ...usualRetention, visits: 200 });
  saveRetention(desk, { ...usualRetention, visits: 200 });
  expect(readRetention(desk).days.visits).toBe(200);
  expect(desk.store.log.auditOn(['desk:retention'])).toMatchObject([
    { what: 'save-retention', before: { visits: 400 }, after: { visits: 200 } },
  ]);
});

test('runs once a day, and says in one line how much went', async () => {
  const time = virtualTime(Date.parse('2026-11-23T09:00:00Z'));
  const old = { at: '2019-01-10T08:00:00Z', author: 'Test', beforeRef: null, afterRef: null, reason: null };
  for (let n = 0; n < 4; n++) desk.store.log.note({ ...old, what: 'open-patient' });
  const log: string[] = [];
  const running = scheduleRetention({ store: desk.store, ...time, log: (_level, event) => log.push(event) });
  await time.advance(9 * 60_000);
  expect(readRetention(desk).last).toBeNull();
  await time.advance(2 * 60_000);
  expect(readRetention(desk).last).toMatchObject({ counts: { audit: 3, visits: 0 } });
  expect(what()).toEqual(['open-patient', 'retention']);
  expect([...desk.store.log.auditLines()].at(-1)?.afterRef).toContain('audit:3');
  await time.advance(20 * 60 * 60_000);
  expect(log).toEqual(['retention']);
  await time.advance(5 * 60 * 60_000);
  expect(readRetention(desk).last?.at).toMatch(/^2026-11-24T09:10/);
  running.stop();
});
