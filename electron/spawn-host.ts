import { type MessagePortMain, utilityProcess } from 'electron';
import type { HostProcess } from './core-host.ts';
import { hostEntry } from './host-entry.ts';

/** Core in a process of its own. */
export function spawnHost(packaged: boolean): HostProcess<MessagePortMain> {
  const host = utilityProcess.fork(hostEntry(), [], {
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
