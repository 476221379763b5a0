import { expectAccessible } from '../support/axe.ts';
import { expect, test } from '../support/desk-test.ts';
import { connection, expectInStep } from '../support/screen.ts';

test('R20: a question about a submission waits for the line, survives a restart, and is then answered', async ({
  desk,
  central,
}) => {
  await desk.start();
  const { page } = desk;
  await expectInStep(page);
  await page.getByRole('link', { name: 'Poczekalnia', exact: true }).click();
  await page.getByLabel('Skierowanie pacjenta').fill('7'.repeat(44));
  await page.getByRole('button', { name: 'Sprawdź' }).click();
  await expect(page.getByText('Nie ma takiego zgłoszenia')).toBeVisible();
  await page.getByRole('button', { name: 'Obserwuj', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Przestań obserwować' })).toBeVisible();
  await expectInStep(page);
  await expectAccessible(page, 'Poczekalnia');

  await central.stop();
  await expect(connection(page)).toHaveText(/^Bez połączenia/);
  await page.getByRole('button', { name: 'Odśwież', exact: true }).click();
  await expect(page.getByText('pytanie czeka na połączenie')).toBeVisible();
  await expect(page.getByText(/^Stan z/)).toBeVisible();

  await desk.quit();
  await desk.start();
  await desk.page.getByRole('link', { name: 'Poczekalnia', exact: true }).click();
  await expect(desk.page.getByText('pytanie czeka na połączenie')).toBeVisible();
  await central.comeBack();
  await expectInStep(desk.page);
  await expect(desk.page.getByText('pytanie czeka na połączenie')).toHaveCount(0);
  await expect(desk.page.getByText('Nie ma takiego zgłoszenia')).toBeVisible();
});
