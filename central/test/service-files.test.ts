/** The service files of docs/central.md are run as they stand: command line, environment and user, on a real PostgreSQL. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { makeClinic } from '../admin/make-clinic.ts';
import type { DemoClient } from '../auth/clients.ts';
import type { Queryable } from '../db/database.ts';
import { freePort, type PostgresServer, startPostgres } from './postgres-server.ts';
import { newPatient, newSchedule, slotsOn, visitIn } from './test-central.ts';
import { askToken, assertion, deskWith, type TestDesk } from './test-desk.ts';

const publicUrl = 'https://central.example';
const unit = readFileSync(join(root, 'resources/central/okienko-central@.service'), 'utf8');
const compose = readFileSync(join(root, 'resources/central/compose.yaml'), 'utf8');
/** Whoever it is, it owns nothing here: what central would write, it could not. */
const nobody = 65_534;

let postgres: PostgresServer;
let db: string;
let client: DemoClient;
const children: ChildProcess[] = [];
beforeAll(async () => {
  postgres = await startPostgres();
  db = await postgres.createDatabase();
}, 60_000);
afterAll(async () => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
  await postgres.stop();
});

const setting = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1] ?? '';

/** As systemd makes it: instance name, variables of the environment file, no shell. */
function unitCommand(port: number, env: Record<string, string>): string[] {
  return filled(setting('ExecStart').replaceAll('/opt/okienko', root).replaceAll('%i', String(port)), env).split(' ');
}

/** `${NAME}`, `${NAME:-}` and `${NAME:?message}`. */
const filled = (text: string, env: Record<string, string>) =>
  text.replace(/\$\{(\w+)(?::[?-][^}]*)?\}/g, (_, name: string) => env[name] ?? '');

async function start([command = '', ...args]: string[], env: Record<string, string>) {
  const isRoot = process.getuid?.() === 0;
  const child = spawn(command, args, {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(isRoot ? { uid: nobody, gid: nobody } : {}),
  });
  children.push(child);
  const said: string[] = [];
  child.stderr?.on('data', (chunk) => said.push(String(chunk)));
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`ended with ${code}: ${said.join('')}`);
  });
  ended.catch(() => undefined);
  if (child.stdout === null) throw new Error('no stdout');
  const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), ended])) as [string];
  return { child, ready: JSON.parse(line) as { fhir: string; token: string } };
}

async function stopped(child: ChildProcess): Promise<number | null> {
  const ended = once(child, 'exit');
  child.kill(setting('KillSignal') as 'SIGTERM');
  return ((await ended) as [number | null])[0];
}

async function desk(port: number): Promise<TestDesk> {
  const address = `http://127.0.0.1:${port}`;
  const answer = await askToken(address, client, await assertion(client, `${publicUrl}/token`));
  expect(answer.status).toBe(200);
  return deskWith(address, client, ((await answer.json()) as { access_token: string }).access_token);
}

async function enrol(): Promise<void> {
  const connection = new pg.Client({ connectionString: db });
  await connection.connect();
  const query: Queryable['query'] = async <Row>(sql: string, params: readonly unknown[] = []) =>
    (await connection.query(sql, [...params])).rows as Row[];
  const [made] = await makeClinic({ query } as Queryable, 'Przychodnia przy serwerze', 1);
  await connection.end();
  if (!made) throw new Error('no client');
  client = made;
}

describe('okienko-central@.service', { timeout: 120_000 }, () => {
  it('starts, is called by its public name, and is restarted one after the other while a desk books', async () => {
    const env = { OKIENKO_DB: db, OKIENKO_PUBLIC_URL: publicUrl };
    const ports = [await freePort(), await freePort()] as const;
    const first = await start(unitCommand(ports[0], env), env);
    expect(first.ready).toMatchObject({ fhir: `${publicUrl}/fhir`, token: `${publicUrl}/token` });
    const second = await start(unitCommand(ports[1], env), env);
    await enrol();
    const password = new URL(db).password;
    expect(execFileSync('ps', ['-o', 'args=', '-p', String(first.child.pid)], { encoding: 'utf8' })).not.toContain(password);

    const [one, two] = [await desk(ports[0]), await desk(ports[1])];
    const schedule = newSchedule(client.clinic);
    expect((await one.publish(schedule)).status).toBe(201);
    const [slot, next] = slotsOn(schedule, '2026-12-18', 'continuation');
    const [patient, other] = [newPatient(), newPatient()];
    // While it is told to end: done, or said to be not done, or without an answer; never the one and told the other.
    const intent = '11111111-2222-4333-8444-555555555555';
    const visit = visitIn(slot, patient);
    const booking = one.book(visit, patient, { intent }).catch(() => null);
    expect(await stopped(first.child)).toBe(0);
    const answered = await booking;
    const fate = JSON.stringify((await two.get(`/$intent?id=${intent}`)).body);
    if (answered?.status === 201) expect(fate).toContain('"applied"');
    if (answered?.status === 503) {
      expect([answered.body.issue[0].code, answered.headers.get('retry-after')]).toEqual(['transient', '1']);
      expect(fate).toContain('"never-seen"');
    }
    expect([201, 503, undefined]).toContain(answered?.status);
    expect((await two.book(visit, patient, { intent })).status).toBe(201);
    expect((await two.book(visitIn(next, other), other)).status).toBe(201);

    const anew = await start(unitCommand(ports[0], env), env);
    expect((await (await desk(ports[0])).get('/Appointment?_summary=count')).body.total).toBe(2);
    expect(await stopped(second.child)).toBe(0);
    expect(await stopped(anew.child)).toBe(0);
  });

  it('says what is missing when the environment file lacks the public name', async () => {
    const env = { OKIENKO_DB: db };
    await expect(start(unitCommand(await freePort(), env), env)).rejects.toThrow('--public-url takes https');
  });
});

describe('compose.yaml', { timeout: 120_000 }, () => {
  it('starts with the environment that it hands on, unset secrets too', async () => {
    const port = await freePort();
    const env = { OKIENKO_HOST: 'central.example', POSTGRES_PASSWORD: 'x' };
    const folded = /command: >-\n((?: {4}.*\n)+)/.exec(compose)?.[1]?.replace(/\s+/g, ' ').trim() ?? '';
    const handedOn = [...compose.matchAll(/^ {4}(OKIENKO_\w+): (.*)$/gm)];
    const environment = Object.fromEntries(handedOn.map(([, name = '', value = '']) => [name, filled(value, env)]));
    expect(environment).toMatchObject({ OKIENKO_SMTP_URL: '', OKIENKO_DB: 'postgres://okienko:x@database:5432/okienko' });
    const command = filled(folded, env).replace('node ', `${process.execPath} `).replace('8480', String(port)).split(' ');
    const { child, ready } = await start(command, { ...environment, OKIENKO_DB: db });
    expect(ready.fhir).toBe(`${publicUrl}/fhir`);
    expect((await fetch(`http://127.0.0.1:${port}/fhir/metadata`)).status).toBe(200);
    expect(await stopped(child)).toBe(0);
  });
});
