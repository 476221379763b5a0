/**
 * `npm run gallery [-- WORDS]`: pictures of every screen in every state (empty, loading, error, offline, long texts, 40 doctors; light
 * and dark) into .cache/gallery, each judged by axe and for sideways scrolling. WORDS: only those (`day`, `error, dark`).
 * `-- --keep`: the few pictures that `npm test` compares with are taken anew.
 */
import { install } from './install.mjs';
import { run } from './lane.mjs';
import { commandOf, node24 } from './project.mjs';

const words = process.argv.slice(2);
const keep = words.includes('--keep');
const chosen = keep
  ? ['--project=sample', 'pictures.spec.ts', '--update-snapshots']
  : ['--project=gallery', ...words.flatMap((word) => ['--grep', word])];
install();
await run(
  node24(),
  [
    commandOf('@playwright/test', 'playwright'),
    'test',
    '--config',
    'test/e2e/gallery/playwright.config.ts',
    ...chosen,
    '--reporter=list',
  ],
  { minutes: 60 },
);
