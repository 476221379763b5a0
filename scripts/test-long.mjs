/**
 * `npm run test:long [-- PART ...]`: the long lanes, one after the other; of each, CI runs a short sample (`npm test`). PART: only
 * lanes whose name contains it; `--list`: their names. Ends as `npm test` does.
 */
import { build } from './build.mjs';
import { install } from './install.mjs';
import { lane, report, run } from './lane.mjs';
import { commandOf, node24 } from './project.mjs';

/**
 * `command`: TypeScript file and its arguments, run on Node 24; exit code 0 = passed. A new lane is a new line here. `built`: it
 * needs the built renderer.
 */
const lanes = [
  { name: 'faults: 10,000 schedules', command: ['test/faults/faults.ts', '--runs', '10000'], minutes: 90 },
  {
    name: 'faults on PGlite: 300 schedules',
    command: ['test/faults/faults.ts', '--runs', '300', '--db', 'pglite:memory'],
    minutes: 30,
  },
  { name: 'mutations: each found within 500 schedules', command: ['test/faults/mutation-check.ts'], minutes: 60 },
  {
    name: 'gallery: every screen in every state',
    command: [
      commandOf('@playwright/test', 'playwright'),
      ...['test', '--config', 'test/e2e/gallery/playwright.config.ts', '--project=gallery', '--reporter=list'],
    ],
    minutes: 60,
  },
  {
    name: 'P1 dialect: the desk end to end',
    command: [
      commandOf('@playwright/test', 'playwright'),
      ...['test', '--config', 'test/e2e/playwright.config.ts', '--project=preview', '--reporter=list'],
    ],
    minutes: 60,
    built: true,
    env: { OKIENKO_DIALECT: 'p1', OKIENKO_NODE: node24() },
  },
  { name: 'fuzz: 100,000 requests', command: ['test/fuzz/fuzz.ts', '--runs', '100000'], minutes: 120 },
  { name: 'soak: a month of 250 clinics', command: ['test/soak/soak.ts'], minutes: 60 },
  { name: 'fuzz of the desk: 100,000 calls', command: ['test/fuzz/fuzz-contract.ts', '--runs', '100000'], minutes: 60 },
  { name: 'real kills: 200', command: ['test/faults/real-kills/real-kills.ts', '--kills', '200'], minutes: 60 },
];

const parts = process.argv.slice(2);
const wanted = lanes.filter(({ name }) => parts.length === 0 || parts.some((part) => name.includes(part)));
if (parts.includes('--list')) process.stdout.write(`${lanes.map(({ name }) => name).join('\n')}\n`);
else if (wanted.length === 0) {
  process.stderr.write(
    `no lane is named like ${parts.join(', ')}; there are:\n${lanes.map(({ name }) => `  ${name}`).join('\n')}\n`,
  );
  process.exitCode = 2;
} else {
  install();
  if (wanted.some(({ built }) => built)) await lane('build', build);
  for (const { name, command, minutes, env } of wanted) await lane(name, () => run(node24(), command, { minutes, env }));
  report();
}
