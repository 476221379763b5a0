import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CentralGateway } from '../sync/ports.ts';
import { holdSlot } from './hold-slot.ts';
import { type TestDesk, testDesk } from './test-desk.ts';

let desk: TestDesk;
beforeEach(() => {
  desk = testDesk();
});
afterEach(() => desk.remove());

const answers = (answer: Awaited<ReturnType<CentralGateway['hold']>>) => {
  (desk.central?.gateway as CentralGateway).hold = async () => answer;
};

test('I8: a held slot tells until when', async () => {
  answers({ kind: 'held', hold: { id: 'h', until: '2026-11-23T09:05:00Z' } });
  expect(await holdSlot(desk, 's')).toEqual({ kind: 'held', holdId: 'h', until: '2026-11-23T09:05:00Z' });
});

test('who comes second is told why', async () => {
  answers({ kind: 'refused', refusals: [{ code: 'slot-held', rule: 'I8' }] });
  expect(await holdSlot(desk, 's')).toMatchObject({ kind: 'refused', refusals: [{ code: 'slot-held' }] });
});

test('without a line nothing is held, and nothing stands in the way', async () => {
  desk.setConnection('offline');
  answers({ kind: 'held', hold: { id: 'h', until: '2026-11-23T09:05:00Z' } });
  expect(await holdSlot(desk, 's')).toEqual({ kind: 'none' });
});
