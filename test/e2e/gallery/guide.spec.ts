import { join } from 'node:path';
import { test } from '@playwright/test';
import { root } from '../../../scripts/project.mjs';
import { type Look, openScreen } from './gallery-page.ts';

/** The pictures of docs/user-guide, in both languages; taken by `npm run screenshots`. */
const pictures: Record<string, Look> = {
  day: { address: 'day' },
  book: { address: 'book' },
  reception: { address: 'reception' },
  offline: { address: 'week', state: 'offline' },
};

// Three quarters of the size: still to be read, half the bytes.
test.use({ deviceScaleFactor: 0.75 });

for (const language of ['pl', 'en'])
  for (const [name, look] of Object.entries(pictures))
    test(`${language}-${name}`, async ({ page }) => {
      await openScreen(page, { ...look, more: `language=${language}` });
      await page.screenshot({ path: join(root, 'docs/user-guide/pictures', `${language}-${name}.png`), animations: 'disabled' });
    });
