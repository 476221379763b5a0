/** `npm run faults`: see `--help`. */
import { type FaultOptions, help, readFaultOptions } from './fault-options.ts';
import type { Finding } from './judge/judge.ts';
import { type Failure, faultMachine } from './machine.ts';
import { mutations, sound } from './mutations.ts';
import { runJobs } from './run-jobs.ts';
import type { Kind } from './schedule/generate.ts';
import { neverStruck } from './world/tally.ts';

/** In so many schedules every fault strikes; one that does not is not tried at all. */
const enoughForAll = 300;

const say = (text: string) => process.stderr.write(`${text}\n`);

try {
  const options = readFaultOptions(process.argv.slice(2));
  if (options === 'help') process.stdout.write(help);
  else if (options.only !== null) process.exitCode = await runOne(options, options.only);
  else process.exitCode = options.mutation ? await runMutation(options) : await runMany(options);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}

async function runMany(options: FaultOptions): Promise<number> {
  const { seed, runs, jobs, db, json } = options;
  const wanted = { plain: runs, restore: Math.ceil(runs / 10) };
  const started = performance.now();
  if (!json) say(`seed ${seed}, ${wanted.plain} schedules and ${wanted.restore} with a restored central`);
  let ran = 0;
  const result = await runJobs(
    { seed, db, jobs, mutation: null, runs: wanted },
    {
      ran() {
        ran += 1;
        if (!json && ran % 500 === 0) say(`${ran} run, ${(ran / ((performance.now() - started) / 1000)).toFixed(1)} a second`);
      },
      failed: (failure) => tell(failure, seed),
      shrunk: (schedule, of) =>
        say(`${replay(of, seed)} needs no more than:\n${schedule.steps.map((step) => `  ${JSON.stringify(step)}`).join('\n')}`),
    },
    { untilFirst: false },
  );
  if (!json) say(`${((performance.now() - started) / 1000).toFixed(0)} s`);
  const counts = { runs: result.ran.plain, ...countsOf(result.failures, 'plain') };
  const restores = { runs: result.ran.restore, ...countsOf(result.failures, 'restore') };
  const silent = runs >= enoughForAll ? neverStruck(result.tally, { restores: true }) : [];
  if (silent.length > 0) say(`never struck: ${silent.join(', ')}`);
  process.stdout.write(
    `${JSON.stringify({ ...counts, restores, db: db.split(':')[0], faults: result.tally, neverStruck: silent })}\n`,
  );
  const complete = result.ran.plain === wanted.plain && result.ran.restore === wanted.restore;
  return complete && result.failures.length === 0 && silent.length === 0 ? 0 : 1;
}

/** Exit code 0: found. */
async function runMutation({ seed, runs, jobs, db, mutation }: FaultOptions): Promise<number> {
  const nothing = { ran: () => undefined, failed: () => undefined, shrunk: () => undefined };
  const { ran, failures } = await runJobs({ seed, db, jobs, mutation, runs: { plain: runs, restore: 0 } }, nothing, {
    untilFirst: true,
  });
  const [first] = failures;
  process.stdout.write(`${JSON.stringify({ mutation, runs: ran.plain, found: first?.findings[0] ?? null })}\n`);
  return first ? 0 : 1;
}

/** One schedule with everything that happens in it. */
async function runOne({ seed, db, mutation, restore }: FaultOptions, number: number): Promise<number> {
  const machine = await faultMachine({ seed, db, mutation: mutation ? mutations[mutation] : sound });
  const findings = await machine.play(machine.schedule(restore ? 'restore' : 'plain', number), say);
  await machine.close();
  for (const { kind, what } of findings) say(`${kind}: ${what}`);
  process.stdout.write(`${JSON.stringify({ runs: 1, ...counted(findings) })}\n`);
  return findings.length === 0 ? 0 : 1;
}

function tell(failure: Failure, seed: number): void {
  say(`${replay(failure, seed)}\n${failure.findings.map(({ kind, what }) => `  ${kind}: ${what.slice(0, 600)}`).join('\n')}`);
}

function replay({ kind, number }: Failure, seed: number): string {
  return `--seed ${seed} --only ${number}${kind === 'restore' ? ' --restore' : ''}`;
}

function countsOf(failures: Failure[], kind: Kind) {
  return counted(failures.filter((failure) => failure.kind === kind).flatMap(({ findings }) => findings));
}

function counted(findings: Finding[]) {
  const count = (wanted: Finding['kind']) => findings.filter(({ kind }) => kind === wanted).length;
  return {
    lost: count('lost'),
    doubled: count('doubled'),
    diverged: count('diverged'),
    broken: count('broken'),
    overtaken: count('overtaken'),
    doubledReminders: count('reminded'),
  };
}
