import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { CentralNotReached } from './demo-client.ts';

export interface EmbeddedCentral {
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** Ends it cleanly; settles when it has ended. */
  stop(): Promise<void>;
}

const main = fileURLToPath(new URL('../../../central/main.ts', import.meta.url));
const endWithParent = new URL('./end-with-parent.ts', import.meta.url).href;

export const centralFolder = (dataDir: string) => join(dataDir, 'central');

/** Central with the demo clinic as a child process, its data in `<data folder>/central`. */
export async function startEmbeddedCentral(dataDir: string): Promise<EmbeddedCentral> {
  const folder = centralFolder(dataDir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const child = spawn(
    process.execPath,
    ['--import', endWithParent, main, '--seed', 'demo', '--port', '0', '--db', `pglite:${folder}`],
    { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = await Promise.race([
    new Promise<string>((resolve) => createInterface(child.stdout as NodeJS.ReadableStream).once('line', resolve)),
    ended.then(() => null),
  ]);
  if (ready === null) throw new CentralNotReached('the embedded central did not start');
  const { fhir } = JSON.parse(ready) as { fhir: string };
  return {
    url: new URL(fhir).origin,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
