import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { beginBooking, offeredSlots, saveOn } from '../support/booking.ts';
import { column, goToDay } from '../support/calendar.ts';
import { expect, test } from '../support/desk-test.ts';
import { zofia } from '../support/people.ts';
import { connection, expectInStep, heading } from '../support/screen.ts';

async function goTo(page: Page, address: string, title: RegExp): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, address);
  await expect(heading(page)).toHaveText(title);
}

for (const theme of ['Jasny', 'Ciemny']) {
  test(`axe finds nothing on any screen (${theme})`, async ({ desk, central }) => {
    await desk.start();
    const { page } = desk;
    await expectInStep(page);
    await goTo(page, '#/settings', /Ustawienia/);
    // Kept by core first and shown then, so `check` would look too early.
    await page.getByRole('radio', { name: theme }).click({ force: true });
    await expect(page.getByRole('radio', { name: theme })).toBeChecked();
    await expectAccessible(page, 'settings');

    await goToDay(page, '2026-11-23');
    await expectAccessible(page, 'day');
    const visit = (await column(page, 'Kalinowska')).getByRole('button', { name: /Kontynuacja.*potwierdzone/ }).last();
    await visit.click();
    await expect(page.getByRole('button', { name: /^Odwołaj…/ })).toBeVisible();
    await expectAccessible(page, 'day with a visit');
    await page.getByRole('button', { name: /^Odwołaj…/ }).click();
    await expect(page.getByRole('dialog', { name: 'Odwołaj wizytę' })).toBeVisible();
    await expectAccessible(page, 'cancelling');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.getByRole('button', { name: /^Przenieś…/ }).click();
    await expect(page.getByRole('dialog', { name: 'Przenieś wizytę' })).toBeVisible();
    await expectAccessible(page, 'moving');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);

    await goTo(page, '#/week/2026-11-23', /23 lis – 29 lis/);
    await expectAccessible(page, 'week');
    await goTo(page, '#/list/2026-11-23', /23 listopada/);
    await expectAccessible(page, 'list');

    await beginBooking(page, zofia, 'Pierwszorazowa');
    await expect(offeredSlots(page).first()).toBeVisible();
    await expectAccessible(page, 'booking');
    await saveOn(page, offeredSlots(page).first());
    await expectAccessible(page, 'booked');

    await goTo(page, '#/tasks', /Zadania/);
    await page.getByRole('list', { name: 'Lista zadań' }).getByRole('link').first().click();
    await expect(page.getByRole('article')).toBeVisible();
    await expectAccessible(page, 'tasks');

    await goTo(page, '#/patients', /Pacjenci/);
    await expectAccessible(page, 'patients');
    await goTo(page, '#/queue', /Kolejka/);
    await expectAccessible(page, 'queue');
    await goTo(page, '#/import', /Import/);
    await expectAccessible(page, 'import');
    await goTo(page, '#/reception', /Przyjęcie/);
    await expectAccessible(page, 'reception');
    await goTo(page, '#/waiting', /Poczekalnia/);
    await expectAccessible(page, 'waiting room');
    await goTo(page, '#/away', /Gdy Cię nie było/);
    await expectAccessible(page, 'away');
    // Others (schedules, accounts ...) belong to other roles: the gallery looks at them in every state.
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Skróty klawiszowe' })).toBeVisible();
    await expectAccessible(page, 'shortcuts');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);

    await page.keyboard.press('Control+k');
    await expect(page.getByPlaceholder('Pacjent, lekarz, dzień, ekran albo polecenie')).toBeVisible();
    await expectAccessible(page, 'search');
    await page.keyboard.press('Escape');

    await central.stop();
    await expect(connection(page)).toHaveText(/^Bez połączenia/);
    await goToDay(page, '2026-11-23');
    await expectAccessible(page, 'day without central');
  });
}
