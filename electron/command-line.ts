import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, utilityProcess } from 'electron';
import { loadDataKey } from './data-key.ts';
import { cliEntry } from './host-entry.ts';
import { systemKeyStore } from './system-key-store.ts';

/**
 * `okienko --cli …`: the command line of the installed program. No window, no lock of the single instance (a running desk is asked
 * over its socket); the work is done in a process of its own, whose words and exit code are ours.
 */
export function runCommandLine(words: string[], deskFolder: string, codeFile: string | null): void {
  app.dock?.hide();
  app.disableHardwareAcceleration();
  app
    .whenReady()
    .then(() => start(words, deskFolder, codeFile))
    .catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      app.exit(1);
    });
}

function start(words: string[], deskFolder: string, codeFile: string | null): void {
  const child = utilityProcess.fork(cliEntry(), [deskFolder, ...words], { serviceName: 'okienko-cli', stdio: 'inherit' });
  child.on('message', () => child.postMessage({ key: keptKey(deskFolder) }));
  child.once('exit', (code) => {
    if (codeFile !== null) writeFileSync(codeFile, `${code}\r\n`);
    app.exit(code);
  });
}

/** Null = this account cannot open it. A command never makes a new key. */
function keptKey(deskFolder: string): Uint8Array | null {
  if (!existsSync(join(deskFolder, 'key.json'))) return null;
  const key = loadDataKey(deskFolder, systemKeyStore());
  return key.ok ? key.key : null;
}
