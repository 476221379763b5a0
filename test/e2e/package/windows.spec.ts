import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NtExecutable, NtExecutableResource } from 'resedit';
import { upgradeCode } from '../../../electron-builder.config.mjs';
import { dist } from '../../../scripts/dist.mjs';
import { makeMsi } from '../../../scripts/make-msi.mjs';
import { expect, test } from '../support/desk-test.ts';

/** Around a stand-in executable, since Electron for Windows cannot be fetched here: the packaging is real, the program is not. */
test.describe.configure({ mode: 'serial' });
let unpacked = '';

test.beforeAll(async () => {
  unpacked = join(await dist('win', { targets: ['dir'], testElectron: true }), 'win-unpacked');
});

test('the Windows package has the native modules of Windows, and the policy templates', () => {
  const native = 'resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds';
  expect(sorted(readdirSync(join(unpacked, native)))).toEqual(['win32-arm64.node', 'win32-x64.node']);
  for (const file of readdirSync(join(unpacked, native))) {
    expect(
      readFileSync(join(unpacked, native, file))
        .subarray(0, 2)
        .toString(),
    ).toBe('MZ');
  }
  expect(sorted(readdirSync(join(unpacked, 'resources/policy')))).toEqual(['en-US', 'okienko.admx', 'pl-PL']);
});

test('its command line is a batch file beside the program, as cmd.exe wants it', () => {
  const script = readFileSync(join(unpacked, 'okienko-cli.cmd'), 'latin1');
  expect(script.split('\r\n').length).toBeGreaterThan(10);
  expect(script.replaceAll('\r\n', '')).not.toContain('\n');
  expect(script).toContain('"%~dp0Okienko.exe" --log-level=3 --cli-exit="%OKIENKO_EXIT%" --cli %*');
  expect(script).toContain('exit /b %OKIENKO_CODE%');
});

test('the archive’s digest is inside the executable', () => {
  const resources = NtExecutableResource.from(NtExecutable.from(readFileSync(join(unpacked, 'Okienko.exe'))));
  const entry = resources.entries.find(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR');
  const [digest] = JSON.parse(Buffer.from(entry?.bin ?? new ArrayBuffer(0)).toString()) as { file: string; alg: string }[];
  expect(digest).toMatchObject({ file: 'resources\\app.asar', alg: 'SHA256' });
});

test('the MSI is per machine, upgradable, with shortcuts and policy templates', ({ folder: _ }, testInfo) => {
  const msi = makeMsi(unpacked, testInfo.outputPath('msi'));
  const properties = table(msi, 'Property');
  expect(properties).toContain(['ALLUSERS', '1'].join('\t'));
  expect(properties).toContain(['UpgradeCode', upgradeCode].join('\t'));
  expect(table(msi, 'Upgrade').some((row) => row.startsWith(upgradeCode) && row.includes('WIX_DOWNGRADE_DETECTED'))).toBe(true);
  const places = table(msi, 'Shortcut').map((row) => row.split('\t')[1] ?? '');
  expect(sorted(places)).toEqual(['DesktopFolder', 'ProgramMenuFolder']);
  const files = table(msi, 'File').map((row) => row.split('\t')[2]?.split('|').at(-1));
  expect(files).toEqual(expect.arrayContaining(['Okienko.exe', 'app.asar', 'okienko.admx', 'okienko.adml', 'win32-x64.node']));
  expect(msiinfo('suminfo', msi)).toMatch(/Template: x64;/);
});

test('another version is another product with the same upgrade code', ({ folder: _ }, testInfo) => {
  const [older, newer] = ['0.1.0', '0.2.0'].map((version) =>
    table(makeMsi(unpacked, testInfo.outputPath(version), { version }), 'Property'),
  );
  const code = (rows: string[] | undefined, name: string) => rows?.find((row) => row.startsWith(`${name}\t`));
  expect(code(newer, 'UpgradeCode')).toBe(code(older, 'UpgradeCode'));
  expect(code(newer, 'ProductCode')).not.toBe(code(older, 'ProductCode'));
});

/** Rows of a table, tab between the columns. */
function table(msi: string, name: string): string[] {
  return msiinfo('export', msi, name).split(/\r?\n/).slice(3).filter(Boolean);
}

function msiinfo(...args: string[]): string {
  const { status, stdout, error } = spawnSync('msiinfo', args, { encoding: 'utf8' });
  if (error !== undefined || status !== 0) throw error ?? new Error(`msiinfo ${args[0]} failed`);
  return stdout;
}

const sorted = (names: string[]) => names.toSorted((a, b) => (a < b ? -1 : 1));
