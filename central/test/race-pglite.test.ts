import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningCentral } from '../start.ts';
import { prepareRace, racers, rounds, slotsPerRound } from './race.ts';
import { startTestCentral } from './test-central.ts';

describe('I1 on PGlite', () => {
  let central: RunningCentral;
  beforeAll(async () => {
    central = await startTestCentral({ db: 'pglite:memory' });
  });
  afterAll(() => central.close());

  it('50 desks race for 10 slots, 100 rounds: one visit a slot, all others hear slot-taken', { timeout: 120_000 }, async () => {
    const race = await prepareRace(central.database, [central.url]);
    for (let round = 0; round < rounds; round++) {
      expect(await race.run(round), `round ${round}`).toEqual({
        won: slotsPerRound,
        lost: racers - slotsPerRound,
        other: [],
        visitsPerSlot: Array(slotsPerRound).fill(1),
      });
    }
  });

  it('without the unique index the same race books twice', { timeout: 120_000 }, async () => {
    await central.database.exec('drop index visit_one_active_per_slot');
    const race = await prepareRace(central.database, [central.url]);
    const doubles: number[] = [];
    for (let round = 0; round < rounds && doubles.length === 0; round++) {
      const { visitsPerSlot } = await race.run(round);
      doubles.push(...visitsPerSlot.filter((count) => count > 1));
    }
    expect(doubles.length).toBeGreaterThan(0);
  });
});
