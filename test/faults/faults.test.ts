/** The short lane of `npm run faults`: real core, real central, seeded faults in virtual time. A failure is replayed by its number. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultMachine, type Machine } from './machine.ts';
import { mutations } from './mutations.ts';
import { neverStruck } from './world/tally.ts';

const seed = 20_261_122;

describe('the fault machine', { timeout: 240_000 }, () => {
  let machine: Machine;
  beforeAll(async () => {
    machine = await faultMachine({ seed });
  }, 120_000);
  afterAll(() => machine.close());

  test.each([
    ['plain', 40],
    ['restore', 4],
  ] as const)(
    'I1–I6: %s schedules leave nothing lost, doubled or diverged, nobody overtaken, no reminder twice',
    async (kind, runs) => {
      for (let number = 0; number < runs; number++) {
        expect(await machine.run(kind, number), `npm run faults -- --seed ${seed} --only ${number}`).toEqual([]);
      }
    },
  );

  test('faults have struck, not only been drawn', () => {
    const { tally } = machine;
    const surely = [
      'no-connection',
      'cut-after',
      'cut-body',
      'central-away',
      'power-cut',
      'command-repeated',
      'reseed',
      'restore',
      'assigned-by-waiting-room',
      'day-opened',
    ] as const;
    expect(surely.filter((name) => tally[name] === 0)).toEqual([]);
    const silent = neverStruck(tally, { restores: true });
    expect(silent.length, silent.join(', ')).toBeLessThan(Object.keys(tally).length / 4);
  });

  test('the same schedule runs the same way each time', async () => {
    const numbers = Array.from({ length: 20 }, (_, number) => number).filter(
      // Requests that meet, and the waiting room's sweep by the clock on the wall, are what a seed does not decide.
      (number) => !machine.schedule('plain', number).together && !machine.schedule('plain', number).waiting,
    );
    for (const number of numbers.slice(0, 4)) {
      const runs: string[][] = [[], []];
      for (const notes of runs) await machine.play(machine.schedule('plain', number), (what) => notes.push(what));
      expect(runs[0]?.length).toBeGreaterThan(50);
      expect(runs[1]).toEqual(runs[0]);
    }
  });
});

test.each(['idempotency', 'version-check'] as const)('a program without its %s is caught', { timeout: 240_000 }, async (name) => {
  const machine = await faultMachine({ seed, mutation: mutations[name] });
  const found = [];
  for (let number = 0; number < 60 && found.length === 0; number++) found.push(...(await machine.run('plain', number)));
  await machine.close();
  expect(found).not.toEqual([]);
});
