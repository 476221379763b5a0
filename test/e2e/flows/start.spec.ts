import { expect, test } from '../support/desk-test.ts';
import { expectInStep, heading } from '../support/screen.ts';

test('from the start to the day of the clinic, confirmed by central', async ({ desk }) => {
  await desk.start();
  const { page } = desk;
  await expect(page.getByRole('navigation', { name: 'Ekrany' })).toBeVisible();
  await expectInStep(page);
  await expect(heading(page)).toContainText('Poniedziałek, 23 listopada');
  await expect(page.getByRole('columnheader', { name: /Kalinowska/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /potwierdzone/ }).first()).toBeVisible();
});

test('a desk that is started again shows the day at once, also without central', async ({ desk, central }) => {
  await desk.start();
  await expectInStep(desk.page);
  await desk.quit();
  await central.stop();
  await desk.start();
  await expect(desk.page.getByRole('button', { name: /potwierdzone/ }).first()).toBeVisible({ timeout: 5_000 });
  await expect(desk.page.getByText('Brak połączenia.')).toBeVisible();
});
