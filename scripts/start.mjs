/**
 * `npm start`: from a fresh clone to the desk of a demo clinic, with its own central e-registration beside it. Electron where it
 * can be had and there is a display, otherwise the preview, with the reason in one line. `-- --preview` chooses that at once,
 * `-- --fresh` begins with new demo data.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from './build.mjs';
import { endWithParent } from './end-with-parent.mjs';
import { install } from './install.mjs';
import { fingerprint, node24, root, withBinaries } from './project.mjs';

const demo = join(root, '.okienko', 'demo');
const downloadLimitMs = 90_000;
const readyLimitMs = 90_000;
const demoDays = 14;
const children = new Set();

const arguments_ = process.argv.slice(2);
const unknown = arguments_.filter((each) => each !== '--preview' && each !== '--fresh');
if (unknown.length > 0) {
  process.stderr.write(`usage: npm start [-- [--preview] [--fresh]]; unknown: ${unknown.join(' ')}\n`);
  process.exit(2);
}
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => stopAll(signal));
endWithParent(() => stopAll('SIGTERM'));

install();
await build();
layDemoFolder(arguments_.includes('--fresh'));
process.exit(arguments_.includes('--preview') ? await openPreview() : await openDesk());

/**
 * The demo clinic is filled relative to the day on which it was made, by the schema of that day: after two weeks, or with
 * another schema, it begins anew. It holds invented data only.
 */
function layDemoFolder(fresh) {
  const stampFile = join(demo, 'made.json');
  const schema = fingerprint(['central/db/migrations', 'core/store/copy-schema.ts', 'core/store/journal-migrations.ts']);
  const made = existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, 'utf8')) : null;
  const isCurrent = made?.schema === schema && Date.now() - Date.parse(made.at) < demoDays * 86_400_000;
  if (isCurrent && !fresh) return;
  if (existsSync(demo) && !fresh)
    process.stderr.write('The demo data are of another version or two weeks old: beginning with new ones.\n');
  rmSync(demo, { recursive: true, force: true });
  mkdirSync(demo, { recursive: true, mode: 0o700 });
  writeFileSync(stampFile, JSON.stringify({ at: new Date().toISOString(), schema }));
}

async function openDesk() {
  const electron = findElectron();
  if (!electron.path) return fallBack(electron.reason);
  const central = start(node24(), [
    join(root, 'central/main.ts'),
    ...['--port', '0', '--seed', 'demo', '--db', `pglite:${join(demo, 'central')}`],
  ]);
  const { fhir, clients } = JSON.parse(await firstLine(central, 'central'));
  writeConnection(fhir, clients[0]);

  const sandbox = process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : [];
  const desk = start(electron.path, [...sandbox, root, `--data=${demo}`], { OKIENKO_NODE: node24() });
  try {
    await firstLine(desk, 'Electron');
  } catch (error) {
    await stop(desk);
    await stop(central);
    return fallBack(error.message);
  }
  process.stdout.write(`${JSON.stringify({ desk: 'electron', central: fhir })}\n`);
  const code = await ended(desk);
  await stop(central);
  return code;
}

function fallBack(reason) {
  process.stderr.write(`Opening the preview in place of Electron: ${reason}\n`);
  return openPreview({ inBrowser: hasDisplay() && process.stdout.isTTY });
}

async function openPreview({ inBrowser = false } = {}) {
  const preview = start(node24(), [join(root, 'preview/preview.ts'), ...['--port', '0', '--data', join(demo, 'preview')]]);
  const ready = await firstLine(preview, 'the preview').catch(() => null);
  if (ready === null) return (await ended(preview)) || 1;
  process.stdout.write(`${ready}\n`);
  if (inBrowser) showInBrowser(JSON.parse(ready).desk);
  return ended(preview);
}

/** Best effort: the address stands above for whoever has no such command. */
function showInBrowser(url) {
  const [command, ...args] = { darwin: ['open'], win32: ['explorer.exe'] }[process.platform] ?? ['xdg-open'];
  spawn(command, [...args, url], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}

/** The desk's own key for its demo clinic; the port differs from start to start. */
function writeConnection(fhirUrl, client) {
  const folder = join(demo, 'desk');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const connection = {
    fhirUrl,
    clinicId: client.clinic,
    clinicName: client.clinicName,
    clientId: client.clientId,
    privateJwk: client.jwk,
  };
  writeFileSync(join(folder, 'connection.json'), JSON.stringify(connection), { mode: 0o600 });
}

/** `{path}` of Electron's executable, or `{reason}` why it cannot be used. */
function findElectron() {
  if (!hasDisplay()) return { reason: 'there is no display.' };
  const own = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (own) {
    const path = join(own, executableName());
    return existsSync(path) ? { path } : { reason: `ELECTRON_OVERRIDE_DIST_PATH holds no Electron (${path}).` };
  }
  const folder = join(root, 'node_modules', 'electron');
  const installed = () => {
    const name = join(folder, 'path.txt');
    const path = existsSync(name) ? join(folder, 'dist', readFileSync(name, 'utf8')) : null;
    return path !== null && existsSync(path) ? path : null;
  };
  if (installed() === null) {
    process.stderr.write('Fetching Electron ...\n');
    spawnSync(node24(), [join(folder, 'install.js')], { cwd: root, timeout: downloadLimitMs, stdio: 'ignore' });
  }
  const path = installed();
  return path ? { path } : { reason: 'Electron could not be fetched from its download place on GitHub.' };
}

function executableName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function start(command, args, env = {}) {
  const child = spawn(command, args, { cwd: root, env: { ...withBinaries(), ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

/** The JSON line by which a program says that it is ready. */
function firstLine(child, name) {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(`${name} was not ready after ${readyLimitMs / 1000} s.`)), readyLimitMs);
    const lines = createInterface({ input: child.stdout });
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`${name} ended before it was ready (${signal ?? code}).`)));
    lines.on('line', (line) => {
      if (!line.startsWith('{')) return;
      clearTimeout(limit);
      resolve(line);
    });
  });
}

function ended(child) {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 0)));
}

async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await ended(child);
}

/** A terminal's Ctrl-C has reached the children already; the desk then closes its journal, and central ends after it. */
function stopAll(signal) {
  for (const child of children) if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill('SIGTERM');
}
