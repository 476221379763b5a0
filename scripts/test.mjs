/**
 * `npm test`: all that CI runs, on a fresh clone. Ends with `N passed, N failed` over all lanes; a lane that cannot run has failed.
 */
import { build } from './build.mjs';
import { checkStatic, checkUnits } from './check.mjs';
import { fetchTestElectron } from './fetch-test-electron.mjs';
import { install } from './install.mjs';
import { lane, report, runTests } from './lane.mjs';
import { commandOf, node24 } from './project.mjs';

const ownDisplay = ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24'];

await lane('install', install);
await checkStatic();
await lane('build', build);
await checkUnits({ all: true });
await endToEnd('sample', [], 'test/e2e/gallery/playwright.config.ts');
await endToEnd('preview', []);
await lane('test Electron', fetchTestElectronFolder);
await endToEnd('electron', ownDisplay);
await endToEnd('package', ownDisplay);
report();

async function fetchTestElectronFolder() {
  await fetchTestElectron();
}

/** `wrap`: the command that gives the lane a display of its own, so that it disturbs nobody's. `sample`: of the gallery. */
async function endToEnd(project, wrap, config = 'test/e2e/playwright.config.ts') {
  const reportFile = `.cache/test-reports/${project}.json`;
  const command = [...wrap, node24(), commandOf('@playwright/test', 'playwright'), 'test', '--config', config];
  const options = { minutes: 20, env: { PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile, OKIENKO_NODE: node24() } };
  await lane(`end to end: ${project}`, () =>
    runTests(
      command[0],
      [...command.slice(1), `--project=${project}`, '--reporter=list,json'],
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
