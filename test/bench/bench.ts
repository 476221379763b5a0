/**
 * `npm run bench [-- NAME …] [--json]`: the budgets of docs/architecture.md §7, each beside its floor in the same run.
 * Exit code 1 when one is missed. Never part of `npm test`: times belong to a quiet machine.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { type Measurement, ratioOf, withinBudget } from './measurement.ts';

const benches: Record<string, () => Promise<{ measure(): Promise<Measurement[]> }>> = {
  command: () => import('./command.bench.ts'),
  drain: () => import('./drain.bench.ts'),
  feed: () => import('./feed.bench.ts'),
  desks: () => import('./desks.bench.ts'),
  reseed: () => import('./reseed.bench.ts'),
  schedules: () => import('./schedules.bench.ts'),
  search: () => import('./search.bench.ts'),
  day: () => import('./day.bench.ts'),
  start: () => import('./start.bench.ts'),
  memory: () => import('./memory.bench.ts'),
  waiting: () => import('./waiting.bench.ts'),
  package: () => import('./package.bench.ts'),
  bookings: () => import('./bookings.bench.ts'),
  region: () => import('./region.bench.ts'),
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean', default: false } } });
const unknown = positionals.filter((name) => !(name in benches));
if (unknown.length > 0) {
  process.stderr.write(`No such bench: ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.\n`);
  process.exit(2);
}

// Electron wants a display; where there is none, Xvfb is one.
if (process.platform === 'linux' && !process.env.DISPLAY) {
  const { status } = spawnSync('xvfb-run', ['-a', process.execPath, ...process.argv.slice(1)], { stdio: 'inherit' });
  process.exit(status ?? 1);
}

const all: Measurement[] = [];
for (const [name, load] of Object.entries(benches)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  for (const measurement of await (await load()).measure()) {
    all.push(measurement);
    if (!values.json) process.stdout.write(`${lineOf(measurement)}\n`);
  }
}
if (values.json) process.stdout.write(`${JSON.stringify(all.map((m) => ({ ...m, ratio: ratioOf(m), ok: withinBudget(m) })))}\n`);
process.exit(all.every(withinBudget) ? 0 : 1);

function lineOf(m: Measurement): string {
  const number = (n: number) => (n < 10 ? n.toFixed(2) : n.toFixed(0));
  const beside = m.floor
    ? `floor ${number(m.floor.value)} ${m.unit} (${m.floor.what}), ${ratioOf(m).toFixed(2)} × ≤ ${m.budget} ×`
    : `≤ ${m.budget} ${m.unit}`;
  return `${withinBudget(m) ? 'ok    ' : 'MISSED'} ${m.what}: ${number(m.value)} ${m.unit}; ${beside}; n=${m.samples}${m.remark ? ` [${m.remark}]` : ''}`;
}
