import { readFileSync } from 'node:fs';
import { expectAccessible } from '../support/axe.ts';
import { expect, test } from '../support/desk-test.ts';
import { expectInStep } from '../support/screen.ts';

test('R43, R46, R47: the manager sees the month, saves a table and gets a printed day', async ({ desk }) => {
  await desk.start();
  const { page } = desk;
  await expectInStep(page);
  await page.evaluate(() => {
    window.location.hash = '#/compliance';
  });
  const statement = page.getByRole('table').filter({ hasText: 'Ze zdarzeniem' });
  await expect(statement.getByRole('row', { name: /^kardiologia/ })).toBeVisible();
  await expectAccessible(page, 'Zgodność i rozliczenie');

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Zapisz: zestawienie miesiąca, CSV' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toMatch(/^okienko-statement-2026-11\.csv$/);
  expect(readFileSync(await saved.path(), 'utf8')).toContain('razem;');

  await page.evaluate(() => {
    window.location.hash = '#/paper';
  });
  const preview = page.getByRole('region', { name: 'Podgląd wydruku' });
  await expect(preview.getByRole('article').first()).toContainText('Wydrukowano:');
  await expectAccessible(page, 'Wydruki');

  const name = (await preview.locator('tbody tr td:nth-child(2)').first().textContent()) ?? '';
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(page.locator('[data-paper]')).toContainText(name);
  await page.emulateMedia({ media: 'screen' });

  await page.getByRole('radio', { name: 'Lista na drzwi' }).check();
  await expect(preview).toContainText('numer 1');
  await expect(preview).not.toContainText(name);
});
