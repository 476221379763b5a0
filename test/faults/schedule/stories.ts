import { damages } from '../desk/disk.ts';
import { doubtful, type Fault, faults } from '../world/fault.ts';
import { noticeKinds } from '../world/line.ts';
import type { Random } from '../world/random.ts';
import { type DeskAct, patientActs, type Step } from './steps.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

const acts: readonly (readonly [weight: number, act: DeskAct])[] = [
  [5, 'book-new'],
  [3, 'book-known'],
  [3, 'book-account-holder'],
  [1, 'book-taken'],
  [5, 'move'],
  [4, 'cancel'],
  [1, 'cancel-by-clinic'],
  [3, 'change-patient'],
  [2, 'publish'],
  [1, 'save-setting'],
  [2, 'close-task'],
];
/** What a person does about something that hangs or was refused. */
const secondThoughts = ['withdraw', 'withdraw', 'retry', 'book-instead', 'close-task', 'move', 'cancel'] as const;

/** Some steps that belong together, so that faults fall where something happens. */
export function story(random: Random, desks: number): Step[] {
  const desk = random.int(desks);
  const other = (desk + 1) % desks;
  const pick = () => random.int(1_000_000);
  const act = (at: number, chosen = pick(), what = weighted(random, acts)): Step => ({
    do: 'act',
    desk: at,
    act: what,
    pick: chosen,
    twice: random.chance(0.1),
  });
  const secondThought = (): Step => act(desk, pick(), random.pick(secondThoughts));
  const patient = (chosen = pick()): Step => ({ do: 'patient', act: random.pick(patientActs), pick: chosen });
  const chosen = pick();

  return weighted<() => Step[]>(random, [
    [5, () => [act(desk), pause(random)]],
    [6, () => [weather(random, desk), act(desk), pause(random), secondThought(), pause(random)]],
    [4, () => [weather(random, desk), act(desk), act(desk), pause(random)]],
    // Two at once, on the same visit, patient or slot.
    [4, () => [act(desk, chosen), act(other, chosen), pause(random)]],
    [3, () => [patient(chosen), act(desk, chosen), pause(random)]],
    [2, () => [act(desk), patient(), pause(random), secondThought()]],
    [3, () => [away(random), act(desk, chosen), act(other, chosen), act(desk), pause(random)]],
    [6, () => [powerCut(random, desk), act(desk), pause(random), act(desk)]],
    [2, () => [weather(random, desk), act(desk), powerCut(random, desk), secondThought(), pause(random)]],
    [
      2,
      () => [
        { do: 'disk-full', desk, file: random.pick(['journal', 'journal', 'copy']) },
        act(desk),
        act(desk),
        act(desk),
        pause(random),
        act(other),
        pause(random),
      ],
    ],
    [1, () => [{ do: 'disk-free', desk }]],
    // The other desk acts, and this one reads of it through somebody who loses events or brings them twice.
    [2, () => [spoiltFeed(random, desk), act(other), pause(random), act(other), pause(random)]],
    [2, () => [{ do: 'notices', desk, are: random.pick(noticeKinds) }]],
    [
      2,
      () => [
        { do: 'clock', desk, ms: random.pick([-1, 1]) * random.pick([2 * minute, 60 * minute, day, 3 * day]) },
        act(desk),
        pause(random),
      ],
    ],
    [1, () => [{ do: 'restart', desk, downMs: random.pick([0, 10_000]) }]],
    [2, () => [act(other), pause(random), { do: 'expire-events' }]],
    [1, () => [{ do: 'sleep', ms: random.pick([5 * minute, 60 * minute, 14 * 60 * minute, day]) }]],
  ])();
}

/** Less than a request takes, about as long, until everything is back, and longer than the desk waits for an answer. */
export function pause(random: Random): Step {
  return { do: 'wait', ms: random.pick([5, 25, 45, 65, 100, 100, 400, 1_500, 8_000, 25_000, 45_000]) };
}

function away(random: Random): Step {
  return { do: 'central-away', ms: random.pick([200, 5_000, 30_000]) };
}

export function powerCut(random: Random, desk: number): Step {
  const downMs = random.pick([0, 3_000, minute]);
  return { do: 'power-cut', desk, boundary: random.int(12), downMs, damage: random.pick(damages) };
}

/** One fault that hits hard, or a bad line in several ways; it clears up after some requests. */
export function weather(random: Random, desk: number): Step {
  const some: Fault[] = random.chance(0.6)
    ? [random.chance(0.5) ? random.pick(doubtful) : random.pick(faults)]
    : Array.from({ length: 2 + random.int(6) }, () => random.pick(faults));
  const requests = random.pick([1, 1, 2, 3, 5, 10, 40]);
  return { do: 'weather', desk, faults: some, rate: random.pick([0.5, 1, 1]), requests, seed: random.int(1_000_000_000) };
}

function spoiltFeed(random: Random, desk: number): Step {
  const faults: Fault[] = [random.pick(['feed-gap', 'feed-repeated'])];
  return { do: 'weather', desk, faults, rate: 1, requests: random.pick([1, 3, 12]), seed: random.int(1_000_000_000) };
}

function weighted<T>(random: Random, choices: readonly (readonly [number, T])[]): T {
  let at = random.int(choices.reduce((sum, [weight]) => sum + weight, 0));
  for (const [weight, choice] of choices) {
    if (at < weight) return choice;
    at -= weight;
  }
  throw new Error('unreachable');
}
