import { expect, test } from '@playwright/test';
import { addresses, openScreen, scrolledSideways } from './gallery-page.ts';

const words = {
  pl: { help: 'Pomoc', acts: 'Co tu zrobisz' },
  en: { help: 'Help', acts: 'What you do here' },
};

for (const language of ['pl', 'en'] as const)
  test(`every screen has its help beside it, and room for both (${language})`, async ({ page }) => {
    test.setTimeout(180_000);
    const titles = new Set<string>();
    for (const address of addresses) {
      await openScreen(page, { address, more: `language=${language}` });
      await page.keyboard.press('F1');
      const panel = page.getByRole('complementary', { name: new RegExp(`^${words[language].help}: `) });
      await expect(panel.getByRole('heading', { level: 2 })).toBeFocused();
      await expect(panel.getByRole('heading', { level: 3 }).first()).toHaveText(words[language].acts);
      titles.add((await panel.getByRole('heading', { level: 2 }).textContent()) ?? '');
      expect.soft(await scrolledSideways(page), address).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(panel).toHaveCount(0);
      expect.soft(await page.evaluate(() => document.activeElement !== document.body), `${address}: focus`).toBe(true);
    }
    expect(titles.size).toBe(addresses.length);
  });
