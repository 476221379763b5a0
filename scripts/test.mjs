/**
 * `npm test`: all that CI runs, on a fresh clone. Ends with `N passed, N failed` over all lanes; a lane that cannot run has failed.
 */
import { build } from './build.mjs';
import { checkStatic, checkUnits } from './check.mjs';
import { checkElectronegativity } from './electronegativity.mjs';
import { fetchTestElectron } from './fetch-test-electron.mjs';
import { install } from './install.mjs';
import { lane, report, runTests } from './lane.mjs';
import { commandOf, node24 } from './project.mjs';

const ownDisplay = ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24'];

await lane('install', install);
await checkStatic();
await lane('build', build);
await lane('electronegativity', checkElectronegativity);
await checkUnits({ all: true });
await endToEnd('sample', [], 'test/e2e/gallery/playwright.config.ts');
await endToEnd('preview', []);
await endToEndP1();
await lane('test Electron', fetchTestElectronFolder);
await endToEnd('electron', ownDisplay);
await endToEnd('package', ownDisplay);
report();

async function fetchTestElectronFolder() {
  await fetchTestElectron();
}

/** A sample of the flows in the other dialect; all of them: `npm run test:long -- P1`. */
async function endToEndP1() {
  const flows = ['book-online', 'patient-changes'].map((flow) => `test/e2e/flows/${flow}.spec.ts`);
  await endToEnd('preview', [], undefined, { name: 'preview in the P1 dialect', only: flows, dialect: 'p1' });
}

/**
 * `wrap`: the command that gives the lane a display of its own, so that it disturbs nobody's. `sample`: of the gallery. `only`: files
 * of the project, what it depends on comes along.
 */
async function endToEnd(
  project,
  wrap,
  config = 'test/e2e/playwright.config.ts',
  { name = project, only = [], dialect = 'fhir' } = {},
) {
  const reportFile = `.cache/test-reports/${project}-${dialect}.json`;
  const command = [...wrap, node24(), commandOf('@playwright/test', 'playwright'), 'test', '--config', config];
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile, OKIENKO_NODE: node24(), OKIENKO_DIALECT: dialect };
  const options = { minutes: 20, env };
  await lane(`end to end: ${name}`, () =>
    runTests(
      command[0],
      [...command.slice(1), ...only, `--project=${project}`, '--reporter=list,json'],
      options,
      reportFile,
      ({ stats }) => ({
        passed: stats.expected,
        // Neither a skipped test nor one that passes at the second try has passed.
        failed: stats.unexpected + stats.flaky + stats.skipped,
      }),
    ),
  );
}
