/** A desk of P1 is connected by its file: with the certificate that a training P1 lends, or with the clinic's own. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import forge from 'node-forge';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type RunningCentral, startCentral } from '../../../central/start.ts';
import type { DeskClient } from '../local-client.ts';
import { judgePolicy } from '../machine-policy/machine-policy.ts';
import { type Desk, openDesk } from '../open-desk.ts';
import { realClock, realTimers } from '../real-time.ts';

const password = 'krowa pije kawę';
let tlsFolder: string;
let central: RunningCentral;
let file: {
  clinic: string;
  clientId: string;
  jwk: { kty: string };
  dialect: string;
  fhirUrl: string;
  tls: { authority: string; certificate: string; key: string };
};
let folder = '';
let desk: Desk | null = null;

beforeAll(async () => {
  tlsFolder = mkdtempSync(join(tmpdir(), 'okienko-connect-p1-tls-'));
  central = await startCentral({ admin: true, dialect: 'p1', p1: { tlsFolder } });
  const response = await fetch(`${central.url}/admin/clinics`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Przychodnia P1', accounts: false }),
  });
  const made = (await response.json()) as { clients: (typeof file)[] };
  file = made.clients[0] as typeof file;
}, 60_000);
afterAll(async () => {
  await central.close();
  rmSync(tlsFolder, { recursive: true });
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'okienko-connect-p1-'));
});
afterEach(async () => {
  await desk?.close();
  desk = null;
  rmSync(folder, { recursive: true, force: true });
});

const key = randomBytes(32);
async function start(policy: Record<string, unknown> = {}): Promise<DeskClient> {
  await desk?.close();
  desk = await openDesk({
    dataDir: folder,
    key,
    connection: null,
    policy: judgePolicy('test', policy),
    program: { reopen: () => undefined, training: null },
    clock: realClock,
    timers: realTimers,
    log: () => undefined,
  });
  return createRouterClient(desk.router, { context: { caller: 'screen' } });
}

const wanted = (text: object) => ({
  address: file.fhirUrl,
  clinicId: file.clinic,
  clientId: file.clientId,
  keyText: JSON.stringify(text),
});
/** Without what a training P1 lends, as a real one hands it out. */
const bare = () => ({ ...file, tls: undefined });

it('is read, tried and kept; the desk opens with it and comes to the first account', { timeout: 60_000 }, async () => {
  let screen = await start();
  expect(await screen.connect.read({ text: JSON.stringify(file) })).toEqual({
    fhirUrl: file.fhirUrl,
    clinicId: file.clinic,
    clinicName: 'Przychodnia P1',
    clientId: file.clientId,
    hasKey: true,
    isP1: true,
    hasCertificate: true,
  });
  expect(await screen.connect.save(wanted(file))).toMatchObject({ ok: true, fhirUrl: file.fhirUrl });
  screen = await start();
  await expect.poll(async () => (await screen.session.get()).state, { timeout: 30_000 }).toBe('new-clinic');
  expect((await screen.desk.status()).connection).toBe('online');
  await screen.session.firstAdministrator({ login: 'ewa', name: 'Ewa Mazur', password });
  // Tried again as it is: neither dialect nor certificate is lost where only the form is sent.
  expect(await screen.connect.test({ ...wanted({}), keyText: null })).toMatchObject({ ok: true });
});

it('refuses what P1 would not take: another desk’s key, a key that is not RSA, no certificate', { timeout: 60_000 }, async () => {
  const screen = await start();
  const kind = async (text: object, some: { clientId?: string } = {}) => {
    const result = await screen.connect.save({ ...wanted(text), ...some });
    return result.ok ? 'ok' : result.trouble.kind === 'network' ? result.trouble.trouble.kind : result.trouble.kind;
  };
  expect(await kind(file, { clientId: 'nobody' })).toBe('desk-refused');
  const { privateKey } = (await import('node:crypto')).generateKeyPairSync('ec', { namedCurve: 'P-256' });
  expect(await kind({ ...file, jwk: privateKey.export({ format: 'jwk' }) })).toBe('key-invalid');
  // The authority of a training P1 is nobody's that this computer trusts.
  expect(await kind(bare())).toBe('certificate');
  expect(await screen.connect.view()).toMatchObject({ current: null });
});

it('asks for the clinic’s certificate where none is there, and takes it before there is any account', {
  timeout: 60_000,
}, async () => {
  const authority = join(folder, 'authority.pem');
  writeFileSync(authority, file.tls.authority);
  let screen = await start({ caFile: authority });
  expect(await screen.connect.save(wanted(bare()))).toMatchObject({
    ok: false,
    trouble: { kind: 'network', trouble: { kind: 'client-certificate' } },
  });
  const base64 = pkcs12(file.tls.certificate, file.tls.key);
  expect(await screen.certificates.import({ use: 'tls', base64, password })).toMatchObject({ ok: true });
  expect(await screen.connect.save(wanted(bare()))).toMatchObject({ ok: true });
  screen = await start({ caFile: authority });
  await expect.poll(async () => (await screen.session.get()).state, { timeout: 30_000 }).toBe('signed-out');
  // The clinic's first account came with the first test; from now on certificates are IT's.
  expect(await screen.certificates.import({ use: 'tls', base64, password })).toMatchObject({
    refusals: [{ code: 'not-permitted' }],
  });
});

function pkcs12(certificate: string, privateKey: string): string {
  const made = forge.pkcs12.toPkcs12Asn1(
    forge.pki.privateKeyFromPem(privateKey),
    [forge.pki.certificateFromPem(certificate)],
    password,
    { algorithm: '3des' },
  );
  return Buffer.from(forge.asn1.toDer(made).getBytes(), 'binary').toString('base64');
}
