import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDesk } from '../core/desk/open-desk.ts';
import { realClock, realTimers } from '../core/desk/real-time.ts';

/** The command line's process as main starts it, with this test in main's place. */
const key = new Uint8Array(randomBytes(32));
const password = 'siedem-malych-krokow';
let folder: string;
let dataDir: string;
let passwordFile: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'okienko-packaged-cli-'));
  dataDir = join(folder, 'desk');
  passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, `${password}\n`);
  const desk = await openDesk({ dataDir, key, connection: null, clock: realClock, timers: realTimers, log: () => undefined });
  expect(await desk.client.session.firstAdministrator({ login: 'ewa', name: 'Ewa Kos', password })).toMatchObject({ ok: true });
  await desk.close();
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  code: number | null;
  out: string;
  said: string;
  asked: number;
}

function okienko(words: string[], given: Uint8Array | null = key): Promise<Ended> {
  const child = fork(join(import.meta.dirname, 'packaged.ts'), [dataDir, ...words], {
    silent: true,
    serialization: 'advanced',
    execArgv: [],
    env: { ...process.env, LC_ALL: 'en_GB.UTF-8' },
  });
  const ended: Ended = { code: null, out: '', said: '', asked: 0 };
  child.stdout?.on('data', (chunk) => {
    ended.out += String(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    ended.said += String(chunk);
  });
  child.on('message', () => {
    ended.asked += 1;
    child.send({ key: given });
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ ...ended, code })));
}

const days = ['--first', '2026-11-01', '--last', '2026-11-30'];

it('opens the desk with the key that main hands over when it is asked', { timeout: 60_000 }, async () => {
  const { code, out, asked } = await okienko(['backup', '--json']);
  expect(JSON.parse(out)).toMatchObject({ ok: true });
  expect([code, asked]).toEqual([0, 1]);
});

it('says so when this account cannot open the key', { timeout: 60_000 }, async () => {
  const ended = await okienko(['backup'], null);
  expect(ended).toMatchObject({ code: 1, out: '', said: expect.stringContaining('cannot open the data key') });
});

it('exports visits for a manager alone', { timeout: 120_000 }, async () => {
  const to = join(folder, 'archive.okienko');
  const words = ['export', '--json', '--to', to, ...days];
  expect(await okienko(words)).toMatchObject({ code: 1, out: '', said: expect.stringContaining('Only a manager') });
  writeFileSync(join(folder, 'wrong'), 'nie-to-haslo-wcale');
  const wrong = await okienko([...words, '--account', 'ewa', '--password-file', join(folder, 'wrong')]);
  expect(wrong).toMatchObject({ code: 1, out: '', said: expect.stringContaining('cannot be signed in (') });
  expect(existsSync(to)).toBe(false);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const done = await okienko([...words, '--account', 'ewa', '--password-file', passwordFile]);
  expect(done.code, done.said).toBe(0);
  expect(JSON.parse(done.out)).toMatchObject({
    ok: true,
    encrypted: true,
    rows: 0,
    code: expect.stringMatching(/^(\w{4}-){5}\w{4}$/),
  });
});

it('keeps to the program’s own folder and needs no key for a wrong word', { timeout: 60_000 }, async () => {
  expect(await okienko(['status', '--data', folder])).toMatchObject({ code: 2, out: '', asked: 0 });
  expect(await okienko(['help'])).toMatchObject({ code: 0, out: expect.stringContaining('usage: okienko'), said: '', asked: 0 });
});
