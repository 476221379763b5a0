import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it } from 'vitest';
import type { DemoClient } from '../auth/clients.ts';
import { signIn } from './test-desk.ts';

const folder = mkdtempSync(join(tmpdir(), 'okienko-central-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Line {
  fhir: string;
  ikp: string;
  token: string;
  clients?: DemoClient[];
}

function start(...args: string[]): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, '..', 'main.ts'), '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function lineOf(child: ChildProcess): Promise<Line> {
  const stdout = child.stdout;
  if (!stdout) throw new Error('no stdout');
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`central ended with ${code} before it was ready`);
  });
  const [line] = (await Promise.race([once(createInterface(stdout), 'line'), ended])) as [string];
  ended.catch(() => undefined);
  return JSON.parse(line) as Line;
}

async function stop(child: ChildProcess): Promise<number | null> {
  child.kill('SIGTERM');
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

describe('npm run central', { timeout: 60_000 }, () => {
  it('prints where it serves and the demo desks, and ends cleanly on SIGTERM with a socket open', async () => {
    const child = start('--seed', 'demo', '--clock', '2026-11-23T09:42:00Z');
    const { fhir, ikp, token, clients = [] } = await lineOf(child);
    expect([fhir, ikp, token]).toEqual(
      ['/fhir', '/ikp/api', '/token'].map((path) => expect.stringMatching(new RegExp(`^http://127.0.0.1:\\d+${path}$`))),
    );
    const names = [...new Set(clients.map(({ clinicName }) => clinicName))];
    expect(names).toEqual([
      'Przychodnia Kardiologiczna Okienko',
      'Centrum Medyczne Nad Rudawą',
      'Poradnia Kardiologiczna Lipowa',
      'Nowa Przychodnia',
    ]);
    const url = new URL(fhir).origin;
    const [first] = clients as [DemoClient];
    const desk = await signIn(url, first);
    const day = await desk.get('/Appointment?date=2026-11-23&_summary=count');
    expect(day.body.total).toBeGreaterThan(80);
    const { body } = await desk.get(`/Subscription/clinic-${first.clinic}/$get-ws-binding-token`);
    const { WebSocket } = await import('ws');
    const socket = new WebSocket(body.parameter[1].valueUrl);
    await once(socket, 'open');
    socket.send(`bind-with-token ${body.parameter[0].valueString}`);
    await once(socket, 'message');
    const closed = once(socket, 'close');
    expect(await stop(child)).toBe(0);
    await closed;
  });

  it('keeps its data, its epoch and its clock in a folder, which one process has at a time', async () => {
    const db = `pglite:${join(folder, 'kept')}`;
    const child = start('--seed', 'demo', '--db', db, '--clock', '2027-05-04T06:00:00Z');
    const before = await lineOf(child);
    const [client] = before.clients as [DemoClient];
    const desk = await signIn(new URL(before.fhir).origin, client);
    const position = await desk.position();

    const second = start('--db', db);
    const errors: string[] = [];
    second.stderr?.on('data', (chunk) => errors.push(String(chunk)));
    const [code] = (await once(second, 'exit')) as [number];
    expect([code, errors.join('')]).toEqual([1, expect.stringContaining('in use by process') as string]);

    expect(await stop(child)).toBe(0);
    const again = start('--seed', 'demo', '--db', db);
    const after = await lineOf(again);
    expect(after.clients).toEqual(before.clients);
    const desk2 = await signIn(new URL(after.fhir).origin, client);
    expect(await desk2.position()).toEqual(position);
    expect((await desk2.get('/metadata')).headers.get('x-okienko-now')).toMatch(/^2027-05-04T06:/);
    expect(await stop(again)).toBe(0);
  });

  it.each([
    [['--seed', 'everything'], /--seed takes/],
    [['--clock', 'yesterday'], /--clock takes/],
    [['--db', 'mysql://x'], /--db takes/],
    [['--seed', 'demo', '--host', '0.0.0.0', '--public-url', 'https://central.example'], /loopback only/],
    [['--host', '0.0.0.0'], /beyond this computer/],
    [['--public-url', 'http://central.example'], /--public-url takes https/],
    [['--public-url', 'https://central.example/fhir'], /without a path/],
    [['--tls-cert', 'server.pem'], /belong together/],
    [['--tls-cert', 'nowhere.pem', '--tls-key', 'nowhere.key'], /cannot be read: ENOENT/],
    [['--mail-from', 'cer@example.pl'], /OKIENKO_SMTP_URL/],
    [['--sms-gateway', 'https://bramka.example/sms'], /OKIENKO_GATEWAY_SECRET/],
  ])('says in one line what is wrong with %j', async (args, message) => {
    const child = start(...args);
    const errors: string[] = [];
    child.stderr?.on('data', (chunk) => errors.push(String(chunk)));
    const [code] = (await once(child, 'exit')) as [number];
    expect([code, errors.join('')]).toEqual([1, expect.stringMatching(message) as string]);
    expect(errors.join('').trim()).not.toContain('\n');
  });
});
