import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fetchTestElectron } from '../../../scripts/fetch-test-electron.mjs';
import { root } from '../../../scripts/project.mjs';
import { expect, test } from '../support/desk-test.ts';
import { ElectronDesk } from '../support/electron-desk.ts';
import { expectInStep, heading } from '../support/screen.ts';

const log = (desk: ElectronDesk) => desk.log();

test('a crash of core costs a blink: the same screen works on', async ({ desk }) => {
  const shell = desk as ElectronDesk;
  await shell.start();
  const { page } = shell;
  await expectInStep(page);
  const [before] = await shell.corePids();

  await shell.crashCore();
  await expect.poll(async () => (await shell.corePids()).filter((pid) => pid !== before)).toHaveLength(1);
  await page.getByRole('button', { name: 'Następny dzień' }).click();
  await expect(heading(page)).toContainText('Wtorek, 24 listopada');
  await expect(page.getByRole('button', { name: /potwierdzone/ }).first()).toBeVisible();
  await expectInStep(page);
  expect(log(shell)).toContain('host-ended');
});

test('the window opens where it was closed', async ({ folder }) => {
  const shell = new ElectronDesk(folder, null);
  await shell.start();
  const wanted = { x: 140, y: 90, width: 1200, height: 760 };
  await shell.app.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds), wanted);
  await shell.quit();

  await shell.start();
  const bounds = await shell.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  expect(bounds).toEqual(wanted);
  await shell.quit();
});

test('a second start on the same folder shows the running one and ends', async ({ folder }) => {
  const shell = new ElectronDesk(folder, null);
  await shell.start();
  await expect(beginning(shell)).toBeVisible();
  await shell.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());

  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const electron = join(await fetchTestElectron(), 'electron');
  const second = spawnSync(electron, [...sandbox, root, `--data=${folder}`], { timeout: 20_000, encoding: 'utf8' });
  expect(second.status).toBe(0);
  const windows = await shell.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.isMinimized()),
  );
  expect(windows).toEqual([false]);
  await shell.quit();
});

test('quitting waits for the journal, and leaves no process behind', async ({ folder }) => {
  const shell = new ElectronDesk(folder, null);
  await shell.start();
  await expect(beginning(shell)).toBeVisible();
  await expect.poll(() => log(shell)).toContain('desk-opened');
  await shell.quit();
  expect(log(shell)).toMatch(/desk-closed[\s\S]*ended how=clean/);
  expect(processesOn(folder)).toEqual([]);
});

test('a shell that is killed takes core with it, and the folder opens again', async ({ folder }) => {
  const shell = new ElectronDesk(folder, null);
  await shell.start();
  await expect.poll(() => log(shell)).toContain('desk-opened');
  const main = shell.app.process();
  const gone = new Promise((resolve) => main.once('exit', resolve));
  main.kill('SIGKILL');
  await gone;

  await shell.start();
  await expect.poll(() => log(shell).match(/desk-opened/g)?.length).toBe(2);
  await expect(beginning(shell)).toBeVisible();
  await shell.quit();
});

test('the data key lies wrapped in its file, never in arguments or environment', async ({ folder }) => {
  const shell = new ElectronDesk(folder, null);
  await shell.start();
  await expect.poll(() => log(shell)).toContain('desk-opened');
  const { slots } = JSON.parse(readFileSync(join(shell.dataFolder, 'key.json'), 'utf8')) as { slots: { wrapped: string }[] };
  expect(slots).toHaveLength(1);
  // This machine has no key store: that is said in the log.
  expect(log(shell)).toContain('key-in-plain-text');
  const key = await shell.app.evaluate(
    ({ safeStorage }, wrapped) => safeStorage.decryptString(Buffer.from(wrapped, 'base64')),
    slots[0]?.wrapped ?? '',
  );
  expect(Buffer.from(key, 'base64')).toHaveLength(32);
  const ours = processesOn(folder);
  expect(ours.length).toBeGreaterThan(1);
  for (const pid of ours) {
    const told = ['cmdline', 'environ'].map((file) => readFileSync(`/proc/${pid}/${file}`, 'utf8')).join('\n');
    expect(told).not.toContain(key);
  }
  expect(readFileSync(join(shell.dataFolder, 'journal.db')).subarray(0, 15).toString()).not.toBe('SQLite format 3');
  await shell.quit();
});

/** Without a central and without accounts: the desk asks to be connected. */
const beginning = (shell: ElectronDesk) => shell.page.getByRole('heading', { name: 'Witaj w Okienku' });

/** Processes of ours that know the folder by their arguments or by an open file. */
function processesOn(folder: string): number[] {
  const pids = readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid);
  return pids.filter((pid) => {
    try {
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder)) return true;
      return readdirSync(`/proc/${pid}/fd`).some((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`).startsWith(folder));
    } catch {
      // It has ended while we looked.
      return false;
    }
  });
}
