import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const chromium = process.env.OKIENKO_CHROMIUM ?? '/usr/bin/chromium';
if (!existsSync(chromium)) throw new Error(`No Chromium at ${chromium}: install Debian's chromium or set OKIENKO_CHROMIUM.`);

/**
 * Every screen in every state, on the in-memory desk. `sample` (in `npm test`): the pictures kept in pictures/, by tolerance,
 * and what the keyboard does. `gallery` (`npm run gallery`, `npm run test:long`): all states, into .cache/gallery.
 */
export default defineConfig({
  testDir: '.',
  outputDir: '../../../test-results',
  globalSetup: './global-setup.ts',
  fullyParallel: true,
  workers: process.env.CI ? 1 : 2,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: {
    timeout: 15_000,
    // Other machines smooth letters differently; a moved, lost or recoloured part is more than this.
    toHaveScreenshot: { maxDiffPixelRatio: 0.02, animations: 'disabled', caret: 'hide', scale: 'css' },
  },
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  use: {
    locale: 'pl-PL',
    timezoneId: 'Europe/Warsaw',
    viewport: { width: 1366, height: 768 },
    launchOptions: {
      executablePath: chromium,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    },
  },
  projects: [
    {
      name: 'sample',
      testMatch: [
        'keyboard.spec.ts',
        'zoom.spec.ts',
        'pictures.spec.ts',
        'elsewhere.spec.ts',
        'series.spec.ts',
        'by-document.spec.ts',
        'help.spec.ts',
      ],
    },
    { name: 'gallery', testMatch: 'gallery.spec.ts' },
    { name: 'guide', testMatch: 'guide.spec.ts' },
  ],
});
