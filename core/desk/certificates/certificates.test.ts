/** Import at a desk, and its replacement while central changes its authority: a real TLS server that asks for certificates. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { importJWK, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type IssuedCertificate, type TestAuthority, testCertificates } from '../../remote/certificates/test-certificates.ts';
import { openHttp } from '../../remote/http.ts';
import { type Network, openNetwork } from '../../remote/network/network.ts';
import { p1SignIn } from '../../remote/p1/p1-sign-in.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { importCertificate, readCertificates, removeCertificate, signingKey, tlsIdentity } from './certificates.ts';

const password = 'hasło pliku 123';
let made: ReturnType<typeof testCertificates>;
let old: TestAuthority;
let next: TestAuthority;
let first: IssuedCertificate;
let second: IssuedCertificate;
let desk: TestDesk;

beforeAll(() => {
  made = testCertificates();
  [old, next] = [made.authority('Stary urząd'), made.authority('Nowy urząd')];
  first = old.issue('Przychodnia A');
  second = next.issue('Przychodnia B', { until: 30 });
});
afterAll(() => made.remove());
beforeEach(() => {
  desk = testDesk();
  desk.setNow(new Date().toISOString());
});
afterEach(() => desk.remove());

const take = (file: Buffer, use: 'tls' | 'signing' = 'tls', typed = password) =>
  importCertificate(desk, { use, base64: file.toString('base64'), password: typed });
const audited = () => [...desk.store.log.auditLines()].map(({ what, beforeRef, afterRef }) => [what, beforeRef, afterRef]);

describe('import', () => {
  it('takes a certificate into use and says until when; what is refused changes nothing', () => {
    expect(take(first.pkcs12(password, { old: true }), 'tls', 'falsch')).toEqual({
      ok: false,
      refusals: [{ code: 'certificate-password' }],
    });
    expect(take(Buffer.from('x'))).toEqual({ ok: false, refusals: [{ code: 'certificate-unreadable' }] });
    expect(readCertificates(desk)).toEqual([]);
    expect(audited()).toEqual([]);
    expect(take(first.pkcs12(password, { old: true }))).toMatchObject({ ok: true, replaced: false, isChainWhole: true });
    expect(readCertificates(desk)).toMatchObject([{ use: 'tls', subject: 'Przychodnia A', days: 299 }]);
    expect(tlsIdentity(desk.store.journal)?.certificate).toContain(first.certificate);
  });

  it('I7: import and replacement are on record, by fingerprint', () => {
    take(first.pkcs12(password));
    take(second.pkcs12(password));
    const ref = expect.stringMatching(/^certificate:tls:[0-9A-F]{16}$/);
    expect(audited()).toEqual([
      ['import-certificate', null, ref],
      ['replace-certificate', ref, ref],
    ]);
  });

  it('neither key nor password lies in any file of the data folder in plain', () => {
    take(first.pkcs12(password));
    const secrets = [password, first.key.split('\n')[2] ?? '', 'BEGIN PRIVATE KEY'];
    for (const name of ['journal.db', 'journal.db-wal', 'journal.echo']) {
      const content = contentOf(join(desk.machine.dataDir, name));
      for (const secret of secrets) expect(content.includes(secret), name).toBe(false);
    }
  });

  it('removed, it is shown and signed with no more; what is not there is not removed', () => {
    take(first.pkcs12(password));
    take(first.pkcs12(password), 'signing');
    let renewed = 0;
    desk.machine.renewIdentity = () => void renewed++;
    expect(removeCertificate(desk, 'tls')).toMatchObject({ ok: true, certificates: [{ use: 'signing' }] });
    expect([tlsIdentity(desk.store.journal), renewed]).toEqual([null, 1]);
    expect(removeCertificate(desk, 'tls')).toEqual({ ok: false, refusals: [{ code: 'not-found', path: 'use' }] });
    expect(removeCertificate(desk, 'signing')).toMatchObject({ ok: true, certificates: [] });
    expect(signingKey(desk.store.journal)).toBeNull();
    expect(audited().at(-1)).toEqual(['remove-certificate', expect.stringMatching(/^certificate:signing:/), null]);
  });

  it('the signing certificate signs the next sign-in', async () => {
    const signIn = p1SignIn({ clientId: 'desk-1', signingKey: () => signingKey(desk.store.journal) ?? {} });
    await expect(signIn.assertion(Date.now())).rejects.toThrow();
    take(first.pkcs12(password), 'signing');
    const { n, e } = signingKey(desk.store.journal) ?? {};
    await jwtVerify(await signIn.assertion(Date.now()), await importJWK({ kty: 'RSA', n: n ?? '', e: e ?? '' }, 'RS256'));
    expect(tlsIdentity(desk.store.journal)).toBeNull();
  });
});

function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}

describe('replacement without a pause', () => {
  let server: Server;
  let network: Network;
  /** Who was seen, by common name, for each request. */
  let seen: string[];
  let release = Promise.withResolvers<void>();

  beforeEach(async () => {
    seen = [];
    release = Promise.withResolvers<void>();
    const own = old.issue('localhost', { host: 'localhost' });
    server = createServer(asking(old.pem, own), async (request, response) => {
      const { subject } = (request.socket as import('node:tls').TLSSocket).getPeerCertificate();
      seen.push(`${request.url} ${subject.CN}`);
      if (request.url === '/slow') await release.promise;
      response.setHeader('content-type', 'application/json').end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, resolve));
    network = openNetwork({
      proxyFor: async () => [null],
      authorities: () => [old.pem, next.pem],
      identity: () => tlsIdentity(desk.store.journal),
    });
    desk.machine.renewIdentity = () => network.renewIdentity();
  });
  afterEach(async () => {
    network.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const asking = (ca: string, { certificate, key }: IssuedCertificate) =>
    ({ ca, cert: certificate, key, requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.2' }) as const;

  /** Central's switch to the new authority: from now on it lets in nobody else, at new lines. */
  const switchAuthority = () => server.setSecureContext(asking(next.pem, next.issue('localhost', { host: 'localhost' })));

  function http(told: unknown[] = []) {
    const options = { requestTimeoutMs: 20_000, userAgent: 'test', now: Date.now, onReply: () => undefined };
    return openHttp({ ...options, network, onTrouble: (trouble) => told.push(trouble) });
  }
  const ask = (path: string, by = http()) =>
    by.exchange({
      method: 'GET',
      url: `https://localhost:${(server.address() as AddressInfo).port}${path}`,
      headers: {},
      body: null,
    });

  it('what is under way ends on its line; what comes after shows the new certificate to the new authority', async () => {
    take(first.pkcs12(password));
    expect(await ask('/one')).toMatchObject({ kind: 'reply', status: 200 });
    const underWay = ask('/slow');
    await expect.poll(() => seen.length).toBe(2);
    switchAuthority();
    take(second.pkcs12(password, { old: true }));
    expect(await ask('/two')).toMatchObject({ kind: 'reply', status: 200 });
    release.resolve();
    expect(await underWay).toMatchObject({ kind: 'reply', status: 200 });
    expect(seen).toEqual(['/one Przychodnia A', '/slow Przychodnia A', '/two Przychodnia B']);
  });

  it('a queue that runs meanwhile loses nothing and repeats nothing that has arrived', async () => {
    take(first.pkcs12(password));
    const queue = http();
    const outcomes: string[] = [];
    for (let n = 0; n < 40; n++) {
      if (n === 15) switchAuthority();
      if (n === 25) take(second.pkcs12(password));
      // As the outbox does: what certainly was not sent is sent again; an answer settles it.
      if (n === 20) network.forget();
      const exchange = await ask(`/${n}`, queue);
      outcomes.push(exchange.kind);
      if (exchange.kind !== 'reply') n = Math.max(n - 1, 24);
      if (outcomes.length > 200) throw new Error('it does not end');
    }
    const arrived = seen.map((each) => each.split(' ')[0]);
    expect(new Set(arrived).size).toBe(arrived.length);
    expect(seen.at(-1)).toBe('/39 Przychodnia B');
  });

  it('Stan is told when central wants another certificate', async () => {
    const told: unknown[] = [];
    await ask('/one', http(told));
    expect(told.at(-1)).toMatchObject({ kind: 'client-certificate' });
    expect(seen).toEqual([]);
    take(second.pkcs12(password));
    await ask('/one', http(told));
    expect(told.at(-1)).toMatchObject({ kind: 'client-certificate' });
    take(first.pkcs12(password));
    expect(await ask('/one', http(told))).toMatchObject({ kind: 'reply' });
  });
});
