/**
 * `node test/faults/mutation-check.ts [--runs N] [--seed S]`: takes each thing that keeps the program sound out of it, one at a
 * time, and shows after how many schedules that is found. Prints one JSON line; exit code 0 = each within N (500).
 */
import { parseArgs } from 'node:util';
import { mutationNames } from './mutations.ts';
import { runJobs } from './run-jobs.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
  },
});
const [plain, seed] = [Number(values.runs), Number(values.seed)];
const nothing = { ran: () => undefined, failed: () => undefined, shrunk: () => undefined };
const foundAfter: Record<string, number | null> = {};
for (const mutation of mutationNames) {
  const part = { seed, db: 'postgres', jobs: 2, mutation, runs: { plain, restore: 0 } };
  const { ran, failures } = await runJobs(part, nothing, { untilFirst: true });
  foundAfter[mutation] = failures.length > 0 ? ran.plain : null;
  process.stderr.write(`${mutation}: ${failures[0]?.findings[0]?.what.slice(0, 200) ?? 'not found'} (${ran.plain} schedules)\n`);
}
process.stdout.write(`${JSON.stringify({ runs: plain, seed, foundAfter })}\n`);
process.exitCode = Object.values(foundAfter).includes(null) ? 1 : 0;
