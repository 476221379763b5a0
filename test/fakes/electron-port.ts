import type { MessagePort } from 'node:worker_threads';
import type { HostPort } from '../../electron/desk-host.ts';

/** A port of Node.js whose events are as those of Electron's ports: the data inside of an event. */
export const electronPort = (port: MessagePort): HostPort => ({
  on: (event, listener) => void port.on(event, (data) => listener({ data })),
  postMessage: (data) => port.postMessage(data),
  start: () => port.start(),
  close: () => port.close(),
});
