import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { expect, test } from '../support/desk-test.ts';
import { connection, expectInStep } from '../support/screen.ts';

const field = (page: Page) => page.getByRole('combobox', { name: /^PESEL, klucz/ });
const rows = (page: Page) => page.getByRole('option');
const toReception = (page: Page) => page.getByRole('link', { name: 'Przyjęcie', exact: true }).click();

test('R43: arrivals by PESEL and by name, the course of a visit and undo, without central too', async ({ desk, central }) => {
  await desk.start();
  const { page } = desk;
  await expectInStep(page);
  await toReception(page);
  await expect(field(page)).toBeFocused();
  const someone = await expected(page);
  const pesel = await peselOf(page, someone);

  await toReception(page);
  await expect(field(page)).toBeFocused();
  await expectAccessible(page, 'Przyjęcie');
  await page.keyboard.type(pesel);
  await page.keyboard.press('Enter');
  await expect(page.getByText(new RegExp(`^Na miejscu: ${someone}`))).toBeVisible();
  await expect(row(page, someone)).toContainText(/czeka 0 min/);
  await expect(field(page)).toHaveValue('');
  await expectInStep(page);
  await expect(row(page, someone)).toContainText('potwierdzone');

  await page.keyboard.type(pesel);
  await page.keyboard.press('Enter');
  await expect(page.getByText(new RegExp(`${someone}: przyjście zapisano już o`))).toBeVisible();

  await central.stop();
  await expect(connection(page)).toHaveText(/^Bez połączenia/);
  await page.keyboard.type(someone.toLowerCase());
  await expect(rows(page)).toHaveCount(1);
  await page.keyboard.press('Control+Enter');
  await expect(row(page, someone)).toContainText(/w gabinecie 0 min.*na tym komputerze/);
  await page.keyboard.press('Control+z');
  await expect(row(page, someone)).toContainText(/czeka \d+ min/);
  await page.keyboard.type(someone);
  await page.keyboard.press('Shift+Enter');
  await expect(row(page, someone)).toContainText(/zrealizowana.*na tym komputerze/);

  await desk.quit();
  await desk.start();
  await toReception(desk.page);
  await expect(row(desk.page, someone)).toContainText(/zrealizowana.*na tym komputerze/);
  await central.comeBack();
  await expectInStep(desk.page);
  await expect(row(desk.page, someone)).toContainText(/zrealizowana.*potwierdzone/);
});

test('R43: at the end of the day every visit gets its end, and a performed one its event number', async ({ desk, central }) => {
  await central.setClock('2026-11-23T17:30:00Z');
  await desk.start();
  const { page } = desk;
  await expectInStep(page);
  await toReception(page);
  await page.getByRole('radio', { name: /^Co jeszcze otwarte \(\d+\)/ }).check();
  const first = rows(page).first();
  // The list of the whole day stands for a moment longer: counted when it does not change any more.
  let open = -1;
  const isSettled = async () => {
    const before = open;
    open = await rows(page).count();
    return open === before;
  };
  await expect.poll(isSettled, { intervals: [500] }).toBe(true);
  const name = (await first.locator('b').textContent()) ?? '';
  await first.click();
  await page.getByRole('button', { name: 'Nie stawił się' }).click();
  await expect(page.getByText(new RegExp(`^Niestawienie się: ${name}`))).toBeVisible();
  await expect(rows(page)).toHaveCount(open - 1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+Enter');
  await expect(rows(page)).toHaveCount(open - 2);
  await expectInStep(page);

  await page.getByRole('radio', { name: 'Dziś' }).check();
  await rows(page).filter({ hasText: 'zrealizowana' }).first().click();
  await page.getByLabel('Nr zdarzenia medycznego').fill('ZM/2026/TEST');
  await page.getByRole('button', { name: 'Zapisz numer' }).click();
  await expect(page.getByText(/^Zapisano numer zdarzenia/)).toBeVisible();
});

const row = (page: Page, name: string): Locator => rows(page).filter({ hasText: name });

/** Someone whom nobody shares the name with, and who has not come yet. */
async function expected(page: Page): Promise<string> {
  await expect(rows(page).first()).toBeVisible();
  const all = await rows(page).locator('b').allTextContents();
  const waiting = await rows(page).filter({ hasText: 'umówiona' }).locator('b').allTextContents();
  const found = waiting.find((name) => all.filter((each) => each === name).length === 1);
  if (!found) throw new Error('nobody is expected');
  return found;
}

/** As on the identity card that the patient shows. */
async function peselOf(page: Page, name: string): Promise<string> {
  await page.getByRole('link', { name: 'Pacjenci', exact: true }).click();
  await page.getByRole('search').getByRole('textbox').fill(name);
  await page
    .getByRole('link', { name: new RegExp(`^${name}`) })
    .first()
    .click();
  const pesel = page
    .getByRole('main')
    .getByText(/^\d{11}$/)
    .first();
  await expect(pesel).toBeVisible();
  return (await pesel.textContent()) ?? '';
}
