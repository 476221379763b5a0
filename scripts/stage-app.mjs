/**
 * Lays out what goes into the package: the bundles of `npm run build`, the one native module, nothing else. electron-builder would
 * otherwise take every production dependency along, though Vite has bundled them already.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from './project.mjs';

/** Prebuilt binaries of better-sqlite3 by platform: Windows and macOS run on two processors, one package may hold both. */
export const nativeModules = {
  linux: ['linux-x64.node', 'linux-arm64.node'],
  win: ['win32-x64.node', 'win32-arm64.node'],
  mac: ['darwin-x64.node', 'darwin-arm64.node'],
};

/** Loads core through a Node 24 child: for packages around the old Electron of the tests only. */
const relayFiles = /^(host-(relay|child)|cli-relay)/;

/**
 * @param {'linux'|'win'|'mac'} platform
 * @param {{withRelay: boolean}} options
 * @returns path of the staged folder; what belongs beside app.asar lies in `<path>-beside`.
 */
export function stageApp(platform, { withRelay }) {
  const target = join(root, 'dist', `app-${platform}`);
  for (const folder of [target, `${target}-beside`]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  copyBundles(target, withRelay);
  copySqlite(target, nativeModules[platform]);
  copyCentral(target);
  writeFileSync(join(target, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
  writeBeside(`${target}-beside`, platform);
  return target;
}

function copyBundles(target, withRelay) {
  const wanted = (source) => !source.endsWith('.map') && (withRelay || !relayFiles.test(source.split(/[\\/]/).at(-1) ?? ''));
  for (const bundle of ['electron', 'renderer']) {
    cpSync(join(root, 'dist', bundle), join(target, bundle), { recursive: true, filter: wanted });
  }
}

function copySqlite(target, binaries) {
  const from = join(root, 'node_modules/better-sqlite3');
  const to = join(target, 'node_modules/better-sqlite3');
  mkdirSync(join(to, 'prebuilds'), { recursive: true });
  for (const file of ['package.json', 'LICENSE']) copyFileSync(join(from, file), join(to, file));
  // One small file names the binary of each platform; those of others would name what is not there.
  const isOthers = (name) => /^(darwin|linux|linuxmusl|win32)-/.test(name) && !binaries.includes(name.replace(/\.js$/, '.node'));
  cpSync(join(from, 'lib'), join(to, 'lib'), { recursive: true, filter: (source) => !isOthers(basename(source)) });
  for (const file of binaries) copyFileSync(join(from, 'prebuilds', file), join(to, 'prebuilds', file));
}

/**
 * Central for the training mode, with its database: the WebAssembly of PGlite, what PGlite reads at run time and nothing more of it, and
 * the prebuilt empty database.
 */
function copyCentral(target) {
  const to = join(target, 'central');
  cpSync(join(root, 'dist/central'), to, { recursive: true, filter: (source) => !source.endsWith('.map') });
  const prebuilt = join(root, 'dist/central-pglite');
  const [file] = readdirSync(prebuilt).filter((name) => name.endsWith('.tar.gz'));
  copyFileSync(join(prebuilt, file), join(to, 'prebuilt.tar.gz'));
  // electron-builder takes no other node_modules than the program's own, and of those what its package.json names.
  for (const folder of ['contrib', 'fs']) mkdirSync(join(target, pglite, 'dist', folder), { recursive: true });
  for (const name of pgliteFiles(join(root, pglite, 'dist'))) {
    copyFileSync(join(root, pglite, 'dist', name), join(target, pglite, 'dist', name));
  }
  for (const name of ['package.json', 'LICENSE']) copyFileSync(join(root, pglite, name), join(target, pglite, name));
}

const pglite = 'node_modules/@electric-sql/pglite';

function pgliteFiles(dist) {
  const needed = /^(index|chunk-[A-Z0-9]+)\.js$|^(pglite|initdb)\.wasm$|^pglite\.data$|^btree_gist\.tar\.gz$/;
  return [...readdirSync(dist).filter((name) => needed.test(name)), 'contrib/btree_gist.js', 'fs/nodefs.js'];
}

function manifest() {
  const { name, productName, version, description, license } = readJson(join(root, 'package.json'));
  const author = { name: 'Okienko', email: 'it@okienko.example' };
  const sqlite = readJson(join(root, 'node_modules/better-sqlite3/package.json'));
  return {
    name,
    productName,
    version,
    description,
    license,
    author,
    homepage: 'https://okienko.example/',
    main: 'electron/main.cjs',
    // better-sqlite3 under its alias, as core imports it.
    dependencies: {
      'better-sqlite3': sqlite.version,
      '@electric-sql/pglite': readJson(join(root, pglite, 'package.json')).version,
    },
  };
}

/** Licences, bill of materials and policy templates: for people and for IT's tools, so not inside the archive. */
function writeBeside(folder, platform) {
  writeFileSync(join(folder, 'THIRD-PARTY.txt'), thirdPartyNotices());
  writeFileSync(join(folder, 'sbom.cdx.json'), billOfMaterials());
  cpSync(join(root, 'resources/policy', platform), join(folder, 'policy'), { recursive: true });
  // Beside the executable on Windows and Linux (electron-builder.config.mjs), among the resources on macOS.
  if (platform === 'mac') cpSync(join(root, 'resources/command-line/mac'), folder, { recursive: true });
}

/**
 * CycloneDX, by npm itself from the lock file: what is bundled, and Electron around it. Node 24 for checkouts (optional packages) does
 * not ship.
 */
function billOfMaterials() {
  const { status, stdout, stderr } = spawnSync(
    'npm',
    ['sbom', '--package-lock-only', '--omit=dev', '--sbom-format=cyclonedx', '--sbom-type=application'],
    { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' },
  );
  if (status !== 0) throw new Error(`npm sbom failed: ${stderr.trim()}`);
  const bill = JSON.parse(stdout);
  const { version } = readJson(join(root, 'node_modules/electron/package.json'));
  const wanted = new Map(shippedPackages().map((each) => [`${each.name} ${each.version}`, each]));
  const known = bill.components.filter(({ name, version: one }) => wanted.has(`${name} ${one}`));
  for (const { name, version: one } of known) wanted.delete(`${name} ${one}`);
  // npm forgets what is also somebody's optional peer (zod, pg).
  bill.components = [...known.map(withLicence), ...[...wanted.values()].map(component), electronComponent(version)];
  return `${JSON.stringify(bill, null, 2)}\n`;
}

function shippedPackages() {
  const { packages } = readJson(join(root, 'package-lock.json'));
  return Object.entries(packages)
    .filter(([path, entry]) => path !== '' && !entry.dev && !entry.devOptional && !entry.optional && !entry.link)
    .filter(([path]) => existsSync(join(root, path)))
    .map(([path, { version, license }]) => ({ path, name: path.split('node_modules/').at(-1), version, license }));
}

function component({ name, version, license }) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const bare = { 'bom-ref': `${name}@${version}`, type: 'library', name, version, scope: 'required', purl };
  return withLicence({ ...bare, licenses: license ? [{ license: { id: license } }] : [] });
}

/** A package that names no licence in its manifest brings its text, which stands in THIRD-PARTY.txt. */
const withLicence = (component) =>
  component.licenses?.length > 0 ? component : { ...component, licenses: [{ license: { name: 'see THIRD-PARTY.txt' } }] };

function electronComponent(version) {
  const reference = `pkg:npm/electron@${version}`;
  const licenses = [{ license: { id: 'MIT' } }];
  return { 'bom-ref': reference, type: 'framework', name: 'electron', version, scope: 'required', purl: reference, licenses };
}

function thirdPartyNotices() {
  return shippedPackages()
    .map(({ path, name, version, license }) => {
      const title = `${name} ${version} (${license ?? 'see below'})`;
      return `${title}\n${'='.repeat(title.length)}\n\n${licenceText(join(root, path))}`;
    })
    .join('\n\n');
}

function licenceText(folder) {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)/i.test(name));
  return file === undefined ? 'The package brings no licence file.' : readFileSync(join(folder, file), 'utf8').trim();
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
