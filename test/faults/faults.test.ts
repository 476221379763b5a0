/** The short lane of `npm run faults`: real core, real central, seeded faults in virtual time. A failure is replayed by its number. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultMachine, type Machine } from './machine.ts';
import { mutations } from './mutations.ts';

const seed = 20_261_122;
let machine: Machine;

beforeAll(async () => {
  machine = await faultMachine({ seed });
}, 120_000);
afterAll(() => machine.close());

test.each([
  ['plain', 40],
  ['restore', 4],
] as const)('I1, I2, I3, I5: %s schedules leave nothing lost, doubled or diverged', { timeout: 240_000 }, async (kind, runs) => {
  for (let number = 0; number < runs; number++) {
    expect(await machine.run(kind, number), `npm run faults -- --seed ${seed} --only ${number}`).toEqual([]);
  }
});

test('the machine finds a desk that forgets its idempotency within 60 schedules', { timeout: 240_000 }, async () => {
  const broken = await faultMachine({ seed, mutation: mutations.idempotency });
  let found = 0;
  for (let number = 0; number < 60 && found === 0; number++) found = (await broken.run('plain', number)).length;
  await broken.close();
  expect(found).toBeGreaterThan(0);
});
