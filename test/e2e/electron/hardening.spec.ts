import { expect, test } from '../support/desk-test.ts';
import type { ElectronDesk } from '../support/electron-desk.ts';
import { ElectronDesk as Desk } from '../support/electron-desk.ts';

/** The shell alone: no central, so that each test takes a second. */
let shell: ElectronDesk;

test.beforeEach(async ({ folder }) => {
  shell = new Desk(folder, null);
  await shell.start();
  await expect(shell.page.getByRole('heading', { name: 'Witaj w Okienku' })).toBeVisible();
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

test('nothing from elsewhere is loaded: picture, script, style, frame, worker, socket', async () => {
  const loaded = await shell.page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve));
    const outcome = (element: HTMLElement) =>
      new Promise<boolean>((resolve) => {
        element.addEventListener('load', () => resolve(true));
        element.addEventListener('error', () => resolve(false));
        document.body.append(element);
        setTimeout(() => resolve(false), 1500);
      });
    const made = (name: string, some: object) => Object.assign(document.createElement(name), some);
    const address = 'https://example.org/x';
    const frame = made('iframe', { src: address }) as HTMLIFrameElement;
    await outcome(frame);
    const thrown = (work: () => unknown) => {
      try {
        work();
        return false;
      } catch {
        return true;
      }
    };
    const socket = await new Promise<boolean>((resolve) => {
      if (thrown(() => new WebSocket('wss://example.org/').addEventListener('open', () => resolve(true)))) resolve(false);
      setTimeout(() => resolve(false), 500);
    });
    return {
      image: await outcome(made('img', { src: `${address}.png` })),
      script: await outcome(made('script', { src: `${address}.js` })),
      style: await outcome(made('link', { rel: 'stylesheet', href: `${address}.css` })),
      socket,
    };
  });
  expect(loaded).toEqual({ image: false, script: false, style: false, socket: false });
  const frames = shell.page.frames().map((frame) => frame.url());
  expect(frames.filter((url) => url.startsWith('https:'))).toEqual([]);
});

test('the own protocol reads nothing but the built page', async () => {
  const statuses = await shell.app.evaluate(async ({ net }) => {
    const addresses = [
      'app://okienko/../../package.json',
      'app://okienko/%2e%2e/%2e%2e/package.json',
      'app://okienko/..%2f..%2fpackage.json',
      'app://okienko/..%5c..%5cpackage.json',
      'app://okienko//etc/passwd.json',
      'app://okienko/index.html%00.json',
      'app://elsewhere/index.html',
    ];
    return Promise.all(
      addresses.map((address) =>
        net.fetch(address).then(
          (answer) => answer.status,
          () => 0,
        ),
      ),
    );
  });
  for (const status of statuses) expect([0, 403, 404]).toContain(status);
});

test('links leave the program only for the known sites', async () => {
  const opened = await shell.app.evaluate(async ({ shell: system }) => {
    const seen: string[] = [];
    system.openExternal = async (url: string) => void seen.push(url);
    (globalThis as unknown as { opened: string[] }).opened = seen;
    return seen.length;
  });
  expect(opened).toBe(0);
  await shell.page.evaluate(() => {
    const bad = [
      'file:///etc/passwd',
      'javascript:alert(1)',
      'http://pacjent.gov.pl/',
      'https://pacjent.gov.pl.example.org/',
      'smb://x/y',
    ];
    for (const url of [...bad, 'https://pacjent.gov.pl/']) window.open(url);
  });
  const seen = () => shell.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
  await expect.poll(seen).toEqual(['https://pacjent.gov.pl/']);
});

test('rubbish over the bridge and the port ends neither main nor core', async () => {
  const [pid] = await shell.corePids();
  await shell.page.evaluate(async () => {
    // What preload hands over, as an intruder in the page would take it.
    const port = await new Promise<MessagePort>((resolve) => {
      addEventListener('message', (event) => event.ports[0] && resolve(event.ports[0]), { once: true });
      window.okienko?.requestPort();
    });
    port.start();
    const frames: unknown[] = [
      '',
      'null',
      '[]',
      '{}',
      '{"i":1}',
      '\0',
      'x'.repeat(100_000),
      7,
      null,
      undefined,
      [],
      {},
      new Uint8Array(9),
    ];
    for (const frame of frames) {
      port.postMessage(frame);
      (window.okienko as unknown as { requestPort(...given: unknown[]): void }).requestPort(frame, {}, []);
    }
    postMessage('okienko:port', '*');
    await new Promise((resolve) => setTimeout(resolve, 1000));
  });
  expect(await shell.corePids()).toEqual([pid]);
  expect(log()).not.toContain('host-ended');
  expect(log()).not.toContain('uncaught');
});

test('the log holds no word of the page', () => {
  for (const line of log().trim().split('\n')) expect(line).toMatch(/^\S+ \[(info|warn|error)\] +[a-z-]+( [a-zA-Z]+=\S+)*$/);
});
