import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import forge from 'node-forge';
import type { MutualTls } from '../http-server.ts';

export interface P1Tls {
  server: MutualTls;
  /** A certificate for desks, with the authority of ours: demo and training only. */
  client: MutualTls | null;
}

const names = { authority: 'authority.pem', certificate: 'server.pem', key: 'server.key' };
const demoNames = { authority: names.authority, certificate: 'desk.pem', key: 'desk.key' };

/**
 * Certificates of the P1 side: `authority.pem` (whose clients are let in), `server.pem`, `server.key` in the folder. `mayMake`
 * (demo, training): what is not there is made, with a client certificate for the desks; without a folder, for this run alone.
 */
export function p1Tls(folder: string | null, mayMake: boolean): P1Tls {
  const isThere = folder !== null && existsSync(join(folder, names.certificate));
  if (!isThere && !mayMake) throw new Error('the P1 dialect takes --tls FOLDER with authority.pem, server.pem and server.key');
  if (folder === null) return make();
  if (!isThere) keep(folder, make());
  const isDemo = mayMake && existsSync(join(folder, demoNames.key));
  return { server: readAll(folder, names), client: isDemo ? readAll(folder, demoNames) : null };
}

function readAll(folder: string, files: typeof names): MutualTls {
  const pem = (name: string) => readFileSync(join(folder, name), 'utf8');
  return { authority: pem(files.authority), certificate: pem(files.certificate), key: pem(files.key) };
}

function keep(folder: string, { server, client }: ReturnType<typeof make>): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text, { mode: 0o600 });
  write(demoNames.certificate, client.certificate);
  write(demoNames.key, client.key);
  write(names.authority, server.authority);
  write(names.key, server.key);
  // Last: its being there says that the others are.
  write(names.certificate, server.certificate);
}

function make(): { server: MutualTls; client: MutualTls } {
  const authority = pair();
  const signed = (name: string, extensions: object[]) => {
    const own = pair();
    return { certificate: certificate(name, own, 'Okienko demo P1', authority, extensions), key: own.pem };
  };
  const root = certificate('Okienko demo P1', authority, 'Okienko demo P1', authority, [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
  ]);
  const loopback = [
    { type: 2, value: 'localhost' },
    { type: 7, ip: '127.0.0.1' },
    { type: 7, ip: '::1' },
  ];
  return {
    server: { authority: root, ...signed('localhost', [{ name: 'subjectAltName', altNames: loopback }]) },
    client: { authority: root, ...signed('Okienko demo desk', [{ name: 'extKeyUsage', clientAuth: true }]) },
  };
}

interface Pair {
  pem: string;
  publicKey: forge.pki.PublicKey;
  privateKey: forge.pki.PrivateKey;
}

/** Made by OpenSSL: node-forge's own key generation takes seconds. */
function pair(): Pair {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return {
    pem: privateKey,
    publicKey: forge.pki.publicKeyFromPem(publicKey),
    privateKey: forge.pki.privateKeyFromPem(privateKey),
  };
}

function certificate(name: string, own: Pair, issuer: string, authority: Pair, extensions: object[]): string {
  const made = forge.pki.createCertificate();
  made.publicKey = own.publicKey;
  // Positive, as RFC 5280 wants serial numbers.
  made.serialNumber = `00${randomBytes(15).toString('hex')}`;
  const now = Date.now();
  const day = 24 * 60 * 60 * 1000;
  made.validity.notBefore = new Date(now - day);
  made.validity.notAfter = new Date(now + 3650 * day);
  made.setSubject([{ name: 'commonName', value: name }]);
  made.setIssuer([{ name: 'commonName', value: issuer }]);
  made.setExtensions(extensions);
  made.sign(authority.privateKey as forge.pki.rsa.PrivateKey, forge.md.sha256.create());
  return forge.pki.certificateToPem(made);
}
