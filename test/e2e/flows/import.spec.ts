import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/project.mjs';
import { expect, test } from '../support/desk-test.ts';
import { connection, expectInStep } from '../support/screen.ts';

const folder = join(root, 'test/data/przychodnia-excel');
const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<string, number>;

test.use({
  begin: 'new',
  // An empty clinic that has just joined.
  account: async ({ central }, use) => {
    const [client] = await central.newClinic();
    if (!client) throw new Error('no clinic was made');
    await use({ central: central.url, client });
  },
});

test('R5, R6: a clinic brings its old files, sees them judged first, and central ends up with the same', async ({ desk }) => {
  test.setTimeout(180_000);
  await desk.start();
  const { page } = desk;
  await expectInStep(page);
  await page.getByRole('navigation', { name: 'Ekrany' }).getByRole('link', { name: 'Import' }).click();
  await page.locator('input[type=file][webkitdirectory]').setInputFiles(folder);

  await expect(page.getByRole('heading', { name: 'Próba: co się stanie' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('Nic jeszcze nie zapisano.')).toBeVisible();
  const found = page.getByRole('main');
  for (const [term, key] of [
    ['dwa numery w jednym polu', 'two_phones'],
    ['bez telefonu', 'no_phone'],
    ['błędny PESEL', 'bad_pesel'],
    ['bez numeru PESEL', 'no_pesel'],
    ['dwie wizyty w jednym terminie', 'double_booked'],
    ['poza grafikiem', 'outside_schedule'],
  ] as const) {
    const count = found.getByRole('term').filter({ hasText: term }).locator('xpath=following-sibling::dd[1]');
    await expect(count, term).toHaveText(String(expected[key]));
  }

  await page.getByRole('button', { name: 'Wczytaj', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Wszystko wysłane' })).toBeVisible({ timeout: 120_000 });
  const counts = page.getByRole('table', { name: 'Porównanie liczb' });
  await expect(counts.getByText('zgodne')).toHaveCount(4);
  await expect(connection(page)).toHaveText(/^Zgodne.*kolejka 0$/);
});
