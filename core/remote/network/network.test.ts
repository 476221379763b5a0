/** The desk's way out against a real proxy and a real private authority, as hospitals have them. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttp, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SecureVersion } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import type { NetworkTrouble } from '../../domain/network-trouble.ts';
import { openHttp } from '../http.ts';
import { listen } from '../listen.ts';
import { type Network, openNetwork } from './network.ts';
import { readCaFile, trustedAuthorities } from './trusted-authorities.ts';

let folder = '';
const closers: (() => unknown)[] = [];
const file = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'okienko-network-'));
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const authority = ['-subj', '/O=Szpital Testowy/CN=Zapora', '-addext', 'basicConstraints=critical,CA:TRUE'];
  openssl('req', '-x509', ...newKey, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '30', ...authority);
  const issue = (name: string, host: string, ...when: string[]) => {
    openssl('req', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${host}`);
    writeFileSync(file(`${name}.ext`), `subjectAltName=${host.includes(':') ? 'IP' : 'DNS'}:${host}\n`);
    const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', `${name}.ext`];
    openssl('x509', '-req', '-in', `${name}.csr`, '-out', `${name}.pem`, ...by, ...when);
  };
  issue('central', 'localhost', '-days', '30');
  issue('other', 'other.example', '-days', '30');
  issue('expired', 'localhost', '-days', '-1');
  issue('six', '::1', '-days', '30');
});
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const trusting = () => trustedAuthorities(file('ca.pem'));

describe('a private authority', () => {
  it('is trusted when IT names its file, and central is reached', async () => {
    const { http, troubles } = desk({ authorities: trusting });
    expect(await http.exchange(get(await central('central')))).toMatchObject({ kind: 'reply', status: 200, body: { ok: true } });
    expect(troubles).toEqual([]);
  });

  it('is trusted when it lies in the system’s store', () => {
    const ask = `import { trustedAuthorities } from ${JSON.stringify(join(import.meta.dirname, 'trusted-authorities.ts'))};
      const trusted = trustedAuthorities(null) ?? [];
      const own = ${JSON.stringify(readFileSync(file('ca.pem'), 'utf8').trim())};
      console.log(trusted.some((each) => each.trim() === own));`;
    const env = { ...process.env, SSL_CERT_FILE: file('ca.pem') };
    expect(execFileSync(process.execPath, ['--input-type=module', '-e', ask], { env, encoding: 'utf8' })).toBe('true\n');
  });

  it('works over IPv6 alone', async () => {
    const { http, troubles } = desk({ authorities: trusting });
    const url = await central('six', { host: '::1' });
    expect(url).toMatch(/^https:\/\/\[::1\]:\d+\/fhir$/);
    expect(await http.exchange(get(url))).toMatchObject({ kind: 'reply', status: 200 });
    expect(troubles).toEqual([]);
  });

  it('is otherwise named: who replaced the certificate. Nothing was sent, not even by the look at it', async () => {
    const seen: string[] = [];
    const { http, troubles } = desk({});
    expect(await http.exchange(get(await central('central', { onRequest: (path) => seen.push(path) })))).toEqual({
      kind: 'not-sent',
    });
    await expect
      .poll(() => troubles.at(-1))
      .toMatchObject({
        kind: 'certificate',
        problem: 'unknown-issuer',
        issuer: 'Zapora (Szpital Testowy)',
      });
    expect(seen).toEqual([]);
  });

  it.each([
    ['expired', 'expired'],
    ['other', 'other-host'],
  ])('a certificate that is %s is told as %s', async (name, problem) => {
    const { http, troubles } = desk({ authorities: trusting });
    expect(await http.exchange(get(await central(name)))).toEqual({ kind: 'not-sent' });
    await expect.poll(() => troubles.at(-1)).toMatchObject({ kind: 'certificate', problem, issuer: 'Zapora (Szpital Testowy)' });
  });

  it.each([
    ['missing.pem', null, 'unreadable'],
    ['empty.pem', 'no certificate here', 'no-certificate'],
    ['torn.pem', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', 'no-certificate'],
  ])('its file is judged: %s', (name, content, problem) => {
    if (content !== null) writeFileSync(file(name), content);
    expect(readCaFile(file(name)).problem).toBe(problem);
  });

  it('TLS older than 1.2 is refused and told', async () => {
    const { http, troubles } = desk({ authorities: trusting });
    const url = await central('central', { maxVersion: 'TLSv1.1' });
    expect((await http.exchange(get(url))).kind).not.toBe('reply');
    expect(troubles.at(-1)).toEqual({ kind: 'tls-version', host: new URL(url).host });
  });
});

describe('a proxy', () => {
  it('leads to central with Basic sign-in from its address; the line notices too', async () => {
    const proxy = await realProxy({ user: 'it', password: 'p@ss' });
    const url = await central('central');
    const { http, network, troubles } = desk({ authorities: trusting, proxy: `http://it:p%40ss@${proxy.host}` });
    expect(await http.exchange(get(url))).toMatchObject({ kind: 'reply', status: 200 });
    expect(troubles).toEqual([]);

    const states: boolean[] = [];
    const binding = async () => ({ token: 't', url: url.replace('https', 'wss') });
    const handlers = { onNotice: () => undefined, onState: (open: boolean) => states.push(open) };
    closers.push(listen(binding, handlers, 'test', network));
    await expect.poll(() => states).toEqual([true]);
    // One tunnel may serve both, one after the other.
    expect(new Set(proxy.tunnels)).toEqual(new Set([new URL(url).host]));
  });

  it('that asks for a sign-in is told as such, and the request was not sent', async () => {
    const proxy = await realProxy({ user: 'it', password: 'x' });
    const { http, troubles } = desk({ authorities: trusting, proxy: `http://${proxy.host}` });
    expect(await http.exchange(get(await central('central')))).toEqual({ kind: 'not-sent' });
    expect(troubles).toEqual([{ kind: 'proxy-sign-in', host: proxy.host }]);
  });

  it('that will not let us to central is told with its status', async () => {
    const proxy = await realProxy({ refuse: 403 });
    const { http, troubles } = desk({ authorities: trusting, proxy: `http://${proxy.host}` });
    expect(await http.exchange(get(await central('central')))).toEqual({ kind: 'not-sent' });
    expect(troubles).toEqual([{ kind: 'proxy-refused', host: proxy.host, status: 403 }]);
  });

  it('that is away is named in place of central, without its password', async () => {
    const { http, troubles } = desk({ authorities: trusting, proxy: 'http://it:secret@127.0.0.1:9' });
    expect(await http.exchange(get(await central('central')))).toEqual({ kind: 'not-sent' });
    expect(troubles).toEqual([{ kind: 'proxy-unreachable', host: '127.0.0.1:9' }]);
  });

  it('of which the system names two: the second one counts while the first cannot be reached, and nothing is sent twice', async () => {
    const seen: string[] = [];
    const url = await central('central', { onRequest: (path) => seen.push(path) });
    const proxy = await realProxy({});
    const { http, troubles, network } = desk({ authorities: trusting, proxy: ['http://127.0.0.1:9', `http://${proxy.host}`] });
    expect(await http.exchange(get(url))).toMatchObject({ kind: 'reply', status: 200 });
    expect(await http.exchange(get(url))).toMatchObject({ kind: 'reply', status: 200 });
    expect([seen, troubles]).toEqual([['/fhir', '/fhir'], []]);
    expect((await network.wayTo(url)).proxy).toBe(proxy.host);
    network.forget();
    expect((await network.wayTo(url)).proxy).toBe('127.0.0.1:9');
  });

  it.each([
    ['both away', ['http://127.0.0.1:9', 'http://127.0.0.1:10'], 'not-sent'],
    ['away, then the direct way', ['http://127.0.0.1:9', null], 'reply'],
  ])('and %s', async (_what, proxy, kind) => {
    const { http, troubles } = desk({ authorities: trusting, proxy });
    expect((await http.exchange(get(await central('central')))).kind).toBe(kind);
    expect(troubles).toEqual(kind === 'reply' ? [] : [{ kind: 'proxy-unreachable', host: '127.0.0.1:10' }]);
  });

  it('after sleep or in another network the line of notices is given up at once, and had anew through the proxy', async () => {
    const proxy = await realProxy({});
    const url = await central('central');
    const { network } = desk({ authorities: trusting, proxy: `http://${proxy.host}` });
    const states: boolean[] = [];
    const binding = async () => ({ token: 't', url: url.replace('https', 'wss') });
    const line = () => listen(binding, { onNotice: () => undefined, onState: (open) => states.push(open) }, 'test', network);
    closers.push(line());
    await expect.poll(() => states).toEqual([true]);
    network.forget();
    expect(states).toEqual([true, false]);
    closers.push(line());
    await expect.poll(() => states).toEqual([true, false, true]);
  });

  it('may change: after `forget` it is asked for anew', async () => {
    const url = await central('central');
    const proxy = await realProxy({});
    let current: string | null = 'http://127.0.0.1:9';
    const { http, network, troubles } = desk({ authorities: trusting, choose: () => current });
    expect(await http.exchange(get(url))).toEqual({ kind: 'not-sent' });
    current = `http://${proxy.host}`;
    network.forget();
    expect(await http.exchange(get(url))).toMatchObject({ kind: 'reply' });
    expect(troubles.at(-1)).toBeNull();
  });
});

describe('somebody else answers', () => {
  it.each([
    [200, { 'content-type': 'text/html' }, '<h1>Zaloguj się</h1>', { kind: 'captive-portal' }],
    [302, { location: 'http://hotspot.example/' }, '', { kind: 'captive-portal' }],
    [511, {}, '', { kind: 'captive-portal' }],
    [502, { 'content-type': 'text/html' }, '<h1>Bad gateway</h1>', { kind: 'gateway', status: 502 }],
    [503, {}, '', { kind: 'gateway', status: 503 }],
  ])('%d %j', async (status, headers, body, trouble) => {
    const server = createHttp((_request, response) => response.writeHead(status, headers).end(body));
    const { http, troubles } = desk({});
    await http.exchange(get(`http://127.0.0.1:${await listening(server)}/fhir`));
    expect(troubles).toEqual([trouble]);
  });

  it.each([
    ['nobody listens', 'http://127.0.0.1:9/fhir', { kind: 'refused', host: '127.0.0.1:9' }],
    ['the name is unknown', 'http://cer.invalid/fhir', { kind: 'name-unknown', host: 'cer.invalid' }],
  ])('%s', async (_what, url, trouble) => {
    const { http, troubles } = desk({});
    expect(await http.exchange(get(url))).toEqual({ kind: 'not-sent' });
    expect(troubles).toEqual([trouble]);
  });
});

const get = (url: string) => ({ method: 'GET' as const, url, headers: {}, body: null });

function desk(options: {
  authorities?: () => string[] | null;
  proxy?: string | (string | null)[];
  choose?: () => string | null;
}) {
  const choose = options.choose ?? (() => options.proxy ?? null);
  const network: Network = openNetwork({
    proxyFor: async () => [choose()].flat(),
    ...(options.authorities && { authorities: options.authorities }),
  });
  const troubles: (NetworkTrouble | null)[] = [];
  const http = openHttp({
    requestTimeoutMs: 5_000,
    userAgent: 'test',
    now: Date.now,
    onReply: () => undefined,
    network,
    onTrouble: (trouble) => troubles.push(trouble),
  });
  closers.push(
    () => network.close(),
    () => http.close(),
  );
  return { http, network, troubles };
}

async function central(
  name: string,
  { maxVersion, onRequest, host }: { maxVersion?: SecureVersion; onRequest?: (path: string) => void; host?: '::1' } = {},
): Promise<string> {
  const server = createHttps(
    {
      key: readFileSync(file(`${name}.key`)),
      cert: readFileSync(file(`${name}.pem`)),
      ...(maxVersion && { minVersion: 'TLSv1', maxVersion, ciphers: 'DEFAULT@SECLEVEL=0' }),
    },
    (request, response) => {
      onRequest?.(request.url ?? '');
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
    },
  );
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => socket.on('message', () => socket.send('bound t')));
  return `https://${host ? `[${host}]` : 'localhost'}:${await listening(server, host)}/fhir`;
}

/** A CONNECT proxy as hospitals have it. */
async function realProxy(options: { user?: string; password?: string; refuse?: number }) {
  const tunnels: string[] = [];
  const wanted = options.user && `Basic ${Buffer.from(`${options.user}:${options.password}`).toString('base64')}`;
  const server = createHttp((_request, response) => response.writeHead(405).end());
  server.on('connect', (request, socket: Socket) => {
    socket.on('error', () => undefined);
    if (wanted && request.headers['proxy-authorization'] !== wanted) {
      return socket.end('HTTP/1.1 407 Sign in\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\n\r\n');
    }
    if (options.refuse !== undefined) return socket.end(`HTTP/1.1 ${options.refuse} No\r\nContent-Length: 0\r\n\r\n`);
    tunnels.push(request.url ?? '');
    const [, port] = (request.url ?? '').split(':');
    const onward = connect(Number(port), 'localhost', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    closers.push(() => {
      socket.destroy();
      onward.destroy();
    });
  });
  return { host: `127.0.0.1:${await listening(server)}`, tunnels };
}

async function listening(server: Server, host?: string): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}
