/**
 * `npm run audit`: known holes in the packages that ship, as the registry's audit endpoint knows them. Exit code 1 when there is one of
 * level high or worse; 3 when the registry has no such endpoint or is out of reach, which is said: nothing was judged then.
 */
import { spawnSync } from 'node:child_process';
import { root } from './project.mjs';

const { stdout, error } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  cwd: root,
  encoding: 'utf8',
  timeout: 120_000,
  maxBuffer: 64 * 1024 * 1024,
  shell: process.platform === 'win32',
});
const counts = countsOf(stdout);
if (error || counts === null) {
  process.stdout.write('audit: the registry cannot be asked for known holes here; NOTHING was judged.\n');
  process.exitCode = 3;
} else {
  const told = Object.entries(counts).filter(([level, count]) => level !== 'total' && count > 0);
  process.stdout.write(
    told.length === 0
      ? 'audit: no known hole in what ships\n'
      : `audit: ${told.map(([level, count]) => `${count} ${level}`).join(', ')}\n`,
  );
  process.exitCode = (counts.high ?? 0) + (counts.critical ?? 0) > 0 ? 1 : 0;
}

function countsOf(text) {
  try {
    return JSON.parse(text).metadata?.vulnerabilities ?? null;
  } catch {
    return null;
  }
}
