import { expect, test } from '../support/desk-test.ts';
import type { ElectronDesk } from '../support/electron-desk.ts';
import { ElectronDesk as Desk } from '../support/electron-desk.ts';

/** The shell alone: no central, so that each test takes a second. */
let shell: ElectronDesk;

test.beforeEach(async ({ folder }) => {
  shell = new Desk(folder, null);
  await shell.start();
  await expect(shell.page.getByRole('heading', { name: 'Pierwsze uruchomienie' })).toBeVisible();
});
test.afterEach(() => shell.quit());

const log = () => shell.log();

test('the page has no Node.js and a bridge of one named thing', async () => {
  const seen = await shell.page.evaluate(() => ({
    node: ['require', 'process', 'Buffer', 'module', 'global', 'electron', 'ipcRenderer'].filter((name) => name in window),
    bridge: Object.keys(window.okienko ?? {}),
  }));
  expect(seen).toEqual({ node: [], bridge: ['requestPort'] });
});

test('the window is sandboxed and isolated', async () => {
  const preferences = await shell.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => {
      // Not in Electron's types, for tests and tools only.
      const contents = window.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      const { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity } = contents.getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity };
    }),
  );
  expect(preferences).toEqual([
    { sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, webSecurity: true },
  ]);
});

test('the policy begins from nothing and is kept', async () => {
  const policy = await shell.app.evaluate(async ({ net }) =>
    (await net.fetch('app://okienko/index.html')).headers.get('content-security-policy'),
  );
  expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);

  const got = await shell.page.evaluate(async () => {
    const inline = document.createElement('script');
    inline.textContent = 'window.planted = true';
    document.head.append(inline);
    // In a later turn: what the test's own connection runs at once is exempt from the policy.
    await new Promise((resolve) => setTimeout(resolve));
    const evaluated = await Promise.resolve()
      .then(() => new Function('return true')() as boolean)
      .catch(() => false);
    const fetched = await fetch('https://example.org/').then(
      () => true,
      () => false,
    );
    const own = await fetch('app://okienko/index.html').then(
      () => true,
      () => false,
    );
    return { inline: 'planted' in window, evaluated, fetched, own };
  });
  expect(got).toEqual({ inline: false, evaluated: false, fetched: false, own: false });
});

test('the page goes nowhere and opens nothing', async () => {
  const { page, app } = shell;
  const opened = await page.evaluate(() => window.open('https://example.org/') !== null);
  expect(opened).toBe(false);
  await page.evaluate(() => {
    window.location.href = 'https://example.org/';
  });
  await expect.poll(log).toContain('navigation-refused');
  expect(log()).toContain('link-refused');
  // By main's word: Playwright itself waits for the navigation that was refused.
  const shown = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getURL()),
  );
  expect(shown).toEqual([expect.stringMatching(/^app:\/\/okienko\//)]);
});

test('no permission is given and nothing is downloaded', async () => {
  const states = await shell.page.evaluate(async () => {
    const names = ['geolocation', 'camera', 'microphone', 'notifications', 'clipboard-read'] as PermissionName[];
    return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state));
  });
  expect(states).toEqual(['denied', 'denied', 'denied', 'denied', 'denied']);

  await shell.page.evaluate(() => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['x']));
    link.download = 'x.txt';
    document.body.append(link);
    link.click();
  });
  await expect.poll(log).toContain('download-refused');
});

test('another window asks in vain, even with our page and our preload', async () => {
  const got = await shell.app.evaluate(async ({ BrowserWindow, app }) => {
    const preload = `${app.getAppPath()}/dist/electron/preload.cjs`;
    const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
    await stranger.loadURL('app://okienko/index.html');
    const ports = await stranger.webContents.executeJavaScript(`new Promise((resolve) => {
      let ports = 0;
      addEventListener('message', (event) => { ports += event.ports.length; });
      okienko.requestPort();
      setTimeout(() => resolve(ports), 500);
    })`);
    stranger.destroy();
    return ports as number;
  });
  expect(got).toBe(0);
  expect(log()).toContain('sender-refused');
});

test('the log holds no word of the page', () => {
  for (const line of log().trim().split('\n')) expect(line).toMatch(/^\S+ \[(info|warn|error)\] +[a-z-]+( [a-zA-Z]+=\S+)*$/);
});
