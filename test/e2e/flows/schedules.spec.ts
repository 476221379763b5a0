import { expectAccessible } from '../support/axe.ts';
import { column, goToDay } from '../support/calendar.ts';
import { expect, test } from '../support/desk-test.ts';
import { expectInStep } from '../support/screen.ts';

test('R9, R10: a leave with visits: they are moved, cancelled and kept as decided, and all is taken back', async ({ desk }) => {
  await desk.start();
  const { page } = desk;
  await expectInStep(page);
  await page.getByRole('link', { name: 'Grafiki' }).click();
  await page.getByRole('link', { name: /Kalinowska/ }).click();
  await page.getByRole('button', { name: 'Nieobecność…' }).click();
  const first = page.getByLabel('Pierwszy dzień');
  await first.fill('8.12.2026');
  await first.press('Enter');
  await page.getByRole('button', { name: 'Wpisz nieobecność' }).click();
  await expect(page.getByRole('button', { name: /wtorek, 8 grudnia: urlop/ })).toBeVisible();
  await expectAccessible(page, 'Grafiki');

  await page.getByRole('button', { name: 'Sprawdź zmiany' }).click();
  const visits = page.getByRole('listitem').filter({ has: page.getByRole('group', { name: /^Decyzja: / }) });
  await expect(visits.nth(2)).toBeVisible();
  await expectAccessible(page, 'Grafiki: Sprawdź zmiany');
  await page.getByRole('button', { name: 'Zostaw', exact: true }).click();
  const names = await visits.locator('b').allInnerTexts();
  await visits.nth(0).getByRole('radio', { name: 'Przenieś' }).check();
  await visits.nth(1).getByRole('radio', { name: 'Odwołaj' }).check();
  await page.getByRole('button', { name: 'Opublikuj' }).click();
  await expect(page.getByText(/^Opublikowano 1 grafik\. Przeniesione: 1, odwołane: 1, zostawione: \d+\.$/)).toBeVisible();
  await expectInStep(page);

  await page.getByRole('button', { name: 'Cofnij', exact: true }).click();
  await expect(page.getByText('Cofnięto publikację.')).toBeVisible();
  await expectInStep(page);
  await goToDay(page, '2026-12-08');
  const doctor = await column(page, 'Kalinowska');
  for (const name of names) await expect(doctor.getByRole('button', { name: new RegExp(name) })).toBeVisible();
});
