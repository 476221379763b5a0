/** `npm run central`: central alone. Prints one JSON line when ready and ends cleanly on SIGTERM or SIGINT. */
import { parseArgs } from 'node:util';
import type { MessageOptions } from './notifications/message-ports.ts';
import { startCentral } from './start.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8480' },
    host: { type: 'string', default: '127.0.0.1' },
    db: { type: 'string', default: 'pglite:memory' },
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
if (!isLoopback && (values.seed === 'demo' || values.admin)) fail('demo and --admin serve loopback only');

try {
  const central = await startCentral({
    port,
    host: values.host,
    db: values.db,
    seed: values.seed === 'demo' ? 'demo' : 'none',
    clock: values.clock ?? null,
    admin: values.admin,
    messages,
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
  const { OKIENKO_SMTP_URL: smtpUrl } = process.env;
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
  const { OKIENKO_GATEWAY_SECRET: secret } = process.env;
  const url = values[name];
  if (url === undefined) return undefined;
  if (!/^https?:\/\//.test(url) || !secret) fail(`--${name} takes a url, and OKIENKO_GATEWAY_SECRET its secret`);
  return { url, secret };
}

function portOf(name: 'port' | 'p1-port'): number {
  const given = Number(values[name]);
  return Number.isInteger(given) && given >= 0 && given <= 65_535 ? given : fail(`--${name} takes a number from 0 to 65535`);
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
