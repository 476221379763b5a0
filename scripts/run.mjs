/** `node scripts/run.mjs file.ts args`: installs what is missing, then runs the file on Node 24 in the foreground. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { resolve } from 'node:path';
import { endWithParent } from './end-with-parent.mjs';
import { install } from './install.mjs';
import { node24, root, withBinaries } from './project.mjs';

const [file, ...args] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write('usage: node scripts/run.mjs <file.ts> [arguments]\n');
  process.exit(2);
}
install();
const child = spawn(node24(), [resolve(root, file), ...args], { stdio: 'inherit', env: withBinaries() });

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
  process.on(signal, () => {
    // A terminal sends Ctrl-C to the whole group: the child has it already, and takes a second one for impatience.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
}
endWithParent(() => child.kill('SIGTERM'));
child.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
