import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { expect, test } from '../support/desk-test.ts';
import { expectInStep } from '../support/screen.ts';

const panel = (page: Page) => page.getByRole('complementary', { name: /^Pomoc: / });
const title = (page: Page) => panel(page).getByRole('heading', { level: 2 });

test('5.13: help in place: F1, the steps beside the work, the next screen, a link, Ctrl+K, Esc, without central', async ({
  desk,
  central,
}) => {
  await desk.start();
  const { page } = desk;
  await expectInStep(page);
  const today = page.getByRole('button', { name: 'Dziś', exact: true });
  await today.focus();
  await page.keyboard.press('F1');
  await expect(title(page)).toHaveText('Pomoc: Dzień');
  await expect(title(page)).toBeFocused();
  await expect(panel(page).getByRole('heading', { level: 3 })).toHaveText(['Co tu zrobisz', 'Co widać', 'Gdy coś jest nie tak']);
  await expectAccessible(page, 'day with its help');

  // It stays while the person works, and follows to the next screen without taking the focus.
  await page.keyboard.press('Alt+2');
  await expect(title(page)).toHaveText('Pomoc: Umów');
  await expect(page.getByRole('combobox', { name: 'PESEL, nazwisko albo telefon' })).toBeFocused();
  // Also from a field in which one types.
  await page.keyboard.press('F1');
  await expect(title(page)).toBeFocused();

  await panel(page).getByRole('button', { name: 'Nie ma wolnego terminu' }).click();
  await expect(title(page)).toHaveText('Pomoc: Nie ma wolnego terminu');
  await expect(title(page)).toBeFocused();
  await panel(page).getByRole('button', { name: 'Pomoc: Umów' }).click();
  await expect(title(page)).toHaveText('Pomoc: Umów');

  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await expect(page.getByRole('combobox', { name: 'PESEL, nazwisko albo telefon' })).toBeFocused();

  // Offline as well: it is part of the program.
  await central.stop();
  await page.reload();
  // Keys are heard once the screen is there.
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Pacjent, lekarz, dzień, ekran albo polecenie').fill('pomoc brak pradu');
  await page.getByRole('button', { name: 'Pomoc: Brak prądu' }).click();
  await expect(title(page)).toHaveText('Pomoc: Brak prądu');
  await expect(panel(page)).toContainText('Dopisz z kartki');

  const button = page.getByRole('button', { name: 'Pomoc tego ekranu' });
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await button.click();
  await expect(panel(page)).toHaveCount(0);
});
