import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getRawHeader } from '@electron/asar';
import { wrongFuses } from '../../../electron/fuses.ts';
import demo from '../../../resources/demo-clinic/accounts.json' with { type: 'json' };
import { dist } from '../../../scripts/dist.mjs';
import { makeDeb } from '../../../scripts/make-deb.mjs';
import { expect, test } from '../support/desk-test.ts';
import { PackagedDesk } from '../support/packaged-desk.ts';

/** All that may be inside app.asar. `relay`, `child`: the packages of the tests alone. */
const needed = [
  /^package\.json$/,
  /^electron\/(main|preload)\.cjs$/,
  /^electron\/(cli|cli-relay|host|host-child|host-relay|verify-journal-worker)\.mjs$/,
  // Chunks that several of them share.
  /^electron\/[a-z-]+-[\w-]{8}\.mjs$/,
  /^renderer\/(index\.html|icon\.svg)$/,
  /^renderer\/assets\/[\w.-]+-[\w-]{8}\.(js|css|svg|woff2)$/,
  // The training mode's central.
  /^central\/(main|pglite-worker|[\w-]+-[\w-]{8})\.mjs$/,
  /^central\/(style\.css|prebuilt\.tar\.gz)$/,
  /^node_modules\/@electric-sql\/pglite\/(package\.json|LICENSE)$/,
  /^node_modules\/@electric-sql\/pglite\/dist\/(chunk-[A-Z0-9]{8}\.js|index\.js|(initdb|pglite)\.wasm|pglite\.data)$/,
  /^node_modules\/@electric-sql\/pglite\/dist\/(contrib\/btree_gist\.js|fs\/nodefs\.js|btree_gist\.tar\.gz)$/,
  /^node_modules\/better-sqlite3\/(package\.json|LICENSE)$/,
  /^node_modules\/better-sqlite3\/lib\/((methods\/)?[a-z-]+|linux-(x64|arm64))\.js$/,
  /^node_modules\/better-sqlite3\/prebuilds\/linux-(x64|arm64)\.node$/,
];
/** Beside Electron's own libraries and data. `okienko-stamp`: the test Electron's. */
const ofElectron = [
  'LICENSE',
  'LICENSE.electron.txt',
  'LICENSES.chromium.html',
  'chrome-sandbox',
  'chrome_crashpad_handler',
  'icudtl.dat',
  'locales',
  'okienko',
  'okienko-cli',
  'okienko-stamp',
  'resources',
  'version',
];
/** The budget of a package. */
const mostBytes = 130_000_000;

/** Newer than the test Electron; a release requires all of them. */
const newerThanTestElectron = ['WasmTrapHandlers'];

const managerLogin = demo.accounts.find(({ roles }) => roles.includes('manager'))?.login ?? '';

test.describe.configure({ mode: 'serial' });
let unpacked = '';

test.beforeAll(async () => {
  unpacked = join(await dist('linux', { targets: ['dir'], testElectron: true }), 'linux-unpacked');
});

test('the packaged program starts, connects and shows the day; it quits cleanly', async ({ folder, account }) => {
  const desk = new PackagedDesk(join(unpacked, 'okienko'), join(folder, 'home'), account);
  await desk.start();
  await expect(desk.page.getByRole('button', { name: /potwierdzone/ }).first()).toBeVisible({ timeout: 60_000 });
  await desk.quit();
  expect(desk.log()).toMatch(/desk-closed[\s\S]*ended how=clean/);
});

test('its command line needs no display: it asks the running program, and does the work itself when none runs', async ({
  folder,
  account,
}) => {
  const home = join(folder, 'home');
  const desk = new PackagedDesk(join(unpacked, 'okienko'), home, account);
  await desk.start();
  await expect(desk.page.getByRole('button', { name: /potwierdzone/ }).first()).toBeVisible({ timeout: 60_000 });

  const status = desk.commandLine(['status', '--json']);
  // Central's clock stands at the tests' morning, days from this computer's: that, and nothing else, is wrong.
  expect(JSON.parse(status.out), status.said).toMatchObject({ troubles: ['clock'], connection: 'online' });
  expect(status.code).toBe(1);
  const support = join(home, 'support.zip');
  expect(desk.commandLine(['diagnostics', support])).toMatchObject({ code: 0, out: `${support}\n` });
  const refused = desk.commandLine(['audit', 'export', '--to', join(home, 'audit.csv')], 'pl_PL.UTF-8');
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.said).toContain('Wolno to tylko kierownikowi');
  await desk.quit();

  const checked = desk.commandLine(['check', '--json']);
  expect(JSON.parse(checked.out), checked.said).toMatchObject({ troubles: ['clock'], health: { lines: expect.any(Array) } });
  const backedUp = desk.commandLine(['backup', '--json']);
  expect(backedUp.code, backedUp.said).toBe(0);
  expect(JSON.parse(backedUp.out)).toMatchObject({ ok: true });
  const drained = desk.commandLine(['drain', '--json']);
  expect(drained.code, drained.said).toBe(0);
  expect(JSON.parse(drained.out)).toMatchObject({ ok: true, connection: 'online' });

  const archive = ['export', '--json', '--to', join(home, 'archiwum.okienko'), '--first', '2026-11-01', '--last', '2026-12-31'];
  expect(desk.commandLine(archive)).toMatchObject({ code: 1, out: '' });
  const password = join(home, 'password');
  writeFileSync(password, `${demo.password}\n`, { mode: 0o644 });
  const byManager = desk.commandLine([...archive, '--account', managerLogin, '--password-file', password]);
  expect(byManager.code, byManager.said).toBe(0);
  expect(JSON.parse(byManager.out)).toMatchObject({ ok: true, encrypted: true, code: expect.any(String) });

  expect(desk.commandLine([], 'pl_PL.UTF-8')).toMatchObject({
    code: 2,
    out: '',
    said: expect.stringContaining('użycie: okienko'),
  });
  expect(desk.commandLine(['help'])).toMatchObject({ code: 0, out: expect.stringContaining('usage: okienko') });
});

test('its fuses are the shipped ones', async () => {
  expect(await wrongFuses(join(unpacked, 'okienko'))).toEqual(newerThanTestElectron);
});

test('it holds what it needs and nothing else', () => {
  const { header } = getRawHeader(join(unpacked, 'resources/app.asar'));
  const files = filesOf(header as unknown as AsarFolder, '');
  expect(files.filter((path) => !needed.some((form) => form.test(path)))).toEqual([]);
  // Each form is there for something.
  expect(needed.filter((form) => !files.some((path) => form.test(path)))).toEqual([]);
  expect(sorted(files.filter((path) => path.endsWith('.node')))).toEqual([
    'node_modules/better-sqlite3/prebuilds/linux-arm64.node',
    'node_modules/better-sqlite3/prebuilds/linux-x64.node',
  ]);
  expect(sorted(readdirSync(join(unpacked, 'resources')))).toEqual([
    'THIRD-PARTY.txt',
    'app-update.yml',
    'app.asar',
    'app.asar.unpacked',
    'policy',
    'sbom.cdx.json',
  ]);
  expect(sorted(readdirSync(join(unpacked, 'locales')))).toEqual(['en-US.pak', 'pl.pak']);
  expect(readdirSync(unpacked).filter((name) => !ofElectron.includes(name) && !/\.(so|so\.1|pak|bin|json)$/.test(name))).toEqual(
    [],
  );
});

test('it names what it consists of, with every licence', () => {
  const read = (name: string) => readFileSync(join(unpacked, 'resources', name), 'utf8');
  const bill = JSON.parse(read('sbom.cdx.json')) as { bomFormat: string; components: { name: string; licenses?: unknown[] }[] };
  expect(bill.bomFormat).toBe('CycloneDX');
  const names = bill.components.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['better-sqlite3', 'electron', 'electron-updater', 'react', 'zod']));
  expect(names.filter((name) => /^(vitest|node-(bin-)?(linux|darwin|win))/.test(name))).toEqual([]);
  expect(bill.components.filter(({ licenses }) => !licenses?.length).map(({ name }) => name)).toEqual([]);
  const notices = read('THIRD-PARTY.txt');
  for (const name of ['electron-updater', 'react', 'zod']) expect(notices).toMatch(new RegExp(`^${name} \\d`, 'm'));
  expect(existsSync(join(unpacked, 'LICENSES.chromium.html'))).toBe(true);
});

test('the .deb installs by dpkg, its program starts, and removing it leaves the data and the policy', async ({
  folder,
  account,
}) => {
  const deb = await makeDeb(unpacked, join(folder, 'deb'), { compression: 'gzip' });
  // gzip here; a release's xz is smaller still.
  expect(statSync(deb).size).toBeLessThan(mostBytes);
  const system = systemIn(join(folder, 'system'));
  system.dpkg('--install', deb);
  const program = join(system.root, 'usr/lib/okienko/okienko');
  expect(lstatSync(join(system.root, 'usr/bin/okienko')).isSymbolicLink()).toBe(true);
  // Chromium's sandbox helper works only so.
  expect(lstatSync(join(system.root, 'usr/lib/okienko/chrome-sandbox')).mode & 0o7777).toBe(0o4755);
  expect(existsSync(join(system.root, 'usr/share/applications/okienko.desktop'))).toBe(true);
  expect(realpathSync(join(system.root, 'usr/bin/okienko-cli'))).toBe(join(system.root, 'usr/lib/okienko/okienko-cli'));
  expect(existsSync(join(system.root, 'etc/okienko'))).toBe(true);

  const desk = new PackagedDesk(program, join(folder, 'home'), account);
  await desk.start();
  await expect(desk.page.getByRole('button', { name: /potwierdzone/ }).first()).toBeVisible({ timeout: 60_000 });
  const asked = desk.commandLine(['drain', '--json']);
  expect(asked.code, asked.said).toBe(0);
  await desk.quit();

  writeFileSync(join(system.root, 'etc/okienko/policy.json'), '{}');
  system.dpkg('--remove', 'okienko');
  expect(existsSync(program)).toBe(false);
  expect(existsSync(join(system.root, 'usr/bin/okienko-cli'))).toBe(false);
  expect(existsSync(join(system.root, 'etc/okienko/policy.json'))).toBe(true);
  expect(existsSync(join(desk.dataFolder, 'journal.db'))).toBe(true);
  system.dpkg('--purge', 'okienko');
  expect(existsSync(join(system.root, 'etc/okienko'))).toBe(false);
});

/** A system of its own for the real dpkg, so that the machine of whoever runs the tests stays as it is. */
function systemIn(root: string) {
  mkdirSync(join(root, 'var/lib/dpkg/updates'), { recursive: true });
  mkdirSync(join(root, 'var/lib/dpkg/info'), { recursive: true });
  writeFileSync(join(root, 'var/lib/dpkg/status'), '');
  writeFileSync(join(root, 'var/lib/dpkg/available'), '');
  const force = ['--force-not-root', '--force-depends', '--force-script-chrootless', '--force-bad-path'];
  return {
    root,
    dpkg(...args: string[]) {
      const { status, stderr } = spawnSync('fakeroot', ['dpkg', `--root=${root}`, ...force, ...args], { encoding: 'utf8' });
      expect(status, stderr).toBe(0);
    },
  };
}

interface AsarFolder {
  files: Record<string, AsarFolder | { size: number }>;
}

function filesOf(folder: AsarFolder, path: string): string[] {
  return Object.entries(folder.files).flatMap(([name, entry]) =>
    'files' in entry ? filesOf(entry, `${path}${name}/`) : [`${path}${name}`],
  );
}

const sorted = (names: string[]) => names.toSorted((a, b) => (a < b ? -1 : 1));
