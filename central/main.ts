/** `npm run central`: central alone. Prints one JSON line when ready and ends cleanly on SIGTERM or SIGINT. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { ServerTls } from './http-server.ts';
import type { MessageOptions } from './notifications/message-ports.ts';
import { startCentral } from './start.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8480' },
    host: { type: 'string', default: '127.0.0.1' },
    db: { type: 'string' },
    seed: { type: 'string', default: 'none' },
    clock: { type: 'string' },
    admin: { type: 'boolean', default: false },
    // The database comes from a backup: desks must fetch everything anew and send again what it has forgotten.
    restored: { type: 'boolean', default: false },
    // Ways to patients; passwords and secrets come by the environment, never as an argument.
    'mail-from': { type: 'string' },
    'sms-gateway': { type: 'string' },
    'push-gateway': { type: 'string' },
    simp: { type: 'string' },
    // From outside: its own certificate, or the name and the addresses of the proxy that ends TLS before it.
    'tls-cert': { type: 'string' },
    'tls-key': { type: 'string' },
    'public-url': { type: 'string' },
    'trust-proxy': { type: 'string' },
    // How desks are spoken to; P1 has a port of its own, with certificates in a folder (demo and --admin make their own).
    dialect: { type: 'string', default: 'fhir' },
    'p1-port': { type: 'string', default: '0' },
    tls: { type: 'string' },
  },
});
const port = portOf('port');
const p1Port = portOf('p1-port');
if (values.dialect !== 'fhir' && values.dialect !== 'p1') fail('--dialect takes fhir or p1');
if (values.seed !== 'demo' && values.seed !== 'none') fail('--seed takes demo or none');
if (values.clock !== undefined && Number.isNaN(Date.parse(values.clock))) fail('--clock takes an instant, 2026-11-23T07:00:00Z');

const messages = messageOptions();
const simp = signedReceiver('simp');

const isLoopback = ['127.0.0.1', 'localhost', '::1'].includes(values.host);
const { 'public-url': publicUrl } = values;
if (publicUrl !== undefined && !isHttps(publicUrl)) fail('--public-url takes https://name, without a path');
const tls = serverTls();
if (!isLoopback && tls === undefined && publicUrl === undefined) {
  fail('beyond this computer: --tls-cert and --tls-key, or --public-url of the proxy that ends TLS');
}
if (!isLoopback && (values.seed === 'demo' || values.admin)) fail('demo and --admin serve loopback only');

try {
  const central = await startCentral({
    port,
    host: values.host,
    // By the environment it stays out of the list of processes.
    db: values.db ?? secret('OKIENKO_DB') ?? 'pglite:memory',
    seed: values.seed === 'demo' ? 'demo' : 'none',
    clock: values.clock ?? null,
    admin: values.admin,
    messages,
    ...(publicUrl ? { publicUrl: publicUrl.replace(/\/$/, '') } : {}),
    ...(tls ? { tls } : {}),
    ...(values['trust-proxy'] ? { trustProxy: values['trust-proxy'] } : {}),
    ...(simp ? { simp } : {}),
    dialect: values.dialect === 'p1' ? 'p1' : 'fhir',
    p1: { port: p1Port, ...(values.tls === undefined ? {} : { tlsFolder: values.tls }) },
    onFault: (error) => process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`),
  });
  if (values.restored) await central.renewEpoch();
  const { fhirUrl, ikpUrl, tokenUrl, clients } = central;
  // Before the line that says ready: whoever reads it may ask us to end at once.
  const end = () =>
    void central.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end);
  parentPort()?.once('message', end);
  process.stdout.write(
    `${JSON.stringify({ fhir: fhirUrl, ikp: ikpUrl, token: tokenUrl, ...(clients.length > 0 ? { clients } : {}) })}\n`,
  );
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

/** Within the installed program (training) its main process speaks by a port: Windows knows no SIGTERM. */
function parentPort(): { once(event: 'message', listener: () => void): void } | undefined {
  return (process as { parentPort?: { once(event: 'message', listener: () => void): void } }).parentPort;
}

/** `OKIENKO_SMTP_URL` (`smtp://user:password@host:587`) and `OKIENKO_GATEWAY_SECRET`, which both sides sign with. */
function messageOptions(): MessageOptions {
  const smtpUrl = secret('OKIENKO_SMTP_URL');
  const from = values['mail-from'];
  if ((smtpUrl === undefined) !== (from === undefined)) fail('e-mail takes both OKIENKO_SMTP_URL and --mail-from');
  const [smsGateway, pushGateway] = [signedReceiver('sms-gateway'), signedReceiver('push-gateway')];
  return {
    ...(smtpUrl && from ? { smtp: { url: smtpUrl, from } } : {}),
    ...(smsGateway ? { smsGateway } : {}),
    ...(pushGateway ? { pushGateway } : {}),
  };
}

function signedReceiver(name: 'sms-gateway' | 'push-gateway' | 'simp') {
  const shared = secret('OKIENKO_GATEWAY_SECRET');
  const url = values[name];
  if (url === undefined) return undefined;
  if (!/^https?:\/\//.test(url) || !shared) fail(`--${name} takes a url, and OKIENKO_GATEWAY_SECRET its secret`);
  return { url, secret: shared };
}

/** An empty one is none: compose files pass on what is not set. */
function secret(name: 'OKIENKO_DB' | 'OKIENKO_SMTP_URL' | 'OKIENKO_GATEWAY_SECRET'): string | undefined {
  return process.env[name] || undefined;
}

function serverTls(): ServerTls | undefined {
  const { 'tls-cert': certificate, 'tls-key': key } = values;
  if ((certificate === undefined) !== (key === undefined)) fail('--tls-cert and --tls-key belong together');
  if (certificate === undefined || key === undefined) return undefined;
  try {
    return { certificate: readFileSync(certificate, 'utf8'), key: readFileSync(key, 'utf8') };
  } catch (error) {
    return fail(`the certificate cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`);
  }
}

function isHttps(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'https:' && ['', '/'].includes(new URL(url).pathname);
}

function portOf(name: 'port' | 'p1-port'): number {
  const given = Number(values[name]);
  return Number.isInteger(given) && given >= 0 && given <= 65_535 ? given : fail(`--${name} takes a number from 0 to 65535`);
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
