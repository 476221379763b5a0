import { damages } from '../desk/disk.ts';
import { faults } from './fault.ts';

/** What may befall a clinic besides a bad line, each counted when it really has an effect. */
const happenings = [
  'central-away',
  'connections-cut',
  'notice-lost',
  'notice-doubled',
  'notice-late',
  'no-notices',
  'power-cut',
  'power-cut-inside-a-write',
  'restart',
  'sleep',
  'disk-full-journal',
  'disk-full-copy',
  'clock-minutes',
  'clock-hours',
  'clock-days',
  'summer-time-begins',
  'summer-time-ends',
  'events-expired',
  'copy-set-aside',
  'reseed',
  'command-repeated',
  'day-opened',
  'assigned-by-waiting-room',
  'waiting-room-crash',
  'reminder-sender-died',
] as const;

/** Only in schedules of the kind `restore`. */
const ofRestores = ['restore', 'feed-restart'] as const;

type Damaged = Exclude<(typeof damages)[number], 'none'>;
export type Happened = (typeof faults)[number] | Damaged | (typeof happenings)[number] | (typeof ofRestores)[number];

const everything: readonly Happened[] = [
  ...faults,
  ...new Set(damages.filter((kind) => kind !== 'none')),
  ...happenings,
  ...ofRestores,
];

/** How often each fault has struck. A fault that was drawn and met nothing (no file to tear, no event to drop) is not counted. */
export type Tally = Record<Happened, number>;

export const emptyTally = (): Tally => Object.fromEntries(everything.map((name) => [name, 0])) as Tally;

export function addTally(to: Tally, more: Partial<Tally>): void {
  for (const name of everything) to[name] += more[name] ?? 0;
}

/** What never struck, so that nobody believes it was tried. */
export function neverStruck(tally: Tally, { restores }: { restores: boolean }): Happened[] {
  const wanted = everything.filter((name) => restores || !(ofRestores as readonly string[]).includes(name));
  return wanted.filter((name) => tally[name] === 0);
}
