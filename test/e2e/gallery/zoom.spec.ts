import { expect, test } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { addresses, openScreen, scrolledSideways } from './gallery-page.ts';

/** 1366 x 768 at 200 %. */
const zoomed = { width: 683, height: 384 };

for (const address of addresses)
  test(`200 % zoom, high contrast, less motion: ${address} neither scrolls sideways nor loses a screen`, async ({ page }) => {
    await page.setViewportSize(zoomed);
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    await openScreen(page, { address });
    expect.soft(await scrolledSideways(page)).toEqual([]);
    const rail = page.getByRole('navigation', { name: 'Ekrany' });
    expect
      .soft(await rail.evaluate((element) => element.scrollHeight - element.clientHeight), 'the rail does not scroll')
      .toBe(0);
    await page.getByRole('button', { name: 'Więcej' }).click();
    await expect(page.getByRole('menuitem', { name: 'Ustawienia' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expectAccessible(page, `${address} at 200 %`);
    const moving = await page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length);
    expect.soft(moving, 'nothing moves').toBe(0);
  });

test('768 px hold every screen of the rail, none is cut off', async ({ page }) => {
  await openScreen(page, { address: 'day' });
  const rail = page.getByRole('navigation', { name: 'Ekrany' });
  const cut = await rail.evaluate((element) =>
    [...element.querySelectorAll('a, button')]
      .filter((entry) => entry.scrollWidth > entry.clientWidth)
      .map((entry) => entry.textContent),
  );
  expect(cut).toEqual([]);
  expect(await rail.evaluate((element) => element.scrollHeight - element.clientHeight)).toBe(0);
});
