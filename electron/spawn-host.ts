import { join } from 'node:path';
import { type MessagePortMain, utilityProcess } from 'electron';
import type { HostProcess } from './core-host.ts';

/** better-sqlite3 needs this Node-API; only the Electron of the tests is older. */
const neededNodeApi = 10;

/** Core in a process of its own. `packaged`: the installed program never takes the relay. */
export function spawnHost(packaged: boolean): HostProcess<MessagePortMain> {
  const tooOld = Number(process.versions.napi) < neededNodeApi;
  const entry = tooOld && !packaged ? 'host-relay.mjs' : 'host.mjs';
  const host = utilityProcess.fork(join(import.meta.dirname, entry), [], {
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
