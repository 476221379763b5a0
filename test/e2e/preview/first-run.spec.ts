import { join } from 'node:path';
import { expect, test } from '../support/desk-test.ts';
import { connectDesk, endFirstRun, makeFirstAdministrator, recoveryCode, signIn, writeCodeDown } from '../support/first-run.ts';
import { PreviewDesk } from '../support/preview-desk.ts';
import { expectInStep } from '../support/screen.ts';

test('a new desk is connected, gets its first account and its code, and ends at the import; an end in between loses no step', async ({
  folder,
  central,
  context,
}) => {
  const desk = new PreviewDesk(join(folder, 'new-desk'), null, context);
  await desk.start();
  const { page } = desk;
  await connectDesk(page, central, await central.newClinic(false));
  const code = await makeFirstAdministrator(page);

  await desk.quit();
  await desk.start();
  await signIn(page);
  expect(await recoveryCode(page)).toBe(code);
  await writeCodeDown(page);

  await endFirstRun(page);
  await expectInStep(page);
  await page.reload();
  await expectInStep(page);
  await expect(page.getByText('Ostatni krok')).toHaveCount(0);
  await desk.quit();
  expect(desk.refusedByPolicy).toEqual([]);
});
