/** R14, R35 in Umów: several continuation visits in one act, from end to end by keyboard, and the way back. */
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { root } from '../../../scripts/project.mjs';
import { expectAccessible } from '../support/axe.ts';
import { openScreen, scrolledSideways, settled } from './gallery-page.ts';

const picture = (name: string) => join(root, '.cache/gallery/series', `${name}.png`);
const look = async (page: Page, name: string) => {
  await settled(page);
  await page.screenshot({ path: picture(name), animations: 'disabled' });
  expect.soft(await scrolledSideways(page)).toEqual([]);
  await expectAccessible(page, name);
};

/** A known patient continues; by keys up to the first field of the series. */
async function openSeries(page: Page): Promise<void> {
  await page.getByLabel('PESEL, nazwisko albo telefon').pressSequentially('nowak');
  await expect(page.getByRole('option').first()).toBeVisible();
  // The hits of what was typed before stay until those of the whole word are there, and Enter takes none of them.
  await expect(page.getByLabel('Szukanie…')).toHaveCount(0);
  await page.keyboard.press('Enter');
  const kind = page.getByRole('radio', { name: 'Pierwszorazowa' });
  const continuation = page.getByRole('radio', { name: 'Kontynuacja' });
  await expect(kind).toBeVisible();
  if (!(await continuation.isChecked())) {
    await expect(kind).toBeFocused();
    await page.keyboard.press('ArrowRight');
  }
  await expect(continuation).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Telefon', { exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-strip] button:focus')).toHaveCount(1);
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('button', { name: 'Seria wizyt…' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Ile wizyt')).toBeFocused();
}

for (const theme of ['light', 'dark'] as const) {
  test(`four visits by keyboard alone, and back, ${theme}`, async ({ page }) => {
    await openScreen(page, { address: 'book', theme });
    await openSeries(page);
    await page.keyboard.press('Tab');
    await page.keyboard.type('3');
    await page.keyboard.press('Tab');
    await page.keyboard.type('dni');
    const dates = page.getByRole('list', { name: 'Terminy wizyt' });
    await expect(dates.getByRole('listitem')).toHaveCount(4);
    await expect(page.getByText('Znalezione terminy: 4 z 4.')).toBeVisible();
    await look(page, `proposed-${theme}`);

    // Into the list: the second visit a day later, the last one left out.
    for (let press = 0; press < 4; press++) await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Wizyta 1: następny dzień z wolnym terminem' })).toBeFocused();
    await page.keyboard.press('ArrowDown');
    const later = page.getByRole('button', { name: 'Wizyta 2: następny dzień z wolnym terminem' });
    await expect(later).toBeFocused();
    const second = dates.getByRole('listitem').nth(1);
    const before = await second.textContent();
    await page.keyboard.press('Enter');
    await expect.poll(() => second.textContent()).not.toBe(before);
    await expect(later).toBeFocused();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('checkbox', { name: 'Pomiń wizytę 4' })).toBeFocused();
    await page.keyboard.press('Space');
    await look(page, `changed-${theme}`);

    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: /Zapisz 3 wizyty/ })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Potwierdzono 3 wizyty' })).toBeVisible();
    await expect(page.getByText(/zmienia tylko nasza poradnia/)).toBeVisible();
    await look(page, `booked-${theme}`);

    await expect(page.getByRole('button', { name: /Następny pacjent/ })).toBeFocused();
    for (let press = 0; press < 3; press++) await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Cofnij serię' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Seria cofnięta' })).toBeVisible();
    await expect(page.getByText('cofnięta', { exact: true })).toHaveCount(3);
  });
}

test('without a line the series is firm, each visit on this computer; it prints on one page', async ({ page }) => {
  await openScreen(page, { address: 'book', state: 'offline' });
  await openSeries(page);
  await page.getByLabel('Odstęp').selectOption({ value: 'days' });
  await page.getByRole('button', { name: /Zapisz 4 wizyty/ }).click();
  await expect(page.getByRole('heading', { name: 'Zapisano 4 wizyty' })).toBeVisible();
  await expect(page.getByText(/Termin jest zapisany/)).toBeVisible();
  await look(page, 'offline');
  await page.getByRole('link', { name: 'Wydrukuj' }).click();
  await expect(page.getByRole('heading', { name: 'Potwierdzenie wizyt', exact: true }).first()).toBeVisible();
  await look(page, 'print');
});

test('where no date is found it says why', async ({ page }) => {
  await openScreen(page, { address: 'book' });
  await openSeries(page);
  await page.getByLabel('Od dnia').fill('24.12.2027');
  await expect(page.getByText('Znalezione terminy: 0 z 4.')).toBeVisible();
  await expect(page.getByText(/Grafik nie sięga tak daleko/).first()).toBeVisible();
  await expect(page.getByRole('button', { name: /Zapisz 0 wizyt/ })).toBeDisabled();
  await look(page, 'none');
});
