import { damages } from '../desk/disk.ts';
import { type Fault, faults } from '../world/fault.ts';
import { type Random, randomFrom, seedOf } from '../world/random.ts';
import { type DeskAct, patientActs, type Schedule, type Step } from './steps.ts';

/** Working hours on days like others, around both time changes, and before holidays. */
const starts = [
  '2026-11-23T08:00:00Z',
  '2026-11-25T12:30:00Z',
  '2026-10-23T07:00:00Z',
  '2026-10-24T21:55:00Z',
  '2027-03-26T08:00:00Z',
  '2027-03-27T22:50:00Z',
  '2026-12-22T09:00:00Z',
] as const;

const minute = 60_000;
const day = 24 * 60 * minute;

const acts: readonly [weight: number, act: DeskAct][] = [
  [6, 'book-new'],
  [4, 'book-known'],
  [3, 'book-account-holder'],
  [1, 'book-taken'],
  [5, 'move'],
  [4, 'cancel'],
  [1, 'cancel-by-clinic'],
  [3, 'change-patient'],
  [2, 'publish'],
  [1, 'save-setting'],
  [2, 'close-task'],
  [2, 'retry'],
  [3, 'withdraw'],
  [2, 'book-instead'],
];

export type Kind = 'plain' | 'restore';

/** The schedule of a seed; `restore`: central comes back from a backup in it. */
export function generate(seed: number, kind: Kind): Schedule {
  const random = randomFrom(seedOf('schedule', kind, seed));
  const desks = random.chance(0.2) ? 3 : 2;
  const steps = Array.from({ length: 6 + random.int(14) }, () => stepFrom(random, desks)).flatMap((step) => [
    step,
    // Most often people first see what became of it.
    ...(random.chance(0.6) ? [pause(random)] : []),
  ]);
  if (kind === 'restore') {
    const backup = random.int(steps.length);
    steps.splice(backup, 0, { do: 'backup' });
    steps.splice(backup + 1 + random.int(steps.length - backup), 0, { do: 'restore' });
  }
  return { seed, desks, startsAt: random.pick(starts), together: random.chance(0.25), steps };
}

function stepFrom(random: Random, desks: number): Step {
  const desk = random.int(desks);
  const pick = random.int(1_000_000);
  return weighted(random, [
    [50, () => ({ do: 'act', desk, act: weighted(random, acts), pick, twice: random.chance(0.1) })],
    [7, () => ({ do: 'patient', act: random.pick(patientActs), pick })],
    [14, () => weather(random, desk)],
    [3, () => ({ do: 'notices', desk, are: random.pick(['fine', 'lossy', 'none'] as const) })],
    [2, () => ({ do: 'central-away', ms: random.pick([200, 5_000, 90_000]) })],
    [
      7,
      () => ({
        do: 'power-cut',
        desk,
        boundary: random.int(12),
        downMs: random.pick([0, 3_000, minute]),
        damage: random.pick(damages),
      }),
    ],
    [2, () => ({ do: 'restart', desk, downMs: random.pick([0, 10_000]) })],
    [3, () => ({ do: 'disk-full', desk, file: random.pick(['journal', 'journal', 'copy'] as const) })],
    [1, () => ({ do: 'disk-free', desk })],
    [3, () => ({ do: 'clock', desk, ms: random.pick([-1, 1]) * random.pick([2 * minute, 60 * minute, 3 * day]) })],
    [2, () => ({ do: 'expire-events' })],
    [2, () => ({ do: 'sleep', ms: random.pick([5 * minute, 60 * minute, 14 * 60 * minute, day]) })],
  ] as const satisfies readonly [number, () => Step][])();
}

/** Less than a request takes, about as long, until everything is back, and longer than the desk waits for an answer. */
function pause(random: Random): Step {
  return { do: 'wait', ms: random.pick([5, 25, 45, 65, 100, 100, 400, 1_500, 8_000, 25_000, 70_000]) };
}

/** One bad line in a hundred ways, or one fault alone that hits hard. */
function weather(random: Random, desk: number): Step {
  const some: Fault[] = random.chance(0.5)
    ? [random.pick(faults)]
    : Array.from({ length: 2 + random.int(6) }, () => random.pick(faults));
  const rate = random.pick([0.15, 0.4, 0.8, 1]);
  return { do: 'weather', desk, faults: some, rate, seed: random.int(1_000_000_000) };
}

function weighted<T>(random: Random, choices: readonly (readonly [number, T])[]): T {
  let at = random.int(choices.reduce((sum, [weight]) => sum + weight, 0));
  for (const [weight, choice] of choices) {
    if (at < weight) return choice;
    at -= weight;
  }
  throw new Error('unreachable');
}
