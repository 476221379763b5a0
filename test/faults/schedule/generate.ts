import { type Random, randomFrom, seedOf } from '../world/random.ts';
import type { Schedule, Step } from './steps.ts';
import { story } from './stories.ts';
import { waitingStory } from './waiting-stories.ts';

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

export type Kind = 'plain' | 'restore';

/** Patients wait in so many of the plain schedules: each takes a central of its own. */
const waitingShare = 0.1;

/** The schedule of a seed; `restore`: central comes back from a backup in it. */
export function generate(seed: number, kind: Kind): Schedule {
  const random = randomFrom(seedOf('schedule', kind, seed));
  const desks = random.chance(0.15) ? 3 : 2;
  const steps = Array.from({ length: 3 + random.int(6) }, () => story(random, desks)).flat();
  if (kind === 'restore') {
    const backup = random.int(steps.length);
    steps.splice(backup, 0, { do: 'backup' });
    steps.splice(backup + 1 + random.int(steps.length - backup), 0, { do: 'restore' });
    if (random.chance(0.3)) steps.splice(random.int(steps.length + 1), 0, { do: 'feed-restart' });
  }
  const waits = randomFrom(seedOf('waiting', kind, seed));
  const waiting = kind === 'plain' && waits.chance(waitingShare);
  if (waiting) steps.splice(0, steps.length, ...mixed(steps, waits, desks));
  const newPcs = kind === 'restore' || random.chance(0.1);
  return { seed, desks, startsAt: random.pick(starts), together: random.chance(0.1), newPcs, waiting, steps };
}

/** Waiting patients first, so that there is a queue; then what happens in any other schedule, in between. */
function mixed(steps: readonly Step[], random: Random, desks: number): Step[] {
  const stories = Array.from({ length: 4 + random.int(5) }, () => waitingStory(random, desks));
  const all: Step[] = stories.slice(0, 2).flat();
  const others = steps.slice(0, 12);
  for (const one of stories.slice(2)) all.push(...others.splice(0, random.int(4)), ...one);
  return all;
}
