import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { root } from '../../../scripts/project.mjs';
import { expectAccessible } from '../support/axe.ts';
import { addresses, openScreen, parts, type State, scrolledSideways, settled, states } from './gallery-page.ts';

for (const address of addresses)
  for (const state of Object.keys(states) as State[])
    for (const theme of ['light', 'dark'] as const)
      test(`${address}, ${state}, ${theme}`, async ({ page }) => {
        await openScreen(page, { address, state, theme });
        await page.screenshot({ path: join(root, '.cache/gallery', `${address}-${state}-${theme}.png`), animations: 'disabled' });
        expect.soft(await scrolledSideways(page)).toEqual([]);
        await expectAccessible(page, `${address}, ${state}, ${theme}`);
      });

for (const { part, address, more = '', steps } of parts)
  for (const theme of ['light', 'dark'] as const)
    test(`part ${part}, ${theme}`, async ({ page }) => {
      await openScreen(page, { address, theme, more });
      for (const step of steps) await step(page);
      await settled(page);
      await page.screenshot({ path: join(root, '.cache/gallery', `part-${part}-${theme}.png`), animations: 'disabled' });
      expect.soft(await scrolledSideways(page)).toEqual([]);
      await expectAccessible(page, `${part}, ${theme}`);
    });
