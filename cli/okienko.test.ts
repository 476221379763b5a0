import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataKeyFromFile } from '../core/desk/data-key.ts';
import { openDesk } from '../core/desk/open-desk.ts';
import { realClock, realTimers } from '../core/desk/real-time.ts';

const project = join(import.meta.dirname, '..');
const data = join(project, 'test/data');
let folder: string;
let central: { url: string; process: ChildProcess };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'okienko-cli-'));
  central = await startCentral();
}, 120_000);
afterAll(async () => {
  central.process.kill('SIGTERM');
  await new Promise((resolve) => central.process.once('exit', resolve));
  rmSync(folder, { recursive: true });
});

async function startCentral() {
  const child = spawn(process.execPath, [join(project, 'central/main.ts'), '--seed', 'demo', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve));
  return { url: new URL((JSON.parse(line) as { fhir: string }).fhir).origin, process: child };
}

interface Ended {
  code: number | null;
  out: string;
  said: string;
}

function start(...args: string[]): { process: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [join(project, 'cli/okienko.ts'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended: Ended = { code: null, out: '', said: '' };
  child.stdout.on('data', (chunk) => {
    ended.out += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    ended.said += String(chunk);
  });
  return {
    process: child,
    ended: new Promise((resolve) => child.once('close', (code) => resolve({ ...ended, code }))),
  };
}

const okienko = (...args: string[]) => start(...args).ended;
const lastLine = ({ out }: Ended) => JSON.parse(out.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
const dataDirOf = (name: string) => join(folder, name);

/** Counts that `expected.json` names, by its names. */
function expectCounts(line: Record<string, unknown>, clinic: string): void {
  const { holiday, ...expected } = JSON.parse(readFileSync(join(data, clinic, 'expected.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  const named = Object.fromEntries(
    Object.entries(expected).map(([name, count]) => [name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()), count]),
  );
  expect(line).toMatchObject(named);
  // See plan-import.test.ts: of the Excel clinic's 18 only 17 rows carry the date of a public holiday.
  expect(line.holiday).toBe(clinic === 'przychodnia-excel' ? 17 : holiday);
}

function expectFed(line: Record<string, unknown>): void {
  const feed = line.feed as { state: string; refused: number; counts: { desk: { visits: number }; central: unknown } };
  expect(feed).toMatchObject({ state: 'done', refused: 0 });
  expect(feed.counts.central).toEqual(feed.counts.desk);
  expect(feed.counts.desk.visits).toBe((line.rows as number) - (line.refused as number));
}

describe('okienko import', () => {
  it('R5, R6: killed in the middle of the feed and run again, brings everything to central once', {
    timeout: 240_000,
  }, async () => {
    const args = ['import', join(data, 'przychodnia-excel'), '--json', '--data', dataDirOf('excel'), '--central', central.url];
    const first = start(...args);
    const said = createInterface(first.process.stderr as NodeJS.ReadableStream);
    for await (const line of said) {
      if (Number(/^central has (\d+) of/.exec(line)?.[1] ?? 0) > 300) break;
    }
    first.process.kill('SIGKILL');
    const killed = await first.ended;
    expect(killed).toMatchObject({ code: null, out: '' });

    const second = await okienko(...args);
    const line = lastLine(second);
    expect(second.code).toBe(0);
    expectCounts(line, 'przychodnia-excel');
    expectFed(line);
    expect(line.alreadyImported).toBe(2993);
  });

  it('as a dry run shows the same report and writes nothing; then does it', { timeout: 240_000 }, async () => {
    const args = [
      'import',
      join(data, 'przychodnia-program'),
      '--json',
      '--data',
      dataDirOf('program'),
      '--central',
      central.url,
    ];
    const dry = await okienko(...args, '--dry-run');
    expect(dry.code).toBe(0);
    expectCounts(lastLine(dry), 'przychodnia-program');
    expect(lastLine(dry)).toMatchObject({ dryRun: true, done: false, feed: null });

    const done = await okienko(...args);
    expect(done.code).toBe(0);
    expectCounts(lastLine(done), 'przychodnia-program');
    expectFed(lastLine(done));
    const status = await okienko('check', '--json', '--data', dataDirOf('program'));
    expect(status.code).toBe(0);
    expect(lastLine(status)).toMatchObject({ connection: 'online', queue: { waiting: 0, refused: 0 }, troubles: [] });
  });

  it.each<[string, (copy: string) => void, string]>([
    ['a huge file, unread', (copy) => truncateSync(join(copy, 'wizyty.csv'), 200_000_000), 'too-large'],
    ['an empty file', (copy) => writeFileSync(join(copy, 'wizyty.csv'), ''), 'empty'],
    ['a broken file', (copy) => writeFileSync(join(copy, 'wizyty.csv'), Buffer.from([0, 1, 2, 255, 0])), 'not-text'],
    ['a wrong file', (copy) => writeFileSync(join(copy, 'wizyty.csv'), 'a;b\n1;2\n'), 'wrong-columns'],
    ['a folder without files', (copy) => rmSync(copy, { recursive: true }), 'ENOENT'],
  ])('refuses %s and changes nothing', { timeout: 60_000 }, async (name, spoil, problem) => {
    const copy = dataDirOf(`spoilt ${name}`);
    cpSync(join(data, 'przychodnia-program'), copy, { recursive: true });
    spoil(copy);
    const result = await okienko('import', copy, '--data', dataDirOf(`of ${name}`), '--central', central.url);
    expect(result.code).toBe(1);
    expect(result.out + result.said).toContain(problem);
    const status = await okienko('status', '--json', '--data', dataDirOf(`of ${name}`));
    if (status.code === 0) expect(lastLine(status)).toMatchObject({ openTasks: 0, queue: { waiting: 0 } });
    else expect(status.said).toContain('There is no desk');
  });
});

describe('okienko and the host that owns the folder', () => {
  it('talks to a running host; when its socket is gone, says that the folder is in use', { timeout: 60_000 }, async () => {
    const dataDir = dataDirOf('owned');
    const { key } = dataKeyFromFile(dataDir);
    const desk = await openDesk({ dataDir, key, connection: null, clock: realClock, timers: realTimers, log: () => undefined });
    try {
      expect(lastLine(await okienko('status', '--json', '--data', dataDir))).toMatchObject({ connection: 'unconnected' });
      expect(await okienko('check', '--data', dataDir)).toMatchObject({ code: 1 });
      rmSync(join(dataDir, 'desk.token'));
      const refused = await okienko('status', '--data', dataDir);
      expect(refused).toMatchObject({ code: 1, out: '' });
      expect(refused.said).toContain('data-folder-in-use');
    } finally {
      await desk.close();
    }
  });
});

describe('okienko check', () => {
  it('reads the files through and names a damaged one', { timeout: 60_000 }, async () => {
    const dataDir = dataDirOf('damaged');
    const { key } = dataKeyFromFile(dataDir);
    const desk = await openDesk({ dataDir, key, connection: null, clock: realClock, timers: realTimers, log: () => undefined });
    await desk.close();
    expect(lastLine(await okienko('check', '--json', '--data', dataDir))).toMatchObject({ troubles: ['unconnected', 'no-copy'] });
    const journal = join(dataDir, 'journal.db');
    const bytes = readFileSync(journal);
    bytes.fill(7, bytes.length - 3000, bytes.length - 2900);
    writeFileSync(journal, bytes);
    const checked = await okienko('check', '--json', '--data', dataDir);
    expect(checked.code).toBe(1);
    expect(checked.out + checked.said).toMatch(/journal-damaged|journal-unreadable|SQLITE_/);
  });
});

describe('okienko called wrongly', () => {
  it.each([
    [['frobnicate'], 'unknown command: frobnicate'],
    [['export'], 'unknown command: export'],
    [['import'], 'which folder?'],
    [['status', 'now'], 'takes no now'],
    [['status', '--frob'], "Unknown option '--frob'"],
    [[], 'usage:'],
  ])('%j', async (args, sentence) => {
    const result = await okienko(...args);
    expect(result.code).toBe(2);
    expect(result.said).toContain(sentence);
  });
});
