import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../../../scripts/project.mjs';
import { beginBooking, offeredSlots, saveOn } from '../support/booking.ts';
import { column, goToDay } from '../support/calendar.ts';
import { expect, test } from '../support/desk-test.ts';
import { ewa, zofia } from '../support/people.ts';
import { connection, expectInStep } from '../support/screen.ts';

async function take(page: Page, name: string): Promise<void> {
  // Central's clock stands at a morning of the demo, so every desk of the tests is told that its own is wrong.
  const clockBar = page.getByText(/^Zegar tego komputera/);
  if (await clockBar.isVisible()) await clockBar.evaluate((text) => text.closest<HTMLElement>('[role=status]')?.remove());
  await page.mouse.move(640, 48);
  await page.waitForTimeout(700);
  await page.screenshot({ path: join(root, 'docs', 'screenshots', `${name}.png`) });
}

test('the pictures of the README', async ({ desk, central }) => {
  await desk.start();
  const { page } = desk;
  await expectInStep(page);
  await goToDay(page, '2026-11-23');
  await (await column(page, 'Kalinowska'))
    .getByRole('button', { name: /Pierwszorazowa.*potwierdzone/ })
    .last()
    .click();
  await expect(page.getByRole('button', { name: /^Odwołaj…/ })).toBeVisible();
  await take(page, 'day');
  await page.keyboard.press('Escape');

  await page.evaluate(() => {
    window.location.hash = '#/week/2026-11-23';
  });
  await take(page, 'week');

  await beginBooking(page, zofia, 'Pierwszorazowa');
  await expect(offeredSlots(page).first()).toBeVisible();
  await take(page, 'booking');

  await central.stop();
  await expect(connection(page)).toHaveText(/^Bez połączenia/);
  await saveOn(page, offeredSlots(page).nth(2));
  await take(page, 'offline-request');

  await page.getByRole('button', { name: 'Następny pacjent' }).click();
  await beginBooking(page, ewa, 'Pierwszorazowa');
  await saveOn(page, offeredSlots(page).nth(1));
  await page.evaluate(() => {
    window.location.hash = '#/queue';
  });
  await take(page, 'queue');

  await central.comeBack();
  await expectInStep(page);
  await page.evaluate(() => {
    window.location.hash = '#/tasks';
  });
  await page.getByRole('list', { name: 'Lista zadań' }).getByRole('link').nth(1).click();
  await expect(page.getByRole('article')).toBeVisible();
  await take(page, 'tasks');

  await page.evaluate(() => {
    window.location.hash = '#/import';
  });
  await take(page, 'import');
});
