import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type MessagePortMain, utilityProcess } from 'electron';
import type { HostProcess } from './core-host.ts';

/** better-sqlite3 needs this Node-API; only the Electron of the tests is older. */
const neededNodeApi = 10;

/** Core in a process of its own. The relay is for tests: a shipped package does not hold its file (test/e2e/package). */
export function spawnHost(packaged: boolean): HostProcess<MessagePortMain> {
  const tooOld = Number(process.versions.napi) < neededNodeApi;
  const relay = join(import.meta.dirname, 'host-relay.mjs');
  const entry = tooOld && existsSync(relay) ? relay : join(import.meta.dirname, 'host.mjs');
  const host = utilityProcess.fork(entry, [], {
    serviceName: 'okienko-core',
    stdio: packaged ? 'ignore' : 'inherit',
  });
  return {
    post: (message, ports) => host.postMessage(message, ports),
    onMessage: (listener) => void host.on('message', listener),
    onExit: (listener) => void host.once('exit', listener),
    kill: () => void host.kill(),
  };
}
