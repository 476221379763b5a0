import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { DeskAccount } from '../support/desk.ts';
import { expect, test } from '../support/desk-test.ts';
import { ElectronDesk } from '../support/electron-desk.ts';
import { expectInStep, heading } from '../support/screen.ts';

/** Real servers, real crashes and the real Electron: what a hospital's computer does to the program. */

test('a newer version is fetched through the system’s proxy, told quietly, and put in place when the program is closed', async ({
  folder,
  account,
}) => {
  const content = Buffer.from('the newer version');
  const sha512 = createHash('sha512').update(content).digest('base64');
  const feed = `version: 9.9.9\nfiles:\n  - url: Okienko-9.9.9.AppImage\n    sha512: ${sha512}\n    size: ${content.length}\npath: Okienko-9.9.9.AppImage\nsha512: ${sha512}\nreleaseDate: '2026-11-30T08:00:00.000Z'\n`;
  const asked: string[] = [];
  // The name of the server is known to the proxy alone.
  const proxy = await serve((url) => {
    // Behind the question mark: against caches.
    const [file = ''] = url.split('?');
    asked.push(file);
    if (file === 'http://updates.szpital.test/latest-linux.yml') return feed;
    return file === 'http://updates.szpital.test/Okienko-9.9.9.AppImage' ? content : null;
  });
  const appImage = join(folder, 'Okienko.AppImage');
  writeFileSync(appImage, 'the running version');
  const config = join(folder, 'app-update.yml');
  writeFileSync(config, 'provider: generic\nurl: http://updates.szpital.test/\nupdaterCacheDirName: okienko-updater\n');
  const desk = new ElectronDesk(join(folder, 'desk'), account, {
    args: [`--updates-by=${config}`],
    env: { APPIMAGE: appImage, XDG_CACHE_HOME: join(folder, 'cache'), http_proxy: proxy.address },
  });
  await desk.start();
  await expectInStep(desk.page);
  const notice = desk.page.getByRole('link', { name: 'Nowa wersja po zamknięciu' });
  await expect(notice).toBeVisible();
  await desk.page.screenshot({ path: test.info().outputPath('update.png') });
  expect(readFileSync(appImage, 'utf8')).toBe('the running version');
  expect(asked).toContain('http://updates.szpital.test/Okienko-9.9.9.AppImage');
  await notice.click();
  await expect(desk.page.getByText('Wersja 9.9.9 jest pobrana; zainstaluje się po zamknięciu programu.')).toBeVisible();
  await desk.quit();
  expect(desk.log()).toMatch(/update-available version=9\.9\.9[\s\S]*update-ready version=9\.9\.9/);
  expect(readFileSync(appImage, 'utf8')).toBe('the newer version');
  proxy.server.close();
});

test('a PAC file of the system leads to the proxy; Stan tells what the proxy says', async ({ folder, account }) => {
  const connects: string[] = [];
  const proxy = await serve((url) =>
    url === '/proxy.pac' ? `function FindProxyForURL() { return 'PROXY 127.0.0.1:${proxyPort(proxy.server)}'; }` : null,
  );
  proxy.server.on('connect', (request, socket) => {
    connects.push(request.url ?? '');
    socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
  });
  const outside: DeskAccount = { ...account, central: 'https://cer.szpital.test' };
  const desk = new ElectronDesk(join(folder, 'desk'), outside, { env: { auto_proxy: `${proxy.address}/proxy.pac` } });
  await desk.start();
  await expect.poll(() => connects).toContain('cer.szpital.test:443');
  await expect.poll(() => desk.log()).toContain('network-trouble kind=proxy-refused');
  await desk.quit();
  proxy.server.close();
});

test('after sleep central is asked at once', async ({ folder, account }) => {
  const shell = new ElectronDesk(join(folder, 'desk'), account);
  await shell.start();
  await expectInStep(shell.page);
  await shell.app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));
  await expect.poll(() => shell.log()).toContain('network-changed why=resumed');
  await expectInStep(shell.page);
  await shell.quit();
});

test('a crash of the page brings the same screen back', async ({ folder, account }) => {
  const shell = new ElectronDesk(join(folder, 'desk'), account);
  await shell.start();
  await expectInStep(shell.page);
  await shell.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
  await expect.poll(() => shell.log()).toContain('page-ended reason=');
  // Playwright's page of before is gone with its process.
  const isShown = () =>
    shell.app.evaluate(
      ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript("document.querySelector('[data-block]') !== null") ??
        false,
    );
  await expect.poll(isShown).toBe(true);
  await shell.quit();
});

test('core that ends again and again is said clearly, and starts anew when somebody asks for it', async ({ folder, account }) => {
  const shell = new ElectronDesk(join(folder, 'desk'), account);
  await shell.start();
  await expectInStep(shell.page);
  await shell.app.evaluate(({ dialog }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked, answer: null });
    dialog.showMessageBox = ((_window: unknown, { detail }: { detail: string }) => {
      asked.push(detail);
      return new Promise((resolve) =>
        Object.assign(globalThis, { answer: () => resolve({ response: 0, checkboxChecked: false }) }),
      );
    }) as typeof dialog.showMessageBox;
  });
  const asked = () => shell.app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
  const ended = () => shell.log().match(/host-ended/g)?.length ?? 0;
  for (let crash = 1; crash <= 5; crash++) {
    await expect.poll(() => shell.corePids().then((pids) => pids.length), { timeout: 30_000 }).toBe(1);
    await shell.crashCore();
    await expect.poll(ended).toBe(crash);
  }
  await expect.poll(asked).toEqual([expect.stringContaining('kończy się zaraz po uruchomieniu')]);
  await shell.app.evaluate(() => (globalThis as unknown as { answer(): void }).answer());
  await expectInStep(shell.page);
  await expect(heading(shell.page)).toBeVisible();
  await shell.quit();
});

interface Served {
  server: Server;
  address: string;
}

/** `answer` null = 404. */
async function serve(answer: (url: string) => string | Buffer | null): Promise<Served> {
  const server = createServer((request, response) => {
    const content = answer(request.url ?? '');
    if (content === null) response.writeHead(404).end();
    else response.writeHead(200).end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, address: `http://127.0.0.1:${proxyPort(server)}` };
}

const proxyPort = (server: Server) => (server.address() as AddressInfo).port;
