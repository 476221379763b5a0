/** Core's own process: an Electron utilityProcess. One process, one writer of the databases. */
import { type HostLine, hostDesk } from './desk-host.ts';
import { openHostDesk } from './open-host-desk.ts';

const line: HostLine = {
  onMessage(listener) {
    process.parentPort.on('message', ({ data, ports }) => listener(data, ports[0] ?? null));
  },
  send: (message) => process.parentPort.postMessage(message),
  // Electron does not tell when a posted message has left; a moment later it has.
  end: (code) => void setTimeout(() => process.exit(code), 50),
};

hostDesk(line, openHostDesk);
