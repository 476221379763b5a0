import { expect, type Locator, type Page } from '@playwright/test';

/** The first time an invented clinic is made, which takes half a minute and more on a busy computer. */
const readyLimit = { timeout: 180_000 };

export const strip = (page: Page): Locator => page.getByRole('region', { name: 'Tryb szkoleniowy' });

export const exercise = (page: Page, name: string): Locator =>
  page.getByRole('complementary', { name: 'Ćwiczenia i zegar' }).getByRole('listitem').filter({ hasText: name });

export async function enterTraining(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.location.hash = '#/settings';
  });
  await page.getByRole('button', { name: 'Otwórz tryb szkoleniowy' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Przygotowywanie przychodni pokazowej' })).toBeVisible();
  await expect(strip(page)).toBeVisible(readyLimit);
  await expect(page).toHaveTitle('TRYB SZKOLENIOWY: Okienko');
}

export async function leaveTraining(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Zakończ szkolenie' }).click();
  await expect(strip(page)).toHaveCount(0, { timeout: 60_000 });
  await expect(page.getByRole('navigation', { name: 'Ekrany' })).toBeVisible({ timeout: 60_000 });
  await expect(page).toHaveTitle('Okienko');
}

/** Throws away what was trained; the page that was there goes with it. */
export async function beginTrainingAnew(page: Page): Promise<void> {
  await page.evaluate(() => {
    (window as { formerPage?: boolean }).formerPage = true;
  });
  await page.getByRole('button', { name: 'Zacznij szkolenie od nowa…' }).click();
  await page.getByRole('button', { name: 'Zacznij od nowa', exact: true }).click();
  await page.waitForFunction(() => !('formerPage' in window), null, readyLimit);
  await expect(strip(page)).toBeVisible(readyLimit);
}
