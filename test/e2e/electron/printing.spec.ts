import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../../../scripts/project.mjs';
import { expect, test } from '../support/desk-test.ts';
import type { ElectronDesk } from '../support/electron-desk.ts';
import { expectInStep } from '../support/screen.ts';

const kinds = ['Lista dnia', 'Lista na drzwi', 'Tydzień lekarza', 'Ulotka z zasadami'];
/** For whoever wants to see how it comes out of the printer. */
const folderForEyes = join(root, '.cache/printed');

const choose = (page: Page, kind: string) => page.getByRole('radio', { name: kind, exact: true }).check();
const toPaper = (page: Page) => page.getByRole('link', { name: 'Wydruki', exact: true }).click();

test('every page goes the way of the printer as A4, and the job’s name tells nothing about anybody', async ({ desk }) => {
  await desk.start();
  const { page } = desk;
  await expectInStep(page);
  await toPaper(page);
  mkdirSync(folderForEyes, { recursive: true });
  for (const kind of kinds) {
    await choose(page, kind);
    await expect(page.locator('[data-paper] article').first()).toBeAttached();
    const pdf = await printed(desk as ElectronDesk);
    writeFileSync(join(folderForEyes, `${kind}.pdf`), pdf);
    const text = pdf.toString('latin1');
    expect(text.slice(0, 5), kind).toBe('%PDF-');
    expect(text, kind).toMatch(/\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/);
    // What the spooler shows to everybody in the building.
    expect([...text.matchAll(/\/Title \(([^)]*)\)/g)].map(([, title]) => title)).toEqual(['Okienko']);
  }
});

test('the list for the door names nobody', async ({ desk }) => {
  await desk.start();
  const { page } = desk;
  await expectInStep(page);
  await toPaper(page);
  const paper = page.locator('[data-paper]');
  await expect(paper.locator('tbody td:nth-child(2)').first()).toBeAttached();
  const people = await paper.locator('tbody td:nth-child(2)').allTextContents();
  const named = people.filter((name) => name !== 'wolny');
  expect(named.length).toBeGreaterThan(10);
  await choose(page, 'Lista na drzwi');
  await expect(paper.locator('ol li').first()).toBeAttached();
  const door = (await paper.textContent()) ?? '';
  expect(named.filter((name) => door.includes(name))).toEqual([]);
});

test('lists for a failure are laid down as PDF, encrypted, and go when they are switched off', async ({ desk, folder }) => {
  await desk.start();
  const { page } = desk;
  await expectInStep(page);
  await toPaper(page);
  await page.getByRole('radio', { name: 'Na wypadek awarii' }).check();
  const lists = join(folder, 'listy');
  await page.getByRole('textbox', { name: 'Folder' }).fill(lists);
  await page.getByRole('radio', { name: 'Tylko kto zna hasło' }).check();
  await page.getByRole('textbox', { name: 'Hasło do plików' }).fill('latarka i kubek');
  await page.getByRole('button', { name: 'Włącz i zapisz listy' }).click();
  await expect(page.getByText(/^okienko-lista-\d{4}-\d{2}-\d{2}-[0-9a-f]{8}\.pdf$/)).toHaveCount(2);
  const files = readdirSync(lists);
  expect(files).toHaveLength(2);
  for (const name of files) {
    const content = readFileSync(join(lists, name)).toString('latin1');
    expect(content.slice(0, 5)).toBe('%PDF-');
    expect(content).toContain('/Encrypt');
    mkdirSync(folderForEyes, { recursive: true });
    writeFileSync(join(folderForEyes, name), content, 'latin1');
  }
  await page.getByRole('button', { name: 'Wyłącz i usuń pliki' }).click();
  await expect(page.getByText('Wyłączone: żadne listy nie są zapisywane')).toBeVisible();
  expect(readdirSync(lists)).toEqual([]);
});

/** As the system's print dialog would get it. */
async function printed(desk: ElectronDesk): Promise<Buffer> {
  const base64 = await desk.app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const pdf = await window?.webContents.printToPDF({ preferCSSPageSize: true });
    return pdf?.toString('base64') ?? '';
  });
  return Buffer.from(base64, 'base64');
}
