/**
 * `npm run dist:linux|win|mac`: installers of one platform into dist/installers, by electron-builder on that platform's own runner.
 *
 *   --dir             the unpacked program only
 *   --test-electron   around the old Electron of the tests (33.2.1) or, for Windows, around a stand-in executable: proves the
 *                     packaging where Electron's own binaries cannot be fetched. Never shipped: the name says so.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { fetchTestElectron } from './fetch-test-electron.mjs';
import { install } from './install.mjs';
import { makeDeb } from './make-deb.mjs';
import { root } from './project.mjs';
import { stageApp } from './stage-app.mjs';

/**
 * Folder with the results. `targets`: electron-builder's names, `['dir']` for the unpacked program; the default is the platform's.
 * @param {'linux'|'win'|'mac'} platform
 */
export async function dist(platform, { targets, testElectron = false } = {}) {
  install();
  await build();
  const appFolder = stageApp(platform, { withRelay: testElectron });
  const output = join(root, 'dist', testElectron ? `test-package-${platform}` : 'installers');
  rmSync(output, { recursive: true, force: true });
  const electron = testElectron ? await standIn(platform) : shippedElectron();
  const { build: pack, Platform } = await import('electron-builder');
  const { builderConfig } = await import('../electron-builder.config.mjs');
  const config = builderConfig({
    platform,
    channel: channelOf(ownVersion()),
    appFolder,
    output,
    electron,
    ...(testElectron && { unpack: ['electron/*.mjs'] }),
  });
  const platforms = { linux: Platform.LINUX, win: Platform.WINDOWS, mac: Platform.MAC };
  await pack({ targets: platforms[platform].createTarget(targets), projectDir: root, config, publish: 'never' });
  if (platform === 'linux' && targets === undefined) await makeDeb(join(output, 'linux-unpacked'), output);
  return output;
}

const ownVersion = () => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;

/** `0.3.0-beta.1` goes to those who chose the beta channel. */
export const channelOf = (version) => (version.includes('-') ? 'beta' : 'latest');

function shippedElectron() {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8'));
  return { version };
}

async function standIn(platform) {
  const version = '33.2.1';
  if (platform === 'linux') return { version, dist: await fetchTestElectron() };
  if (platform === 'win') return { version, dist: standInForWindows(), isElectron: false };
  throw new Error('There is no stand-in for macOS: its package is made on a Mac only.');
}

/** A folder like Electron's for Windows, with a valid executable of another program in it. */
function standInForWindows() {
  const folder = join(root, '.cache/electron-stand-in-win');
  const executable = join(root, 'node_modules/electron-winstaller/vendor/Setup.exe');
  if (!existsSync(executable)) throw new Error(`${executable} is missing`);
  mkdirSync(join(folder, 'locales'), { recursive: true });
  mkdirSync(join(folder, 'resources'), { recursive: true });
  copyFileSync(executable, join(folder, 'electron.exe'));
  for (const language of ['pl', 'en-US', 'de']) writeFileSync(join(folder, 'locales', `${language}.pak`), '');
  writeFileSync(join(folder, 'version'), '33.2.1');
  return folder;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [platform, ...flags] = process.argv.slice(2);
  if (!['linux', 'win', 'mac'].includes(platform))
    throw new Error('Usage: node scripts/dist.mjs linux|win|mac [--dir] [--test-electron]');
  const targets = flags.includes('--dir') ? ['dir'] : undefined;
  process.stdout.write(`${await dist(platform, { targets, testElectron: flags.includes('--test-electron') })}\n`);
}
