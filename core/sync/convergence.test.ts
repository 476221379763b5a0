import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fault } from '../../test/fakes/fake-gateway.ts';
import { deskDoings, type SimulationAction, simulate } from '../../test/fakes/sync-simulation.ts';

/**
 * I1, I2, I3, I5: whatever two desks and a patient do, whatever the lines lose, double or delay, wherever the power is cut and
 * even when central comes back from a backup: once all is well again, nothing that was entered is lost, nothing is done twice,
 * acts on one thing were done in order, and every desk shows what central holds.
 *
 * `OKIENKO_RUNS=2000` runs longer; a failure prints its seed and the shortest run that fails.
 */
const runs = Number(process.env.OKIENKO_RUNS ?? 25);
const seed = process.env.OKIENKO_SEED === undefined ? {} : { seed: Number(process.env.OKIENKO_SEED) };

const desk = fc.integer({ min: 0, max: 1 });
const pick = fc.nat(1000);
const faults: fc.Arbitrary<Fault> = fc.constantFrom(
  'none',
  'none',
  'offline',
  'lose-request',
  'lose-reply',
  'arrive-late',
  'duplicate',
  'throttle',
  'unauthorised',
  'garbage',
);
const action: fc.Arbitrary<SimulationAction> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ kind: fc.constant('desk'), desk, what: fc.constantFrom(...deskDoings), pick }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('patient'), what: fc.constantFrom('book', 'move', 'cancel'), pick }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('wait'), ms: fc.constantFrom(0, 20, 40, 100, 2_000, 30_000, 90_000) }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('faults'), desk, faults: fc.array(faults, { minLength: 1, maxLength: 6 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('power-cut'), desk }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('power-cut-at'),
      desk,
      transition: fc.nat(4),
      when: fc.constantFrom('before', 'after'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('backup', 'restore') }) },
) as fc.Arbitrary<SimulationAction>;

test('desks, patients and central come to agree', { timeout: 60_000 + runs * 2_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 40, size: 'max' }), fc.integer(), async (actions, runSeed) => {
      expect(await simulate(actions, runSeed)).toEqual({ lost: [], doubled: [], overtaken: [], diverged: [] });
    }),
    { numRuns: runs, ...seed },
  );
});
