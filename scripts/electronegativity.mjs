/**
 * `node scripts/electronegativity.mjs`: @doyensec/electronegativity over the built shell and host, its findings judged by the
 * reviewed list (`scripts/electronegativity/reviewed.json`, each with its reason). Fails on a finding that nobody has reviewed, on a
 * reviewed one that is gone, and when it could not see: its exit code tells nothing, and a file that its old parser cannot read is
 * passed over in silence. Hence the code is brought down to ES2018 first, and a planted fault must be found.
 *
 * The scanner has a package of its own (beside TypeScript 7 it crashes), installed by npm alone and once per lock.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { judgeFindings } from './electronegativity/judge.mjs';
import { root } from './project.mjs';

const own = join(root, 'scripts/electronegativity');
const cache = join(root, '.cache/electronegativity');
const input = join(cache, 'input');
const planted = 'planted.js';
/** For tests alone; a package does not hold them (test/e2e/package). */
const notShipped = /^host-(relay|child)\./;

export async function checkElectronegativity() {
  install();
  await build();
  const files = await layInput();
  scan();
  const complaints = judgeFindings(readFindings(), JSON.parse(readFileSync(join(own, 'reviewed.json'), 'utf8')), planted);
  for (const complaint of complaints) process.stdout.write(`${complaint}\n`);
  process.stdout.write(`electronegativity: ${files} files, ${complaints.length} complaints\n`);
  return { passed: complaints.length === 0 ? 1 : 0, failed: complaints.length };
}

function install() {
  const lock = readFileSync(join(own, 'package-lock.json'));
  const stamp = createHash('sha256').update(lock).digest('hex');
  const stampFile = join(cache, '.stamp');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  mkdirSync(cache, { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) copyFileSync(join(own, name), join(cache, name));
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const args = ['ci', '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error'];
  const { status } = spawnSync(npm[0], [...npm.slice(1), ...args], { cwd: cache, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('npm ci of the scanner failed');
  writeFileSync(stampFile, stamp);
}

/** The built code as the scanner can read it. */
async function layInput() {
  const { transformSync } = await import('@swc/core');
  rmSync(input, { recursive: true, force: true });
  mkdirSync(input, { recursive: true });
  const built = join(root, 'dist/electron');
  const names = readdirSync(built).filter((name) => /\.[cm]js$/.test(name) && !notShipped.test(name));
  for (const name of names) {
    const source = readFileSync(join(built, name), 'utf8');
    const options = { jsc: { target: 'es2018', parser: { syntax: 'ecmascript' } }, isModule: 'unknown' };
    writeFileSync(join(input, `${parse(name).name}.js`), transformSync(source, options).code);
  }
  copyFileSync(join(root, 'dist/renderer/index.html'), join(input, 'index.html'));
  writeFileSync(join(input, 'package.json'), JSON.stringify({ name: 'okienko', main: 'main.js' }));
  const fault = `const { BrowserWindow } = require('electron');\nnew BrowserWindow({ webPreferences: { nodeIntegration: true } });\n`;
  writeFileSync(join(input, planted), fault);
  return names.length;
}

const report = join(cache, 'findings.sarif');

function scan() {
  rmSync(report, { force: true });
  const scanner = join(cache, 'node_modules/@doyensec/electronegativity/dist/index.js');
  const offline = join(own, 'offline.cjs');
  const args = ['--require', offline, scanner, '-i', input, '-o', report, '-v', 'false'];
  const { stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    timeout: 180_000,
  });
  if (!existsSync(report)) throw new Error(`the scanner wrote no report: ${stderr}`);
}

function readFindings() {
  const { runs } = JSON.parse(readFileSync(report, 'utf8'));
  return runs.flatMap(({ results }) =>
    results.map(({ ruleId, locations }) => {
      const { artifactLocation, region } = locations[0].physicalLocation;
      // What is said of the whole program names no file.
      const file = artifactLocation.uri === 'file:///' ? '' : parse(artifactLocation.uri).base;
      return { rule: ruleId, file, line: region?.startLine ?? 0 };
    }),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { failed } = await checkElectronegativity();
  process.exitCode = failed === 0 ? 0 : 1;
}
