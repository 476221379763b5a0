/**
 * Builds what Electron and the preview load into dist/. A bundle whose sources, settings and locked packages are unchanged is
 * left alone, so calling this before every start costs nothing.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { install } from './install.mjs';
import { commandOf, fingerprint, node24, root, withBinaries } from './project.mjs';

const settings = ['package.json', 'package-lock.json', 'tsconfig.base.json'];

const bundles = [
  {
    name: 'renderer',
    sources: ['renderer', 'core/domain', 'core/contract', 'resources'],
    result: 'dist/renderer/index.html',
    steps: [['--config', 'renderer/vite.config.ts']],
  },
  {
    name: 'electron',
    sources: ['electron', 'core', 'resources'],
    result: 'dist/electron/host.mjs',
    steps: ['main', 'preload', 'host'].map((part) => ['--config', 'electron/vite.config.ts', '--mode', part]),
  },
];

/** Throws when a bundle fails; Vite's own messages then stand on stderr. */
export async function build() {
  for (const bundle of bundles) {
    const stamp = fingerprint([...bundle.sources, ...settings]);
    const stampFile = join(root, 'dist', `.${bundle.name}-stamp`);
    if (existsSync(join(root, bundle.result)) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) continue;
    for (const step of bundle.steps) await vite(bundle.name, step);
    writeFileSync(stampFile, stamp);
  }
}

function vite(name, args) {
  const output = [];
  const child = spawn(node24(), [commandOf('vite', 'vite'), 'build', '--logLevel', 'warn', ...args], {
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
      else reject(new Error(`Building ${name} failed (vite build ${args.join(' ')}).`));
    });
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  install();
  await build();
}
