import { keepDeskTemplate } from '../support/desk-template.ts';
import { expect, test } from '../support/desk-test.ts';
import { expectInStep, heading } from '../support/screen.ts';

test('a new desk fetches all of its clinic and shows the day, confirmed by central', async ({ desk, surface }) => {
  await desk.start();
  const { page } = desk;
  await expect(page.getByRole('navigation', { name: 'Ekrany' })).toBeVisible();
  await expectInStep(page);
  await expect(heading(page)).toContainText('Poniedziałek, 23 listopada');
  await expect(page.getByRole('columnheader', { name: /Kalinowska/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /potwierdzone/ }).first()).toBeVisible();
  await desk.quit();
  keepDeskTemplate(surface, desk.dataFolder);
});
