import { expect, test } from 'vitest';
import { sendingGate } from './sending-gate.ts';

test('a failure closes it for a time and leaves one probe', () => {
  const gate = sendingGate();
  gate.failed((failures) => failures * 100);
  expect([gate.isOpen(99), gate.isOpen(100), gate.isProbing(), gate.opensAt()]).toEqual([false, true, true, 100]);
  gate.failed((failures) => failures * 100);
  expect([gate.failures(), gate.opensAt()]).toEqual([2, 200]);
});

test('an answer opens it', () => {
  const gate = sendingGate();
  gate.failed(() => 1_000);
  gate.succeeded();
  expect([gate.isOpen(0), gate.isProbing(), gate.opensAt()]).toEqual([true, false, null]);
});

test("central's pause outlasts answers and impatience", () => {
  const gate = sendingGate();
  gate.throttle(1_000);
  gate.succeeded();
  gate.open();
  expect([gate.isOpen(999), gate.isOpen(1_000)]).toEqual([false, true]);
});

test('without a sign-in no time opens it', () => {
  const gate = sendingGate();
  gate.pause();
  expect([gate.isOpen(Number.MAX_SAFE_INTEGER), gate.isPaused(), gate.opensAt()]).toEqual([false, true, null]);
  gate.open();
  expect(gate.isOpen(0)).toBe(true);
});

test('a clock that is set back by days does not close it for days', () => {
  const gate = sendingGate();
  const day = 86_400_000;
  gate.throttle(3 * day + 10_000);
  expect([gate.isOpen(3 * day), gate.isOpen(0)]).toEqual([false, true]);
});
