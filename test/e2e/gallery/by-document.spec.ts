/** Umów by keys alone for a person without PESEL who is urgent and entitled (R18, R23): passport or EKUZ, referral key, shown document. */
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { root } from '../../../scripts/project.mjs';
import { expectAccessible } from '../support/axe.ts';
import { openScreen, settled } from './gallery-page.ts';

const picture = (name: string) => join(root, '.cache/gallery/by-document', `${name}.png`);
const keys = async (page: Page, ...pressed: string[]) => {
  for (const key of pressed) await page.keyboard.press(key);
};

for (const { document, typed, theme } of [
  { document: 'Paszport', typed: 'Pasz', theme: 'light' },
  { document: 'Karta EKUZ', typed: 'Karta', theme: 'dark' },
] as const) {
  test(`${document}, urgent and entitled, from the name to the booked visit, ${theme}`, async ({ page }) => {
    await openScreen(page, { address: 'book', theme });
    await expect(page.getByLabel('PESEL, nazwisko albo telefon')).toBeFocused();
    await page.keyboard.type('Zmyslona Ilse');
    await expect(page.getByRole('option', { name: /Nowa osoba/ })).toBeVisible();
    await keys(page, 'Enter');
    await expect(page.getByLabel('PESEL', { exact: true })).toBeFocused();
    await keys(page, 'Tab', 'Space');
    await expect(page.getByRole('checkbox', { name: 'Bez numeru PESEL' })).toBeChecked();
    await expect(page.getByRole('checkbox', { name: 'Bez numeru PESEL' })).toBeFocused();

    // On to the document, in the order of the page.
    await keys(page, 'Tab');
    await expect(page.getByLabel('Dokument', { exact: true })).toBeFocused();
    await page.keyboard.type(typed);
    await keys(page, 'Tab');
    await page.keyboard.type('C01X00T47');
    await keys(page, 'Tab');
    await page.keyboard.type('3.05.1961');
    await expect(page.getByLabel('Dokument', { exact: true }).locator('option:checked')).toHaveText(document);
    await settled(page);
    await page.screenshot({ path: picture(`person-${theme}`), animations: 'disabled' });
    await expectAccessible(page, document);
    await keys(page, 'Enter');

    await expect(page.getByRole('radio', { name: 'Pierwszorazowa' })).toBeFocused();
    await keys(page, 'Enter');
    await expect(page.getByLabel('E-skierowanie')).toBeFocused();
    // Four digits need a PESEL: it says what is needed, and keeps the focus there.
    await page.keyboard.type('1234');
    await keys(page, 'Enter');
    await expect(page.getByText(/Zeskanuj klucz, 44 cyfry/)).toBeVisible();
    await expect(page.getByLabel('E-skierowanie')).toBeFocused();
    await keys(page, 'Control+A');
    await page.keyboard.type('7'.repeat(44));
    await keys(page, 'Enter');

    await expect(page.getByRole('radio', { name: 'Stabilny' })).toBeFocused();
    await keys(page, 'ArrowRight', 'Tab');
    await page.keyboard.type('Zas');
    // Without the document nobody is let on.
    await keys(page, 'Tab', 'Enter');
    await expect(page.getByText('Wpisz, jaki dokument okazano.')).toBeVisible();
    await expect(page.getByLabel('Okazany dokument')).toBeFocused();
    await page.keyboard.type('legitymacja ZHDK 77');
    await settled(page);
    await page.screenshot({ path: picture(`urgency-${theme}`), animations: 'disabled' });
    await keys(page, 'Enter');

    await expect(page.getByLabel('Telefon', { exact: true })).toBeFocused();
    await page.keyboard.type('600 100 200');
    await keys(page, 'Enter');
    await expect(page.locator('[data-strip] button:focus')).toHaveCount(1);
    await keys(page, 'Enter');
    await expect(page.getByRole('button', { name: /^Zapisz wizytę/ })).toBeFocused();
    await keys(page, 'Enter');
    await expect(page.getByRole('heading', { name: 'Wizyta potwierdzona' })).toBeVisible();
  });
}
