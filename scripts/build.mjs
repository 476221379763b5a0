/**
 * Builds what Electron and the preview load into dist/. A bundle whose sources, settings and locked packages are unchanged is
 * left alone, so calling this before every start costs nothing.
 */
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { install } from './install.mjs';
import { commandOf, fingerprint, node24, root, withBinaries } from './project.mjs';

const settings = ['package.json', 'package-lock.json', 'tsconfig.base.json'];

const bundles = [
  {
    name: 'renderer',
    sources: ['renderer', 'core/domain', 'core/contract', 'resources', 'docs/user-guide', 'vite.config.ts'],
    result: 'index.html',
    steps: [['--config', 'vite.config.ts']],
  },
  {
    name: 'electron',
    sources: ['electron', 'core', 'cli', 'resources'],
    result: 'host.mjs',
    steps: ['main', 'preload', 'host'].map((part) => ['--config', 'electron/vite.config.ts', '--mode', part]),
  },
  {
    // For the training mode of the desktop program; everything else runs central from its sources.
    name: 'central',
    sources: ['central', 'core/domain', 'core/fhir', 'resources'],
    result: 'main.mjs',
    steps: [['--config', 'central/vite.config.ts']],
    beside: ['central/pages/style.css'],
  },
];

/** Throws when a bundle fails; Vite's own messages then stand on stderr. */
export async function build() {
  for (const bundle of bundles) {
    const stamp = fingerprint([...bundle.sources, ...settings]);
    const folder = join(root, 'dist', bundle.name);
    const stampFile = join(root, 'dist', `.${bundle.name}-stamp`);
    if (existsSync(join(folder, bundle.result)) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) continue;
    await buildAside(bundle, folder);
    writeFileSync(stampFile, stamp);
  }
  await prebuildCentral();
}

/** Built beside the old one and then put in its place: a desk that runs from it misses its files for no more than a moment. */
async function buildAside(bundle, folder) {
  const draft = `${folder}.new`;
  const old = `${folder}.old`;
  for (const left of [draft, old]) rmSync(left, { recursive: true, force: true });
  for (const step of bundle.steps) await vite(bundle.name, [...step, '--outDir', draft]);
  for (const file of bundle.beside ?? []) copyFileSync(join(root, file), join(draft, basename(file)));
  if (existsSync(folder)) renameSync(folder, old);
  renameSync(draft, folder);
  rmSync(old, { recursive: true, force: true });
}

/** The empty database that every embedded central begins with; it knows itself whether it is there already. */
function prebuildCentral() {
  return runQuietly('the database of the embedded central', [join(root, 'central/db/prebuild.ts')]);
}

function vite(name, args) {
  return runQuietly(name, [commandOf('vite', 'vite'), 'build', '--logLevel', 'warn', ...args]);
}

/** On Node 24; what it says stands on stderr. */
function runQuietly(name, args) {
  const output = [];
  const child = spawn(node24(), args, {
    cwd: root,
    env: withBinaries({ ...process.env, NODE_ENV: 'production' }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      process.stderr.write(Buffer.concat(output));
      if (code === 0) resolve();
      else reject(new Error(`Building ${name} failed.`));
    });
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  install();
  await build();
}
