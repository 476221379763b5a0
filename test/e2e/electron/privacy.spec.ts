import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openScreen } from '../support/accounts.ts';
import { expect, test } from '../support/desk-test.ts';
import type { ElectronDesk } from '../support/electron-desk.ts';
import { expectInStep } from '../support/screen.ts';

test.use({ begin: 'new' });

/** Of Polish numbers as people read them. */
const number = /\d{3} \d{3} \d{3}/;

test('numbers are masked in lists, each opening is on record, and a person’s data are corrected, saved and kept no longer than set', async ({
  desk,
  folder,
}) => {
  test.slow();
  const shell = desk as ElectronDesk;
  await shell.start();
  const { page } = shell;
  await expectInStep(page);

  await openScreen(page, 'Zadania');
  const tasks = page.getByRole('main');
  await expect(tasks).toContainText('Wybierz zadanie z listy');
  await expect(tasks).not.toContainText(number);

  await openScreen(page, 'Pacjenci');
  await page.getByLabel('PESEL, nazwisko albo telefon').fill('nowak');
  const hits = page.getByRole('list', { name: 'Znalezione osoby' }).getByRole('link');
  await expect(hits.first()).toContainText('•••');
  expect(await hits.allTextContents()).toEqual((await hits.allTextContents()).filter((text) => !number.test(text)));
  await hits.first().click();
  await page.getByRole('button', { name: 'Zmień dane' }).click();
  const name = page.getByLabel('Imię', { exact: true });
  const corrected = `${await name.inputValue()}-Próba`;
  await name.fill(corrected);
  await page.getByRole('button', { name: 'Zapisz zmianę' }).click();
  await expect(page.getByRole('heading', { name: new RegExp(corrected) })).toBeVisible();
  await expectInStep(page);

  const looks = page.getByRole('region', { name: 'Historia zmian i wglądów' });
  await expect(looks).toContainText('Otwarto dane pacjenta');
  await expect(looks).toContainText('Zmieniono dane');
  const data = await saved(shell, page, folder, 'Zapisz plik z danymi…');
  expect(data.name).not.toMatch(/nowak/i);
  const held = JSON.parse(data.text) as { person: { givenName: string } };
  expect(JSON.stringify(held)).toContain(corrected);
  const leaflet = await saved(shell, page, folder, 'Zapisz stronę do druku…');
  expect(leaflet.text).toContain(corrected);

  const log = await saved(shell, page, folder, 'Zapisz dziennik zdarzeń…', async () => openScreen(page, 'Stan'));
  for (const what of ['open-patient', 'change-patient', 'export-patient']) expect(log.text).toContain(what);

  await openScreen(page, 'Ustawienia');
  const visits = page.getByLabel('Dawne wizyty');
  await visits.fill('500');
  await page.getByRole('button', { name: 'Zapisz okresy' }).click();
  await expect(page.getByText('Okresy zapisane.')).toBeVisible();
  await shell.quit();
  await shell.start();
  await openScreen(shell.page, 'Ustawienia');
  await expect(shell.page.getByLabel('Dawne wizyty')).toHaveValue('500');
});

/** What a click saves, put into the test's folder instead of asking a person where to. */
async function saved(shell: ElectronDesk, page: Page, folder: string, button: string, before = async () => undefined as unknown) {
  await before();
  const target = join(folder, `saved-${Date.now()}`);
  await shell.app.evaluate(({ session }, path) => {
    const told = globalThis as { savedName?: string | null };
    told.savedName = null;
    session.defaultSession.once('will-download', (_event, item) => {
      item.setSavePath(path);
      item.once('done', () => {
        told.savedName = item.getFilename();
      });
    });
  }, target);
  await page
    .getByRole('button', { name: new RegExp(button) })
    .first()
    .click();
  const name = () => shell.app.evaluate(() => (globalThis as { savedName?: string | null }).savedName ?? null);
  await expect.poll(name, { timeout: 20_000 }).not.toBeNull();
  return { name: (await name()) ?? '', text: readFileSync(target, 'utf8') };
}
