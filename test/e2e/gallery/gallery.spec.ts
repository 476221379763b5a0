import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { root } from '../../../scripts/project.mjs';
import { expectAccessible } from '../support/axe.ts';
import { addresses, openScreen, type State, scrolledSideways, states } from './gallery-page.ts';

for (const address of addresses)
  for (const state of Object.keys(states) as State[])
    for (const theme of ['light', 'dark'] as const)
      test(`${address}, ${state}, ${theme}`, async ({ page }) => {
        await openScreen(page, { address, state, theme });
        await page.screenshot({ path: join(root, '.cache/gallery', `${address}-${state}-${theme}.png`), animations: 'disabled' });
        expect.soft(await scrolledSideways(page)).toEqual([]);
        await expectAccessible(page, `${address}, ${state}, ${theme}`);
      });
