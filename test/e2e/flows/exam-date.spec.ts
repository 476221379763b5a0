import { expectAccessible } from '../support/axe.ts';
import { column, goToDay } from '../support/calendar.ts';
import { expect, test } from '../support/desk-test.ts';
import { expectInStep } from '../support/screen.ts';

test('R31, R33: the date of an exam is changed in one guided act; the old slot is free for everyone, and undo brings it back', async ({
  desk,
}) => {
  await desk.start();
  const { page } = desk;
  await expectInStep(page);
  await goToDay(page, '2026-11-26');
  const mammograms = await column(page, 'Mammograf');
  const exam = mammograms.getByRole('button', { name: /Mammografia.*potwierdzone/ }).first();
  const name = (await exam.getAttribute('aria-label')) ?? '';
  const time = name.split(',')[0] ?? '';
  const patient = name.split(', ')[1] ?? '';
  await exam.click();
  await expect(page.getByText('Dotychczasowy termin badania zostaje, dopóki nowy nie będzie zapisany.')).toBeVisible();
  await page.keyboard.press('m');

  const dialog = page.getByRole('dialog', { name: 'Zmień termin badania' });
  await expect(dialog).toContainText('Odwołanie dotychczasowego terminu: ');
  await expect(dialog).toContainText('Oba kroki naraz albo żaden');
  // The first free slot has the focus; Enter takes it.
  await expect(dialog.locator(':focus')).toContainText(/\d:\d\d/);
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('list').last()).toContainText('Zapis na nowy termin: ');
  await expectAccessible(page, 'change of an exam');
  await dialog.getByRole('button', { name: /^Zmień na / }).click();
  await expect(dialog).toHaveCount(0);
  const told = page.getByRole('alert').filter({ hasText: `Zmieniono termin badania: ${patient}` });
  await expect(told).toContainText('Dotychczasowy termin oddaję dopiero razem z zapisem nowego.');
  await expectInStep(page);

  await goToDay(page, '2026-11-26');
  const freed = (await column(page, 'Mammograf')).getByRole('button', { name: new RegExp(`^${time}, wolne`) });
  await expect(freed).toBeVisible();
  await expect(page.getByRole('link', { name: /odmowa/ })).toHaveCount(0);

  await told.getByRole('button', { name: 'Cofnij' }).click();
  await expectInStep(page);
  await goToDay(page, '2026-11-26');
  const back = (await column(page, 'Mammograf')).getByRole('button', {
    name: new RegExp(`^${time}, ${patient}, .*potwierdzone`),
  });
  await expect(back).toBeVisible();
});
