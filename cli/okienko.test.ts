import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataKeyFromFile } from '../core/desk/data-key.ts';
import { openDesk } from '../core/desk/open-desk.ts';
import { realClock, realTimers } from '../core/desk/real-time.ts';
import { testCertificates } from '../core/remote/certificates/test-certificates.ts';
import { openEncrypted } from '../core/store/database.ts';

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
      // The status that the running desk writes each minute stands in, and it is said why.
      expect(refused.code).toBe(1);
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
    [['export'], 'export: --to which file?'],
    [['export', '--to', 'x'], '--first and --last as YYYY-MM-DD'],
    [['export', '--to', 'x', '--first', '2026-12-02', '--last', '2026-12-01'], 'the first day not after the last'],
    [['export', 'open', '--to', 'x'], 'export open: --from FILE --code-file FILE --to FILE'],
    [['export', 'all', '--to', 'x'], 'export takes no all'],
    [['diagnostics'], 'diagnostics: --to which file?'],
    [['diagnostics', 'a', 'b'], 'diagnostics takes no b'],
    [['rescue'], 'rescue: export or import?'],
    [['audit', 'export'], '--to which file?'],
    [['keys'], 'keys: rotate or rotate-clinic?'],
    [['import'], 'which folder?'],
    [['certificates', 'import'], 'which FILE'],
    [['status', 'now'], 'takes no now'],
    [['status', '--frob'], "Unknown option '--frob'"],
    [[], 'usage:'],
  ])('%j', async (args, sentence) => {
    const result = await okienko(...args);
    expect(result.code).toBe(2);
    expect(result.said).toContain(sentence);
  });
});

describe('okienko and the journal’s safety', () => {
  const openAlone = (dataDir: string) => {
    const { key } = dataKeyFromFile(dataDir);
    return openDesk({ dataDir, key, connection: null, clock: realClock, timers: realTimers, log: () => undefined });
  };

  it('backs up, restores a damaged journal, and says so until somebody has read it', { timeout: 120_000 }, async () => {
    const dataDir = dataDirOf('safety');
    await (await openAlone(dataDir)).close();
    const copy = join(folder, 'kopia.db');
    const made = lastLine(await okienko('backup', '--json', '--to', copy, '--data', dataDir));
    expect(made).toMatchObject({ ok: true, file: copy });
    const journal = join(dataDir, 'journal.db');
    truncateSync(journal, 4096);
    const damaged = readFileSync(journal);
    expect(await okienko('restore', '--data', dataDir)).toMatchObject({ code: 0 });
    expect(readFileSync(join(dataDir, 'journal.damaged-1.db')).equals(damaged)).toBe(true);
    const checked = await okienko('check', '--json', '--data', dataDir);
    expect(lastLine(checked)).toMatchObject({ troubles: ['unconnected', 'no-copy', 'journal-restored'] });
    expect(checked.said).toContain('the backup of');
    // From the file that was taken away, as well.
    writeFileSync(journal, 'nothing');
    rmSync(join(dataDir, 'backups'), { recursive: true });
    expect(await okienko('restore', '--data', dataDir)).toMatchObject({
      code: 1,
      out: 'no backup can be opened: nothing was changed\n',
    });
    expect(await okienko('restore', '--from', copy, '--data', dataDir)).toMatchObject({ code: 0 });
  });

  it('I7: check says that the audit log was changed, and where', { timeout: 120_000 }, async () => {
    const dataDir = dataDirOf('tampered');
    const desk = await openAlone(dataDir);
    for (let i = 0; i < 4; i++) await desk.client.audit.export({ format: 'csv' });
    await desk.close();
    const journal = openEncrypted(join(dataDir, 'journal.db'), dataKeyFromFile(dataDir).key);
    journal.exec('DROP TRIGGER audit_is_append_only_update; DROP TRIGGER audit_is_append_only_delete');
    journal.exec("UPDATE audit SET author = 'Nobody' WHERE n = 2");
    journal.close();
    const changed = await okienko('check', '--json', '--data', dataDir);
    expect(changed).toMatchObject({ code: 1, said: expect.stringContaining('audit log: row 2 was changed') });
    expect(lastLine(changed)).toMatchObject({ troubles: expect.arrayContaining(['audit-broken']) });
  });

  it('I7: check says that the end of the audit log was cut off', { timeout: 120_000 }, async () => {
    const dataDir = dataDirOf('cut');
    const desk = await openAlone(dataDir);
    for (let i = 0; i < 4; i++) await desk.client.audit.export({ format: 'csv' });
    await desk.close();
    const journal = openEncrypted(join(dataDir, 'journal.db'), dataKeyFromFile(dataDir).key);
    journal.exec('DROP TRIGGER audit_is_append_only_delete; DELETE FROM audit WHERE n > 2');
    journal.close();
    const cut = await okienko('check', '--json', '--data', dataDir);
    expect(lastLine(cut)).toMatchObject({ ok: false, troubles: expect.arrayContaining(['audit-cut', 'journal-restored']) });
    expect(cut.said).toContain('journal.echo knows row 4');
  });

  it('takes a certificate of the clinic into use, its password from a file', { timeout: 60_000 }, async () => {
    const made = testCertificates();
    try {
      const dataDir = dataDirOf('certificates');
      await (await openAlone(dataDir)).close();
      const [file, codeFile] = [join(folder, 'placowka.p12'), join(folder, 'haslo.txt')];
      writeFileSync(file, made.authority('Urząd').issue('Przychodnia').pkcs12('hasło 1', { old: true }));
      writeFileSync(codeFile, 'hasło 2\n');
      const call = ['certificates', 'import', file, '--code-file', codeFile, '--json', '--data', dataDir];
      const wrong = await okienko(...call);
      expect(wrong.code).toBe(1);
      expect(lastLine(wrong)).toEqual({ ok: false, troubles: ['certificate-password'] });
      writeFileSync(codeFile, 'hasło 1\n');
      expect(lastLine(await okienko(...call))).toMatchObject({
        ok: true,
        certificates: [{ use: 'tls', subject: 'Przychodnia' }],
      });
      expect((await okienko('certificates', '--data', dataDir)).out).toMatch(
        /^tls +\d{4}-\d\d-\d\d \(299 days\) +Przychodnia, issued by Urząd/,
      );
      expect((await okienko('status', '--data', dataDir)).out).toMatch(/^certificates +ok, fine, use tls, days 299$/m);
    } finally {
      made.remove();
    }
  });

  it('hands the queue over as an encrypted file, and the audit log as CSV and JSON lines', { timeout: 120_000 }, async () => {
    const [from, to] = [dataDirOf('rescue-from'), dataDirOf('rescue-to')];
    for (const dataDir of [from, to]) await (await openAlone(dataDir)).close();
    const file = join(folder, 'kolejka.okienko');
    const made = lastLine(await okienko('rescue', 'export', '--json', '--to', file, '--data', from));
    const codeFile = join(folder, 'kod.txt');
    writeFileSync(codeFile, String(made.code));
    const taken = await okienko('rescue', 'import', '--json', '--from', file, '--code-file', codeFile, '--data', to);
    expect(lastLine(taken)).toEqual({ ok: true, acts: 0, added: 0, known: 0 });
    writeFileSync(codeFile, 'AAAA-BBBB');
    const wrong = await okienko('rescue', 'import', '--json', '--from', file, '--code-file', codeFile, '--data', to);
    expect(wrong.code).toBe(1);
    expect(lastLine(wrong)).toEqual({ ok: false, troubles: ['rescue-code-wrong'] });
    const csv = join(folder, 'dziennik.csv');
    expect(await okienko('audit', 'export', '--to', csv, '--data', from)).toMatchObject({ code: 0 });
    expect(readFileSync(csv, 'utf8')).toContain('export-rescue');
    const jsonl = join(folder, 'dziennik.jsonl');
    await okienko('audit', 'export', '--to', jsonl, '--data', from);
    const what = readFileSync(jsonl, 'utf8')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { what: string }).what);
    expect(what).toEqual(['export-rescue', 'export-audit', 'export-audit']);
  });

  it('I2: exchanges the data key; what was entered and backed up opens with the new one', { timeout: 120_000 }, async () => {
    const dataDir = dataDirOf('keys');
    const desk = await openAlone(dataDir);
    await desk.client.audit.export({ format: 'csv' });
    await desk.client.safety.backUp();
    await desk.close();
    const { key } = dataKeyFromFile(dataDir);
    const done = await okienko('keys', 'rotate', '--json', '--data', dataDir);
    expect(done).toMatchObject({ code: 0 });
    expect(lastLine(done)).toEqual({ ok: true });
    expect(Buffer.from(dataKeyFromFile(dataDir).key).equals(Buffer.from(key))).toBe(false);
    const journal = join(dataDir, 'journal.db');
    writeFileSync(journal, 'noise');
    expect(await okienko('restore', '--data', dataDir)).toMatchObject({ code: 0 });
    const jsonl = join(folder, 'po-wymianie.jsonl');
    await okienko('audit', 'export', '--to', jsonl, '--data', dataDir);
    expect(readFileSync(jsonl, 'utf8')).toContain('"export-audit"');
  });

  it.each<[string, (path: string) => void, string]>([
    ['a file in its place', (path) => writeFileSync(path, 'x'), 'ENOTDIR|EEXIST|There is no desk'],
    ['a folder that is no database', (path) => mkdirSync(join(path, 'journal.db'), { recursive: true }), 'folder-unusable'],
  ])('a data folder that cannot be used: %s', { timeout: 60_000 }, async (name, make, said) => {
    const dataDir = dataDirOf(`unusable ${name}`);
    make(dataDir);
    if (name.startsWith('a folder')) dataKeyFromFile(dataDir);
    const result = await okienko('status', '--data', dataDir);
    expect(result.code).toBe(1);
    expect(result.said).toMatch(new RegExp(said));
  });
});

describe('okienko export', () => {
  const days = ['--first', '2000-01-01', '--last', '2099-12-31'];

  it('writes the visits encrypted, opens them again by the code, and in plain text only when asked', {
    timeout: 240_000,
  }, async () => {
    const dataDir = dataDirOf('program');
    const file = join(folder, 'archiwum.okienko');
    const made = lastLine(await okienko('export', '--json', '--to', file, ...days, '--data', dataDir));
    expect(made).toMatchObject({ ok: true, file, encrypted: true, rows: expect.any(Number) });
    expect(made.rows).toBeGreaterThan(100);
    expect(readFileSync(file).includes('Kowalsk')).toBe(false);

    const codeFile = join(folder, 'kod-archiwum.txt');
    writeFileSync(codeFile, String(made.code).toLowerCase());
    const csv = join(folder, 'archiwum.csv');
    const opened = await okienko('export', 'open', '--json', '--from', file, '--code-file', codeFile, '--to', csv);
    expect(opened).toMatchObject({ code: 0 });
    expect(lastLine(opened)).toEqual({ ok: true, file: csv, rows: made.rows });
    const again = await okienko('export', 'open', '--from', file, '--code-file', codeFile, '--to', csv);
    expect(again).toMatchObject({ code: 1, said: expect.stringContaining('EEXIST') });

    const plain = join(folder, 'jawne.csv');
    const result = await okienko('export', '--plain', '--json', '--to', plain, ...days, '--data', dataDir);
    expect(lastLine(result)).toEqual({ ok: true, file: plain, rows: made.rows, encrypted: false });
    expect(result.said).toContain('not encrypted');
    expect(readFileSync(plain, 'utf8')).toBe(readFileSync(csv, 'utf8'));
    expect(statSync(plain).mode & 0o077).toBe(0);

    writeFileSync(codeFile, 'AAAA');
    const wrong = await okienko('export', 'open', '--json', '--from', file, '--code-file', codeFile, '--to', join(folder, 'x'));
    expect(lastLine(wrong)).toEqual({ ok: false, troubles: ['archive-code-wrong'] });
    const asRescue = await okienko('rescue', 'import', '--json', '--from', file, '--code-file', codeFile, '--data', dataDir);
    expect(lastLine(asRescue)).toMatchObject({ ok: false });
  });
});

describe('okienko of somebody without the key', () => {
  it('tells what the running program wrote down last, and that it is old', { timeout: 60_000 }, async () => {
    const dataDir = dataDirOf('monitored');
    const { key, file } = dataKeyFromFile(dataDir);
    const early: typeof realTimers = { after: (ms, callback) => realTimers.after(ms === 5_000 ? 10 : ms, callback) };
    const desk = await openDesk({ dataDir, key, connection: null, clock: realClock, timers: early, log: () => undefined });
    const statusFile = join(dataDir, 'status.json');
    while (!existsSync(statusFile)) await new Promise((resolve) => setTimeout(resolve, 50));
    await desk.close();
    rmSync(file);
    const kept = await okienko('status', '--json', '--data', dataDir);
    expect(kept.said).toContain('this is what the program wrote down 0 min ago');
    expect(lastLine(kept)).toMatchObject({ connection: 'unconnected', health: { lines: expect.any(Array) } });
    const content = JSON.parse(readFileSync(statusFile, 'utf8')) as Record<string, unknown>;
    expect(content.running).toBe(false);
    const old = { ...content, running: true, writtenAt: new Date(Date.now() - 6 * 60_000).toISOString() };
    writeFileSync(statusFile, JSON.stringify(old));
    const stale = await okienko('status', '--json', '--data', dataDir);
    expect(stale.code).toBe(1);
    expect(lastLine(stale)).toMatchObject({ troubles: expect.arrayContaining(['not-answering']) });
    writeFileSync(statusFile, '{');
    expect(await okienko('status', '--data', dataDir)).toMatchObject({
      code: 1,
      said: expect.stringContaining('start the program'),
    });
  });
});
