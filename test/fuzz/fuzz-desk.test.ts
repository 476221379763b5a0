import { expect, it } from 'vitest';
import { fuzzDesk } from './fuzz-desk.ts';

/** A short sample of the long lane `fuzz of the desk` (scripts/test-long.mjs). */
it('malformed calls of the contract end in a refusal: no exception, no stack trace, no change in the databases', async () => {
  const { found, calls, answers } = await fuzzDesk({ runs: 1000, seed: 6 });
  expect(found).toBeNull();
  expect(calls).toBe(1000);
  // Or only one of the walls would have been shaken.
  for (const answer of ['BAD_REQUEST', 'UNAUTHORIZED', 'NOT_FOUND', 'refused', 'raw'])
    expect(answers[answer]).toBeGreaterThan(20);
}, 120_000);
