/** As host-relay.ts, for the command line: passes it on to the Node 24 of the tests. Never shipped. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const node = process.env.OKIENKO_NODE;
if (node === undefined) throw new Error('OKIENKO_NODE does not name a Node 24');

// A Node that is not Electron's cannot read an archive: the packages of the tests hold these files beside it too.
const folder = import.meta.dirname.replace(/app\.asar(?!\.unpacked)/, 'app.asar.unpacked');
const child = spawn(node, [join(folder, 'cli.mjs'), ...process.argv.slice(2)], {
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  serialization: 'advanced',
});
process.parentPort.on('message', ({ data }) => child.send(data));
child.on('message', (message) => process.parentPort.postMessage(message));
child.on('exit', (code) => setTimeout(() => process.exit(code ?? 1), 50));
process.on('exit', () => child.kill());
