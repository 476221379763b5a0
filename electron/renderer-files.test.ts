import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentSecurityPolicy, rendererFile } from './renderer-files.ts';

const base = mkdtempSync(join(tmpdir(), 'okienko-renderer-'));
const folder = join(base, 'renderer');

beforeAll(() => {
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<title>Okienko</title>');
  writeFileSync(join(folder, 'assets/a.js'), 'export {};');
  writeFileSync(join(folder, 'data.db'), 'x');
  writeFileSync(join(base, 'secret.json'), '{}');
});
afterAll(() => rmSync(base, { recursive: true }));

const get = (url: string, method = 'GET') => rendererFile(new Request(url, { method }), folder);

describe('files of the page', () => {
  it('come with their type and the policy', async () => {
    const page = await get('app://okienko/');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Okienko');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
    expect((await get('app://okienko/assets/a.js')).headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  it.each([
    ['a way out of the folder', 'app://okienko/..%2Fsecret.json', 404],
    ['a way out with backslashes', 'app://okienko/..%5C..%5Csecret.json', 404],
    ['a file of an unknown kind', 'app://okienko/data.db', 404],
    ['a file that is not there', 'app://okienko/none.js', 404],
    ['a null byte', 'app://okienko/index.html%00.js', 403],
    ['another host', 'app://elsewhere/index.html', 403],
  ])('%s is refused', async (_what, url, status) => {
    expect((await get(url)).status).toBe(status);
  });

  it('are only read', async () => {
    expect((await get('app://okienko/', 'POST')).status).toBe(403);
  });
});

describe('the policy', () => {
  it('begins from nothing and lets no script or style in from elsewhere or from the page itself', () => {
    const directives = new Map(
      contentSecurityPolicy.split('; ').map((each) => [each.split(' ')[0], each.split(' ').slice(1).join(' ')]),
    );
    expect(directives.get('default-src')).toBe("'none'");
    expect(directives.get('script-src')).toBe("'self'");
    expect(directives.get('style-src')).toBe("'self'");
    expect(directives.has('connect-src')).toBe(false);
    expect(contentSecurityPolicy).not.toMatch(/unsafe|https?:|\*/);
  });
});
