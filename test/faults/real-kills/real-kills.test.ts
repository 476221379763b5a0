import { expect, test } from 'vitest';
import { killRounds } from './kill-rounds.ts';

test('I2, I3: whatever was acknowledged before one of 20 kills is in the journal and at central, once', {
  timeout: 240_000,
}, async () => {
  const { findings, acknowledged, atOnce } = await killRounds(20, Math.floor(Math.random() * 1_000_000));
  expect(findings).toEqual([]);
  expect(acknowledged).toBeGreaterThan(50);
  // Most commands are answered before the kill, some only when they are sent again.
  expect(atOnce).toBeGreaterThan(20);
  expect(acknowledged).toBeGreaterThan(atOnce);
});
