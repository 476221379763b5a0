/** `npm run check`: types of every layer, lint and format, layers, unit tests; under two minutes. */
import { pathToFileURL } from 'node:url';
import { install } from './install.mjs';
import { lane, report, run, runTests } from './lane.mjs';
import { layerProjects } from './layer-projects.mjs';
import { checkLayers } from './layers.mjs';
import { commandOf, node24 } from './project.mjs';

/** Tests that start servers, race for many rounds or copy the tree: `npm test` runs them, `npm run check` does not. */
const slow = [
  'central/{test,seed}/**',
  'cli/**',
  'test/**',
  'core/desk/open-desk.test.ts',
  'core/sync/convergence.test.ts',
  'core/store/damaged-copy.test.ts',
];

export async function checkStatic() {
  await lane('types', async () => {
    let failed = 0;
    const projects = layerProjects();
    for (const project of projects) {
      await run(node24(), [commandOf('typescript', 'tsc'), '-p', project]).catch(() => {
        process.stdout.write(`types: ${project} failed\n`);
        failed += 1;
      });
    }
    return { passed: projects.length - failed, failed };
  });
  await lane('lint and format', () => run(node24(), [commandOf('@biomejs/biome', 'biome'), 'ci', '--error-on-warnings', '.']));
  await lane('layers', checkLayers);
  await lane('unused code', () => run(node24(), [commandOf('knip', 'knip'), '--no-progress']));
}

export async function checkUnits({ all }) {
  const reportFile = '.cache/test-reports/vitest.json';
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  if (!all) args.push(...slow.map((glob) => `--exclude=${glob}`));
  await lane(all ? 'unit and integration tests' : 'unit tests', () =>
    runTests(node24(), [commandOf('vitest', 'vitest'), ...args], { minutes: 20 }, reportFile, (found) => ({
      passed: found.numPassedTests,
      // A skipped test hides something: it fails the run.
      failed: found.numTotalTests - found.numPassedTests,
    })),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  install();
  await checkStatic();
  await checkUnits({ all: false });
  report();
}
