/**
 * `npm run screenshots`: takes the pictures in docs/screenshots anew, from the demo clinic in the preview, and those of the user guide,
 * from the in-memory desk of the gallery.
 */
import { build } from './build.mjs';
import { install } from './install.mjs';
import { run } from './lane.mjs';
import { commandOf, node24 } from './project.mjs';

install();
await build();
const playwright = commandOf('@playwright/test', 'playwright');
await run(node24(), [
  playwright,
  'test',
  '--config',
  'test/e2e/playwright.config.ts',
  '--project=screenshots',
  '--reporter=list',
]);
await run(node24(), [
  playwright,
  'test',
  '--config',
  'test/e2e/gallery/playwright.config.ts',
  '--project=guide',
  '--reporter=list',
]);
