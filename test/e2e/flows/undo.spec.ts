import { beginBooking } from '../support/booking.ts';
import { column, goToDay } from '../support/calendar.ts';
import { expect, test } from '../support/desk-test.ts';
import { zofia } from '../support/people.ts';
import { expectInStep } from '../support/screen.ts';

test('a series is taken back from another screen by Ctrl+Z, a moved visit from its history or the palette; then nothing is left', async ({
  desk,
}) => {
  await desk.start();
  const { page } = desk;
  await expectInStep(page);
  await beginBooking(page, zofia, 'Kontynuacja');
  await page.getByRole('button', { name: 'Seria wizyt…' }).click();
  await expect(page.getByText('Znalezione terminy: 4 z 4.')).toBeVisible();
  await page.getByRole('button', { name: 'Zapisz 4 wizyty' }).click();
  await expect(page.getByRole('heading', { name: 'Potwierdzono 4 wizyty' })).toBeVisible();

  // A move on another screen comes on top; it is taken back first, from the history of the visit.
  await goToDay(page, '2026-11-26');
  const visit = (await column(page, 'Kalinowska')).getByRole('button', { name: /Kontynuacja.*potwierdzone/ }).first();
  const label = (await visit.getAttribute('aria-label')) ?? '';
  await visit.click();
  await page.keyboard.press('m');
  const dialog = page.getByRole('dialog', { name: 'Przenieś wizytę' });
  await dialog
    .getByRole('button', { name: /Kalinowska/ })
    .first()
    .click();
  await dialog.getByRole('button', { name: /^Przenieś na / }).click();
  await expect(dialog).toHaveCount(0);
  await expectInStep(page);
  const history = page.getByRole('region', { name: 'Historia' });
  await history.getByRole('button', { name: /^Cofnij: Przeniesiono: / }).click();
  await expectInStep(page);
  await goToDay(page, '2026-11-26');
  await expect(
    (await column(page, 'Kalinowska')).getByRole('button', { name: label.split(', ').slice(0, 2).join(', ') }),
  ).toBeVisible();
  await expect(history.getByRole('button', { name: /^Cofnij: Przeniesiono: / })).toHaveCount(0);

  // Not while something is typed: that is the field's own.
  await page.keyboard.press('Control+k');
  const field = page.getByPlaceholder('Pacjent, lekarz, dzień, ekran albo polecenie');
  await field.fill('cofnij');
  await expect(page.getByRole('button', { name: /^Cofnij: Zapisano 4 wizyty: / })).toBeVisible();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);

  await page.keyboard.press('Control+z');
  await expect(page.getByText('Seria cofnięta: ')).toBeVisible();
  await expectInStep(page);
  await page.evaluate(() => {
    window.location.hash = '#/patients';
  });
  await page.getByLabel('PESEL, nazwisko albo telefon').fill(zofia.pesel);
  await page
    .getByRole('link', { name: new RegExp(zofia.familyName) })
    .first()
    .click();
  await expect(page.getByText('Bez umówionej wizyty')).toBeVisible();

  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Nie ma czego cofnąć.')).toBeVisible();
});
