import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import type { SurfaceOptions } from './support/desk-test.ts';

const chromium = process.env.OKIENKO_CHROMIUM ?? '/usr/bin/chromium';
if (!existsSync(chromium)) throw new Error(`No Chromium at ${chromium}: install Debian's chromium or set OKIENKO_CHROMIUM.`);

const surfaces = ['preview', 'electron'] as const;

/** The same flows in the preview (Chromium) and in real Electron, and what each of them alone has to prove. */
export default defineConfig<SurfaceOptions>({
  testDir: '.',
  outputDir: '../../test-results',
  globalSetup: './support/central-template.ts',
  fullyParallel: true,
  // Central, core and browser of one test already keep two cores busy.
  workers: process.env.CI ? 1 : 2,
  // A test that passes at the second try has found something.
  retries: 0,
  forbidOnly: true,
  timeout: 300_000,
  expect: { timeout: 20_000 },
  use: {
    locale: 'pl-PL',
    timezoneId: 'Europe/Warsaw',
    viewport: { width: 1600, height: 1000 },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: chromium,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    ...surfaces.flatMap((surface) => [
      // A desk that begins with nothing; the others begin with a copy of what it had in the end.
      { name: `${surface} first start`, testMatch: 'first-start/**/*.spec.ts', use: { surface, begin: 'new' as const } },
      {
        name: surface,
        testMatch: ['flows/**/*.spec.ts', `${surface}/**/*.spec.ts`],
        use: { surface, begin: 'copied' as const },
        dependencies: [`${surface} first start`],
      },
    ]),
    // The installers, as far as they can be made on Linux without downloads.
    { name: 'package', testMatch: 'package/**/*.spec.ts' },
    // The flows in an installed program, by the release workflow on each system (OKIENKO_PACKAGE = its executable).
    { name: 'packaged', testMatch: 'flows/**/*.spec.ts', use: { surface: 'packaged' as const, begin: 'new' as const } },
    // `npm run screenshots`: the pictures of README and user guide, at the size of a poor clinic's screen.
    {
      name: 'screenshots',
      testMatch: 'screenshots/**/*.spec.ts',
      use: { surface: 'preview' as const, begin: 'copied' as const, viewport: { width: 1366, height: 768 } },
      dependencies: ['preview first start'],
    },
  ],
});
