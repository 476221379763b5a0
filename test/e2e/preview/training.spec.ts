import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { beginBooking, offeredSlots, saveOn } from '../support/booking.ts';
import { expect, test } from '../support/desk-test.ts';
import { ewa } from '../support/people.ts';
import { connection, expectInStep, heading } from '../support/screen.ts';
import { beginTrainingAnew, enterTraining, exercise, leaveTraining, strip } from '../support/training.ts';

test('training has its own clinic, clock and line, begins anew, and leaves the real desk as it was', async ({
  desk,
  central,
}) => {
  // Two invented clinics are made, each of which takes a minute on a busy computer.
  test.slow();
  await desk.start();
  const { page } = desk;
  await expectInStep(page);
  await expect(heading(page)).toContainText('Poniedziałek, 23 listopada');
  // The numbers of the day come a moment after its name.
  await expect(heading(page)).toContainText('wizyt');
  const before = (await heading(page).textContent()) ?? '';

  await enterTraining(page);
  await expectInStep(page);
  // Another central's day: this computer's own, not the one at which the real desk stands.
  await expect(heading(page)).not.toContainText('23 listopada');
  await expectAccessible(page, 'training');

  await strip(page)
    .getByText(/^Zegar: /)
    .waitFor();
  await page.getByRole('button', { name: 'Jutro, 7:00' }).click();
  await expect(strip(page).getByText(/^Zegar: .*7:0\d$/)).toBeVisible();

  const line = page.getByRole('switch', { name: 'Bez sieci' });
  await line.click();
  await expect(line).toBeChecked();
  await expect(connection(page)).toHaveText(/^Bez połączenia/);
  await expect(exercise(page, 'Umów pacjenta bez sieci')).toContainText('do zrobienia');
  await beginBooking(page, ewa, 'Kontynuacja');
  await saveOn(page, offeredSlots(page).first());
  await expect(connection(page)).toHaveText(/^Bez połączenia.*kolejka 1$/);
  await line.click();
  await expect(line).not.toBeChecked();
  await expectInStep(page);
  await expect(exercise(page, 'Umów pacjenta bez sieci')).toContainText('zrobione');
  await expectAccessible(page, 'training: after an exercise');
  expect(await isKnown(page)).toBe(true);

  await beginTrainingAnew(page);
  await expectInStep(page);
  await expect(exercise(page, 'Umów pacjenta bez sieci')).toContainText('do zrobienia');
  expect(await isKnown(page)).toBe(false);

  await leaveTraining(page);
  await expectInStep(page);
  await expect(heading(page)).toHaveText(before);
  expect(await isKnown(page)).toBe(false);
  expect(await (await central.patient(ewa.pesel)).visits()).toEqual([]);
});

test('a slot that somebody else takes meanwhile: said at once, and a task when the line is back', async ({ desk }) => {
  test.slow();
  await desk.start();
  const { page } = desk;
  await expectInStep(page);
  await enterTraining(page);
  await expectInStep(page);
  const line = page.getByRole('switch', { name: 'Bez sieci' });
  await line.click();
  await expect(connection(page)).toHaveText(/^Bez połączenia/);
  await beginBooking(page, ewa, 'Kontynuacja');
  await saveOn(page, offeredSlots(page).first());
  await page.getByRole('button', { name: 'Ktoś zajmuje ten termin' }).click();
  await expect(page.getByText('Zajęte. Włącz sieć: centralna e-rejestracja odmówi, a wizyta wróci jako zadanie.')).toBeVisible();
  // Asked once more, nobody takes it again.
  await page.getByRole('button', { name: 'Ktoś zajmuje ten termin' }).click();
  await expect(page.getByText(/^Nikt go nie zajął/)).toBeVisible();
  await line.click();
  await expect(page.getByText(/^Nikt go nie zajął/)).toHaveCount(0);
  await page.getByRole('link', { name: /^Zadania/ }).click();
  await expect(
    page.getByRole('list', { name: 'Lista zadań' }).getByRole('link', { name: /Termin zajęty.*Próbna Ewa/ }),
  ).toBeVisible();
  await expectAccessible(page, 'training: slot taken');
});

/** Does the desk that is shown know the person who was booked in training? */
async function isKnown(page: Page): Promise<boolean> {
  await page.getByRole('link', { name: 'Umów', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Umów wizytę' }).waitFor();
  const another = page.getByRole('button', { name: 'Następny pacjent' });
  if (await another.isVisible()) await another.click();
  await page.getByLabel('PESEL, nazwisko albo telefon').fill(ewa.familyName);
  await page.getByRole('option').first().waitFor();
  const known = await page.getByRole('option', { name: new RegExp(ewa.familyName) }).count();
  await page.getByRole('link', { name: 'Dzień', exact: true }).click();
  await heading(page).waitFor();
  return known > 0;
}
