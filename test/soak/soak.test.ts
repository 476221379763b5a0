import { expect, it } from 'vitest';
import { runSoak } from './run-soak.ts';

/** A short sample of the long lane `soak` (scripts/test-long.mjs): the lane is a month of 250 clinics. */
it('a few days of a few clinics: nobody overtaken, no reminder twice, every stream gives what central holds', async () => {
  const report = await runSoak({ seed: 3, clinics: 4, days: 3, patients: 60, profile: 'pilot' });
  expect(report.violations).toEqual([]);
  expect(report).toMatchObject({ overtaken: 0, doubledReminders: 0, doubled: 0 });
  // Or nothing was tried.
  expect(report.bookings).toBeGreaterThan(20);
  expect(report.entered).toBeGreaterThan(5);
  expect(report.messages).toBeGreaterThan(20);
}, 240_000);
