import { expect, it } from 'vitest';
import { fuzzCentral } from './fuzz-central.ts';

/** A short sample of the long lane `fuzz` (scripts/test-long.mjs). */
it('malformed, oversized, deeply nested and wrong-typed requests get neither a 5xx nor a stack trace', async () => {
  const { found, requests, statuses } = await fuzzCentral({ runs: 300, seed: 4 });
  expect(found).toBeNull();
  expect(requests).toBe(300);
  // Or nothing but the sign-in would have been shaken.
  expect(statuses[200]).toBeGreaterThan(20);
  expect(statuses[422]).toBeGreaterThan(5);
}, 120_000);
