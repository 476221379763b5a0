import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { deskImport } from '../core/desk/desk-import.ts';
import type { DeskClient } from '../core/desk/local-client.ts';
import { deskRouter } from '../core/desk/router.ts';
import { anActor, type TestDesk, testAccess, testDesk, testSafety } from '../core/desk/test-desk.ts';
import { type PreviewServer, startPreviewServer } from './preview-server.ts';

let desk: TestDesk;
let server: PreviewServer;
let folder: string;
let cookie: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'okienko-renderer-'));
  mkdirSync(join(folder, 'renderer', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'renderer', 'index.html'), '<!doctype html><title>Okienko</title>');
  writeFileSync(join(folder, 'renderer', 'assets', 'app-1a2b.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'secret.json'), '{}');
  desk = testDesk();
  const router = deskRouter(desk, deskImport(desk), testAccess(desk), () => anActor(), testSafety(desk));
  server = await startPreviewServer({ port: 0, rendererFolder: join(folder, 'renderer'), router });
  const [pair] = String((await get(server.url)).headers['set-cookie']).split(';');
  cookie = pair ?? '';
});
afterAll(async () => {
  await server.close();
  desk.remove();
  rmSync(folder, { recursive: true });
});

interface Answer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  body: string;
}

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const url = new URL(path, `http://127.0.0.1:${server.port}`);
  return new Promise((resolve, reject) => {
    // `path` as given: URL would tidy `..` away before the server could see it.
    const sent = request({
      host: '127.0.0.1',
      port: server.port,
      path: path.startsWith('/') ? path : url.pathname + url.search,
      method,
      headers,
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += String(chunk);
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    sent.end();
  });
}

const token = () => new URL(server.url).searchParams.get('token') ?? '';
const origin = () => `http://127.0.0.1:${server.port}`;

describe('the preview lets in who holds the token', () => {
  it('exchanges it for a cookie named with the port, and takes it out of the address', async () => {
    const answer = await get(`/?token=${token()}`);
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/');
    const [set] = answer.headers['set-cookie'] ?? [];
    expect(set).toMatch(new RegExp(`^okienko-${server.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`));
    expect(set).not.toContain(token());
  });

  it('serves the renderer to the cookie', async () => {
    const page = await get('/', { cookie });
    expect(page).toMatchObject({ status: 200, body: '<!doctype html><title>Okienko</title>' });
    expect(page.headers['cache-control']).toBe('no-store');
    const script = await get('/assets/app-1a2b.js', { cookie });
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(script.headers['cache-control']).toContain('immutable');
  });

  it.each([
    ['no cookie', '/', () => ({})],
    ['a wrong token', '/?token=wrong', () => ({})],
    ['a wrong token beside a good cookie', '/?token=wrong', () => ({ cookie })],
    ['a wrong cookie', '/', () => ({ cookie: `okienko-${server.port}=wrong` })],
    ['the cookie of another port', '/', () => ({ cookie: cookie.replace(String(server.port), '1') })],
    ['the token as cookie', '/', () => ({ cookie: `okienko-${server.port}=${token()}` })],
    ['the token on another path', '/assets/app-1a2b.js?token=TOKEN', () => ({})],
    ['another origin', '/', () => ({ cookie, origin: 'http://evil.example' })],
    ['the null origin', '/', () => ({ cookie, origin: 'null' })],
    ['another scheme in the origin', '/', () => ({ cookie, origin: `https://127.0.0.1:${server.port}` })],
  ])('403: %s', async (_name, path, headers) => {
    const answer = await get(path.replace('TOKEN', token()), headers());
    expect(answer.status).toBe(403);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it.each(['localhost:PORT', '127.0.0.1', 'evil.example', '127.0.0.1:PORT.evil.example', 'evil.example:PORT'])(
    '421: Host %s, also with the right token (DNS rebinding)',
    async (host) => {
      const answer = await get(`/?token=${token()}`, { host: host.replace('PORT', String(server.port)) });
      expect(answer.status).toBe(421);
      expect(answer.headers['set-cookie']).toBeUndefined();
    },
  );

  it.each([
    '/../secret.json',
    '/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/assets/..%5c..%5csecret.json',
    '/assets/../../secret.json',
    '/%00',
    '/%',
    '/nothing.js',
    '/assets',
  ])('404: %s', async (path) => {
    expect((await get(path, { cookie })).status).toBe(404);
  });

  it('answers GET and HEAD alone', async () => {
    expect((await get('/', { cookie }, 'POST')).status).toBe(405);
    expect(await get('/', { cookie }, 'HEAD')).toMatchObject({ status: 200, body: '' });
  });

  it('allows nothing that is not named', async () => {
    for (const answer of [await get('/', { cookie }), await get('/')]) {
      const policy = String(answer.headers['content-security-policy']);
      expect(policy).toMatch(/^default-src 'none'; script-src 'self'; /);
      expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${server.port}`);
      expect(policy).not.toMatch(/script-src[^;]*(unsafe|data:|\*)/);
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
    }
  });
});

describe('the way to the desk', () => {
  const open = (headers: Record<string, string>, path = '/rpc') =>
    new Promise<WebSocket | number>((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers });
      socket.on('open', () => resolve(socket));
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
      socket.on('error', () => undefined);
    });

  it('is open to the page that was served here', async () => {
    const socket = await open({ cookie, origin: origin() });
    if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
    const client = createORPCClient<DeskClient>(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }));
    expect(await client.desk.overview()).toMatchObject({ clinicName: 'Przychodnia' });
    socket.close();
  });

  it.each<[string, () => Record<string, string>, number]>([
    ['no cookie', () => ({ origin: origin() }), 403],
    ['no origin', () => ({ cookie }), 403],
    ['another origin', () => ({ cookie, origin: 'http://evil.example' }), 403],
    ['another port in the origin', () => ({ cookie, origin: 'http://127.0.0.1:1' }), 403],
    ['another Host', () => ({ cookie, origin: origin(), host: 'evil.example' }), 421],
  ])('is closed: %s', async (_name, headers, status) => {
    expect(await open(headers())).toBe(status);
  });

  it('is closed on another path', async () => {
    expect(await open({ cookie, origin: origin() }, '/')).toBe(403);
  });
});
