import { parseArgs } from 'node:util';
import { type MutationName, mutationNames } from './mutations.ts';

export const help = `npm run faults -- --runs N --seed S

Runs N schedules of faults, each in a fresh clinic: desks (the real core on encrypted files) and patients act on one real
central in virtual time while requests are lost, doubled, late or wrong, power is cut between any two writes, files are damaged,
disks are full, clocks jump. Then all is well, everything comes to rest, and what people did and were told is compared with
what central holds and the desks show. Prints one JSON line, exit code 0 only when all is 0:

  {"runs", "lost", "doubled", "diverged", "broken", "overtaken", "doubledReminders", "restores": {"runs", the same counts}, "db",
   "faults": {"<fault>": times}, "neverStruck": []}

  lost      entered, told accepted, and neither done nor in anybody's sight; or overwritten unseen (I2)
  doubled   done twice, or done though somebody was told that it is not (I1, I3)
  diverged  a desk shows what central does not hold, or never comes to rest (I5)
  broken    an error that nobody handled
  overtaken a waiting patient was passed over: by one who stood lower, or by a slot that is open to everybody (I4)
  doubledReminders  a reminder was made or sent twice, or sent of a visit that is off (I6)
  restores  schedules in which central also comes back from a backup, one for each ten of the others, counted apart
  faults    how often each has really struck; from 300 runs on, one that never did fails the run (neverStruck)

In a tenth of the schedules patients wait (with PostgreSQL), and two processes send the reminders in the end.

  --runs N       how many (default 200)
  --seed S       everything follows from it (default: a new one, printed)
  --only K       only schedule number K of the seed, with everything that happens in it
  --restore      with --only: the K-th of the schedules with a restored central
  --mutate NAME  take something out of the program and see after how many runs it is found:
                 ${mutationNames.join(', ')}
  --jobs J       processes, each with a central and a database of its own (default 2)
  --db URL       postgres (default): a PostgreSQL server of its own, without flushes; pglite:memory: the embedded database;
                 postgres://…: that database, implies --jobs 1
  --json         nothing but the JSON line
`;

export interface FaultOptions {
  runs: number;
  seed: number;
  only: number | null;
  restore: boolean;
  mutation: MutationName | null;
  jobs: number;
  db: string;
  json: boolean;
}

/** Throws an Error with a sentence for the user when the arguments make no sense; 'help' when help is asked for. */
export function readFaultOptions(args: string[]): FaultOptions | 'help' {
  const { values } = parseArgs({
    args,
    options: {
      runs: { type: 'string', default: '200' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
      only: { type: 'string' },
      restore: { type: 'boolean', default: false },
      mutate: { type: 'string' },
      jobs: { type: 'string', default: '2' },
      db: { type: 'string', default: 'postgres' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const { mutate = null, db, json, restore } = values;
  if (mutate !== null && !isMutation(mutate)) throw new Error(`--mutate takes one of ${mutationNames.join(', ')}`);
  return {
    runs: whole('runs', values.runs, 1),
    seed: whole('seed', values.seed, 0),
    only: values.only === undefined ? null : whole('only', values.only, 0),
    restore,
    mutation: mutate,
    jobs: db.includes('://') ? 1 : whole('jobs', values.jobs, 1),
    db,
    json,
  };
}

function whole(name: string, text: string, least: number): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < least) throw new Error(`--${name} takes a whole number from ${least}`);
  return number;
}

const isMutation = (name: string): name is MutationName => (mutationNames as readonly string[]).includes(name);
