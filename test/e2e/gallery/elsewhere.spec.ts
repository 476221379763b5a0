/** R14, R19, R24 in Umów, by keyboard: from this clinic's dates to those of others, and what is said without a line. */
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { root } from '../../../scripts/project.mjs';
import { openScreen, scrolledSideways, settled } from './gallery-page.ts';

const picture = (name: string) => join(root, '.cache/gallery/elsewhere', `${name}.png`);

async function newPatientFor(page: Page): Promise<void> {
  const next = () => page.getByRole('button', { name: 'Dalej' }).click();
  await page.getByLabel('PESEL, nazwisko albo telefon').fill('58021212346');
  await page.getByRole('option', { name: /Nowa osoba/ }).click();
  await page.getByLabel('Nazwisko').fill('Próbna');
  await page.getByLabel('Imię').fill('Zofia');
  await next();
  await page.getByRole('radio', { name: 'Pierwszorazowa' }).check();
  await page.getByRole('radio', { name: /^1100/ }).check();
}

for (const theme of ['light', 'dark'] as const) {
  test(`other clinics’ free dates by criteria, ${theme}`, async ({ page }) => {
    await openScreen(page, { address: 'book', theme });
    await newPatientFor(page);
    await page.getByRole('button', { name: 'Kryteria, inne przychodnie…' }).press('Enter');
    await expect(page.getByRole('heading', { name: 'Terminy według kryteriów' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Wybierz', exact: true }).first()).toBeVisible();
    await page.getByRole('radio', { name: 'Każda' }).check();
    await page.getByLabel('Miejscowość').fill('Warszawa');
    const first = page.getByRole('button', { name: /Przychodnia Serce/ }).first();
    await expect(first).toContainText('14 km');
    await settled(page);
    await page.screenshot({ path: picture(`search-${theme}`) });
    expect(await scrolledSideways(page)).toEqual([]);
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
    await first.focus();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('button', { name: /09:40|9:40/ }).first()).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByText(/Przychodnia Serce/).first()).toBeVisible();
    await settled(page);
    await page.screenshot({ path: picture(`chosen-${theme}`) });
  });
}

test('without a line it says so, and offers this clinic and the waiting room', async ({ page }) => {
  await openScreen(page, { address: 'book', state: 'offline' });
  await newPatientFor(page);
  await page.getByRole('button', { name: 'Kryteria, inne przychodnie…' }).press('Enter');
  await expect(page.getByText(/zna tylko centralna e-rejestracja/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Poczekalnia…' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Terminy tej przychodni' })).toBeVisible();
  await settled(page);
  await page.screenshot({ path: picture('offline') });
});
