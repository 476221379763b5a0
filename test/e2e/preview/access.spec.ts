import { expect, test } from '../support/desk-test.ts';
import type { PreviewDesk } from '../support/preview-desk.ts';

test('only the printed address opens the desk, and only on this machine', async ({ desk, browser }) => {
  const preview = desk as PreviewDesk;
  await preview.start();
  await expect(preview.page.getByRole('navigation', { name: 'Ekrany' })).toBeVisible();
  // The token is gone from the address, and with it from the history.
  expect(preview.page.url()).not.toContain('token');

  const stranger = await browser.newContext();
  const page = await stranger.newPage();
  const origin = new URL(preview.address).origin;
  expect((await page.goto(`${origin}/`))?.status()).toBe(403);
  expect((await page.goto(`${origin}/?token=${'A'.repeat(43)}`))?.status()).toBe(403);
  expect((await page.goto(`${origin}/assets/x.js`))?.status()).toBe(403);

  const cookies = await preview.page.context().cookies();
  expect(cookies).toMatchObject([{ httpOnly: true, sameSite: 'Strict' }]);
  const [cookie] = cookies;
  const asked = (headers: Record<string, string>) =>
    fetch(`${origin}/`, { headers: { cookie: `${cookie?.name}=${cookie?.value}`, ...headers } }).then(({ status }) => status);
  expect(await asked({})).toBe(200);
  expect(await asked({ origin: 'https://example.org' })).toBe(403);
  await stranger.close();
});

test('a page of another site cannot reach core', async ({ desk, browser }) => {
  const preview = desk as PreviewDesk;
  await preview.start();
  const { port } = new URL(preview.address);
  const other = await (await browser.newContext()).newPage();
  await other.goto('about:blank');
  const opened = await other.evaluate(
    (address) =>
      new Promise<boolean>((resolve) => {
        const socket = new WebSocket(address);
        socket.addEventListener('open', () => resolve(true));
        socket.addEventListener('error', () => resolve(false));
      }),
    `ws://127.0.0.1:${port}/rpc`,
  );
  expect(opened).toBe(false);
});

test('the policy begins from nothing', async ({ desk }) => {
  const preview = desk as PreviewDesk;
  await preview.start();
  const answer = await preview.page.reload();
  expect(answer?.headers()['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/);
});

test('an address that is not loopback is refused', async () => {
  const { startProgram } = await import('../support/child-program.ts');
  await expect(startProgram('preview/preview.ts', ['--host', '0.0.0.0'])).rejects.toThrow(/127\.0\.0\.1/);
});
