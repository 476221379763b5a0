/**
 * `npm run preview`: the desk in a browser on this machine, for machines without a display or Electron and for tests.
 * Prints one JSON line when ready; ends cleanly on SIGTERM and SIGINT.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { demoConnection } from '../core/desk/demo/demo-connection.ts';
import { readMachinePolicy } from '../core/desk/machine-policy/read-machine-policy.ts';
import type { DeskRouter } from '../core/desk/router.ts';
import { startPreviewServer } from './preview-server.ts';
import { showDesks } from './shown-desk.ts';

const project = fileURLToPath(new URL('..', import.meta.url));
const rendererFolder = join(project, 'dist', 'renderer');

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    host: { type: 'string', default: '127.0.0.1' },
    data: { type: 'string', default: join(project, '.okienko') },
    central: { type: 'string' },
    client: { type: 'string' },
    // As an installed program begins: no demo clinic, the desk asks for its central.
    unconnected: { type: 'boolean', default: false },
  },
});
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) fail('--port takes a number from 0 to 65535');
if (values.host !== '127.0.0.1') fail('the preview serves 127.0.0.1 alone: it has no accounts of its own');
if (!existsSync(join(rendererFolder, 'index.html'))) fail('dist/renderer is missing: npm run build first');

const stops: (() => Promise<void>)[] = [];
let isStopping = false;
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop(0));

try {
  await start(resolve(values.data));
} catch (error) {
  const { message, code } = error as NodeJS.ErrnoException;
  process.stderr.write(`${message}${code === undefined ? '' : ` (${code})`}\n`);
  await stop(1);
}

async function start(dataDir: string): Promise<void> {
  process.stderr.write(
    `preview: the data are encrypted with the key in ${join(dataDir, 'data.key')}, which anyone who can read that folder has too\n`,
  );
  const central = demoConnection({
    dataDir,
    central: values.central ?? null,
    clientFile: values.client ?? null,
    mayEmbed: !values.unconnected,
    newClinic: null,
  });
  stops.unshift(central.stop);
  let onOther = (_router: DeskRouter | null) => {};
  const policy = await readMachinePolicy();
  const desk = await showDesks({ dataDir, policy, own: central, log, onOther: (router) => onOther(router) });
  stops.unshift(() => desk.close());
  const server = await startPreviewServer({ port, rendererFolder, router: desk.router() });
  onOther = server.serve;
  stops.unshift(() => server.close());
  process.stdout.write(`${JSON.stringify({ desk: server.url, central: central.central() })}\n`);
}

/** In the reverse order of starting: nobody is served by what has gone. */
async function stop(code: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  for (const each of stops) await each();
  process.exit(code);
}

function log(level: string, event: string, facts: Record<string, string | number | boolean>): void {
  if (level !== 'info') process.stderr.write(`${JSON.stringify({ level, event, ...facts })}\n`);
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
