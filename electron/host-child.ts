/** Core's host as a child of the relay, on Node 24 (see host-relay.ts). */
import { EventEmitter } from 'node:events';
import { type HostLine, type HostPort, hostDesk } from './desk-host.ts';
import type { ToHost } from './host-messages.ts';
import { openHostDesk } from './open-host-desk.ts';
import type { RelayMessage } from './relay-messages.ts';

const ports = new Map<number, EventEmitter>();
const toRelay = (message: RelayMessage) => process.connected && process.send?.(message);

function relayedPort(portId: number): HostPort {
  const events = new EventEmitter();
  ports.set(portId, events);
  return {
    on: (event, listener) => void events.on(event, listener),
    postMessage: (data) => toRelay({ kind: 'port', portId, data }),
    start: () => toRelay({ kind: 'port-started', portId }),
    close: () => toRelay({ kind: 'port-closed', portId }),
  };
}

const line: HostLine = {
  onMessage(listener) {
    process.on('message', (message: RelayMessage) => {
      if (message.kind === 'line')
        listener(message.message as ToHost, message.portId === null ? null : relayedPort(message.portId));
      if (message.kind === 'port') ports.get(message.portId)?.emit('message', { data: message.data });
      if (message.kind === 'port-closed') ports.get(message.portId)?.emit('close');
    });
    // The relay is gone, and with it main: as if told to close.
    process.on('disconnect', () => listener({ type: 'close' }, null));
  },
  send: (message) => toRelay({ kind: 'line', message, portId: null }),
  end: (code) => void setTimeout(() => process.exit(code), 50),
};

hostDesk(line, openHostDesk);
