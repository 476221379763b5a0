import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, withBinaries } from './project.mjs';

const lanes = [];

/**
 * Runs one part of the tests and remembers its counts. `work` answers `{passed, failed}` or nothing (one check, passed);
 * what it throws is one failure, so a lane that cannot run is never mistaken for one that found nothing.
 */
export async function lane(name, work) {
  process.stdout.write(`\n== ${name}\n`);
  const started = Date.now();
  let counts;
  try {
    counts = (await work()) ?? { passed: 1, failed: 0 };
  } catch (error) {
    process.stdout.write(`${name}: ${error.message}\n`);
    counts = { passed: 0, failed: 1, ...error.counts };
  }
  lanes.push({ name, ...counts, seconds: Math.round((Date.now() - started) / 1000) });
}

/** Prints a line per lane and, last, `N passed, N failed`; sets the exit code. */
export function report() {
  const passed = lanes.reduce((sum, each) => sum + each.passed, 0);
  const failed = lanes.reduce((sum, each) => sum + each.failed, 0);
  process.stdout.write('\n');
  for (const each of lanes) {
    process.stdout.write(
      `${each.failed === 0 ? 'ok  ' : 'FAIL'} ${each.name}: ${each.passed} passed, ${each.failed} failed, ${each.seconds} s\n`,
    );
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}

/** Runs a program in the foreground; rejects when it fails or takes longer than `minutes`. Its children end with it. */
export function run(command, args, { minutes = 10, env = {} } = {}) {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...withBinaries(), ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: process.platform !== 'win32',
  });
  const stop = () => endGroup(child);
  const limit = setTimeout(stop, minutes * 60_000);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (code === 0) resolve();
      else if (code === null) reject(new Error(`ended by ${signal}, after at most ${minutes} minutes`));
      else reject(new Error(`exit code ${code}`));
    });
  });
  return ended.finally(() => {
    clearTimeout(limit);
    for (const signal of ['SIGINT', 'SIGTERM']) process.removeListener(signal, stop);
  });
}

/**
 * Runs a test program that writes a report to `reportFile` and answers its counts by `count(report)`. A failing exit code
 * with no failed test in the report (an unhandled error, a broken file) still counts as a failure.
 */
export async function runTests(command, args, options, reportFile, count) {
  const path = join(root, reportFile);
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { force: true });
  const failure = await run(command, args, options).then(
    () => null,
    (error) => error,
  );
  if (!existsSync(path)) throw failure ?? new Error('no report was written');
  const counts = count(JSON.parse(readFileSync(path, 'utf8')));
  if (counts.passed + counts.failed === 0) throw new Error('not one test ran');
  if (failure !== null && counts.failed === 0) throw Object.assign(failure, { counts: { passed: counts.passed, failed: 1 } });
  return counts;
}

function endGroup(child) {
  if (process.platform === 'win32') child.kill();
  else if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
}
