import { join } from 'node:path';
import { expect, test } from '../support/desk-test.ts';
import { ElectronDesk } from '../support/electron-desk.ts';
import { connectDesk, endFirstRun, makeFirstAdministrator, writeCodeDown } from '../support/first-run.ts';
import { expectInStep, heading } from '../support/screen.ts';
import { beginTrainingAnew, enterTraining, leaveTraining } from '../support/training.ts';

test('the program is connected, gets its first account and its code, and ends at the import', async ({ folder, central }) => {
  const shell = new ElectronDesk(join(folder, 'new-desk'), null);
  await shell.start();
  const { page } = shell;
  await connectDesk(page, central, await central.newClinic(false));
  await makeFirstAdministrator(page);
  await writeCodeDown(page);
  await endFirstRun(page);
  await expectInStep(page);
  await shell.quit();
  expect(shell.refusedByPolicy).toEqual([]);
});

test('the window shows the training, begins it anew and comes back to the real desk; its central ends with it', async ({
  desk,
}) => {
  // Two invented clinics are made, each of which takes a minute on a busy computer.
  test.slow();
  const shell = desk as ElectronDesk;
  await shell.start();
  const { page } = shell;
  await expectInStep(page);
  // The numbers of the day come a moment after its name.
  await expect(heading(page)).toContainText('wizyt');
  const before = (await heading(page).textContent()) ?? '';
  await enterTraining(page);
  await expectInStep(page);
  await expect.poll(() => titles(shell)).toEqual(['TRYB SZKOLENIOWY: Okienko']);
  await beginTrainingAnew(page);
  await expectInStep(page);
  expect(await centrals(shell)).toBe(1);

  await leaveTraining(page);
  await expectInStep(page);
  await expect(heading(page)).toHaveText(before);
  await expect.poll(() => titles(shell)).toEqual(['Okienko']);
  await expect.poll(() => centrals(shell)).toBe(0);
});

const titles = (shell: ElectronDesk) =>
  shell.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.getTitle()));

/** Processes of the training's central. */
const centrals = (shell: ElectronDesk) =>
  shell.app.evaluate(
    ({ app }) => app.getAppMetrics().filter(({ name, serviceName }) => [name, serviceName].includes('okienko-training')).length,
  );
