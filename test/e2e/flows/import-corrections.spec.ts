import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { expect, test } from '../support/desk-test.ts';
import { expectInStep } from '../support/screen.ts';

test.use({
  begin: 'new',
  // An empty clinic that has just joined.
  account: async ({ central }, use) => {
    const [client] = await central.newClinic();
    if (!client) throw new Error('no clinic was made');
    await use({ central: central.url, client });
  },
});

const file = (name: string, ...lines: string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(`${lines.join('\n')}\n`),
});
/** Mondays 8:00–10:00. All people are invented. */
const notebook = [
  file('pracownicy.csv', 'Lekarz;NPWZ;Kod', 'lek. Jan Nowak;1234567;1100'),
  file('grafiki.csv', 'Lekarz;Dzień;Od;Do;Co ile minut', 'lek. Jan Nowak;pon;8:00;10:00;20'),
  file(
    'wizyty.csv',
    'Data;Godz.;Lekarz;Pacjent;PESEL;Telefon;Rodzaj;Nr skierowania;Uwagi',
    '30.11.2026;8:00;dr Nowakk;Kowalska Anna;90010112349;664621279;kontrola;;',
    '31.11.2026;8:20;lek. Jan Nowak;Wójcik Maria;90010112349;664621280;kontrola;;',
    '30.11.2026;8:40;lek. Jan Nowak;Lipiec Kamil;5210112349;664621281;kontrola;;',
    '30.11.2026;9:00;lek. Jan Nowak;Mazur Ewa;;664621282;kontrola;;',
    '30.11.2026;9:20;lek. Jan Nowak;Duda Jan;58032912349;664621283;kontrola;;',
  ),
];

const faults = (page: Page): Locator => page.getByRole('region', { name: 'Do poprawienia przed wczytaniem' });
const kind = (page: Page, name: RegExp): Locator => faults(page).getByRole('button', { name });
const rowOf = (page: Page, patient: string): Locator => faults(page).getByRole('row').filter({ hasText: patient });

async function toImport(page: Page): Promise<void> {
  await expectInStep(page);
  await page.getByRole('navigation', { name: 'Ekrany' }).getByRole('link', { name: 'Import' }).click();
}

test('rows are put right in place, the dry run outlives the program, and central ends up with what was decided', async ({
  desk,
}) => {
  test.setTimeout(180_000);
  await desk.start();
  let { page } = desk;
  await toImport(page);
  await page.locator('input[data-choose=files]').setInputFiles(notebook);
  await expect(faults(page)).toBeVisible({ timeout: 30_000 });
  await expect(faults(page).getByRole('status')).toContainText('5 wierszy do decyzji');
  await expectAccessible(page, 'import with faults');

  // An unknown doctor is chosen from the list, for all rows that name him so.
  await kind(page, /^nieznany lekarz 1/).click();
  await rowOf(page, 'Kowalska Anna').getByRole('combobox').selectOption('lek. Jan Nowak');
  await expect(kind(page, /^nieznany lekarz 0/)).toBeVisible();

  // A cell is typed and Enter goes on; the row is judged at once.
  await kind(page, /^nieczytelna data 1/).click();
  const date = page.getByRole('textbox', { name: 'data wizyty, wiersz 3' });
  await date.fill('32.11.2026');
  await date.press('Enter');
  await expect(kind(page, /^nieczytelna data 1/)).toBeVisible();
  await date.fill('7.12.2026');
  await date.press('Enter');
  await expect(rowOf(page, 'Wójcik Maria')).toContainText('poprawione');
  await expect(rowOf(page, 'Wójcik Maria')).toContainText('w pliku: 31.11.2026');

  // A spreadsheet dropped the zero: the right number is offered.
  await kind(page, /^PESEL bez zera na początku 1/).click();
  await expect(rowOf(page, 'Lipiec Kamil').getByRole('button', { name: 'Przyjmij 05210112349' })).toBeVisible();
  await faults(page).getByRole('button', { name: 'Przyjmij wszystkie (1)' }).click();
  await expect(kind(page, /^PESEL bez zera na początku 0/)).toBeVisible();

  await kind(page, /^błędny PESEL 1/).click();
  await rowOf(page, 'Duda Jan').getByRole('button', { name: 'Nie wczytuj' }).click();
  await expect(rowOf(page, 'Duda Jan')).toContainText('nie będzie wczytany');

  // The program ends; the dry run with its corrections is there again.
  await desk.quit();
  await desk.start();
  page = desk.page;
  await toImport(page);
  await expect(page.getByText(/^Próba z .+ zachowana na tym komputerze/)).toBeVisible({ timeout: 30_000 });
  await expect(faults(page).getByRole('status')).toContainText('1 wiersz do decyzji');
  await kind(page, /^bez numeru PESEL 1/).click();
  await rowOf(page, 'Mazur Ewa').getByRole('button', { name: 'Zostaw', exact: true }).click();
  await expect(faults(page).getByRole('status')).toHaveText('Wszystko załatwione. Można wczytać.');

  await page.getByRole('button', { name: 'Wczytaj', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Wszystko wysłane' })).toBeVisible({ timeout: 120_000 });
  await expect(page.getByRole('table', { name: 'Porównanie liczb' }).getByText('zgodne')).toHaveCount(4);
  await expect(page.getByRole('link', { name: '1 zadanie do załatwienia' })).toBeVisible();
  await page.evaluate(() => {
    window.location.hash = '#/list/2026-11-30';
  });
  const list = page.getByRole('table', { name: /^Wizyty, / });
  for (const patient of ['Kowalska', 'Lipiec', 'Mazur']) await expect(list).toContainText(patient);
  await expect(list).not.toContainText('Duda');
});

test('a dry run that nobody wants is deleted after a question, and nothing of it comes back', async ({ desk }) => {
  await desk.start();
  let { page } = desk;
  await toImport(page);
  await page.locator('input[data-choose=files]').setInputFiles(notebook);
  await expect(faults(page)).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Usuń próbę…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Usunąć próbę?' });
  await expect(dialog.getByRole('button', { name: 'Zostaw' })).toBeFocused();
  await dialog.getByRole('button', { name: 'Zostaw' }).click();
  await expect(faults(page)).toBeVisible();
  await page.getByRole('button', { name: 'Usuń próbę…' }).click();
  await dialog.getByRole('button', { name: 'Usuń próbę', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Wybierz folder' })).toBeVisible();
  await desk.quit();
  await desk.start();
  page = desk.page;
  await toImport(page);
  await expect(page.getByRole('button', { name: 'Wybierz folder' })).toBeVisible();
  await expect(faults(page)).toHaveCount(0);
});
