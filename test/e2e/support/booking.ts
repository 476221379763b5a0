import { expect, type Locator, type Page } from '@playwright/test';
import type { Person } from './people.ts';

/** *Umów* for a person whom the clinic does not know yet, up to the list of free slots. */
export async function beginBooking(page: Page, who: Person, kind: 'Pierwszorazowa' | 'Kontynuacja'): Promise<void> {
  const next = () => page.getByRole('button', { name: 'Dalej' }).click();
  await page.getByRole('link', { name: 'Umów', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Umów wizytę' }).waitFor();
  // The screen still shows what was booked last.
  const another = page.getByRole('button', { name: 'Następny pacjent' });
  if (await another.isVisible()) await another.click();
  await page.getByLabel('PESEL, nazwisko albo telefon').fill(who.pesel);
  await page.getByRole('option', { name: /Nowa osoba/ }).click();
  await page.getByLabel('Nazwisko').fill(who.familyName);
  await page.getByLabel('Imię').fill(who.givenName);
  await next();
  await page.getByRole('radio', { name: kind }).check();
  await page.getByRole('radio', { name: /^1100/ }).check();
  await next();
  if (kind === 'Pierwszorazowa') {
    await page.getByLabel('E-skierowanie').fill('1234');
    await next();
  }
  await next();
  await page.getByRole('textbox', { name: 'Telefon', exact: true }).fill('730181148');
  await next();
}

/** Free slots as the booking screen offers them, `wtorek, 1 grudnia, 9:00, M. Kalinowska, Pierwszorazowa`. */
export const offeredSlots = (page: Page): Locator => page.getByRole('toolbar', { name: 'Wolne terminy' }).getByRole('button');

/** Chooses the slot and saves; the answer of the screen is left to the test. */
export async function saveOn(page: Page, slot: Locator): Promise<void> {
  await slot.click();
  await page.getByRole('button', { name: /^Zapisz/ }).click();
  await expect(page.getByRole('button', { name: 'Następny pacjent' })).toBeVisible();
}
