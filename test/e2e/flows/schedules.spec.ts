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

test('R9, R38: a mammobus gets a stop on a day with visits: they are decided about, the patients are told, all is taken back', async ({
  desk,
  central,
  context,
}) => {
  await desk.start();
  const { page } = desk;
  await expectInStep(page);
  await goToDay(page, '2026-12-08');
  await expect(page.getByRole('columnheader').filter({ hasText: 'Mammograf' })).not.toContainText('Wieliczka');
  await page.getByRole('link', { name: 'Grafiki' }).click();
  await page.getByRole('link', { name: /Mammograf/ }).click();
  await page.getByRole('button', { name: 'Nowy postój…' }).click();
  const add = page.getByRole('button', { name: 'Dodaj postój' });
  await expect(add).toBeDisabled();
  const first = page.getByLabel('Pierwszy dzień');
  await first.fill('8.12.2026');
  await first.press('Enter');
  await page.getByLabel('Miejscowość').fill('Wieliczka');
  await page.getByLabel('Ulica i numer albo dokładne miejsce').fill('Rynek Górny 1');
  await page.getByLabel('Województwo').selectOption({ label: 'małopolskie' });
  await page.getByLabel(/^Współrzędne/).fill('20,065; 49,987');
  await expect(page.getByText(/najpierw szerokość/)).toBeVisible();
  await page.getByLabel(/^Współrzędne/).fill('49,987; 20,065');
  await expectAccessible(page, 'Grafiki: Postój');
  await add.click();
  await expect(page.getByRole('button', { name: /wtorek, 8 grudnia: .*postój: Wieliczka, Rynek Górny 1/ })).toBeVisible();
  await expectAccessible(page, 'Grafiki: Postoje');

  await page.getByRole('button', { name: 'Sprawdź zmiany' }).click();
  const visits = page.getByRole('listitem').filter({ has: page.getByRole('group', { name: /^Decyzja: / }) });
  await expect(visits.first()).toContainText('zmienia się miejsce');
  await expect(visits.first()).toContainText('przychodnia → Wieliczka, Rynek Górny 1');
  await page.getByRole('button', { name: 'Zostaw', exact: true }).click();
  await expectAccessible(page, 'Grafiki: Sprawdź postój');
  const kept = await visits.count();
  await page.getByRole('button', { name: 'Opublikuj' }).click();
  await expect(page.getByText(`Opublikowano 1 grafik. Przeniesione: 0, odwołane: 0, zostawione: ${kept}.`)).toBeVisible();
  await expectInStep(page);

  const mailbox = await context.newPage();
  await expect(async () => {
    await mailbox.goto(`${central.url}/sms`);
    await expect(mailbox.getByText(/Zmiana miejsca wizyty wt\. 08\.12\.2026.*Wieliczka, Rynek Gorny 1/).first()).toBeVisible();
  }).toPass();
  await mailbox.close();

  await page.getByRole('button', { name: 'Cofnij', exact: true }).click();
  await expect(page.getByText('Cofnięto publikację.')).toBeVisible();
  await expectInStep(page);
  await goToDay(page, '2026-12-08');
  await expect(page.getByRole('columnheader').filter({ hasText: 'Mammograf' })).not.toContainText('Wieliczka');
});
