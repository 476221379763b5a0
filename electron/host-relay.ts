/**
 * Entry of core's process in an Electron that is too old for better-sqlite3 (Node-API below 10), which only tests use: passes
 * everything on to the same host on Node 24 (`host-child.ts`) and back. Never shipped.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { MessagePortMain } from 'electron';
import type { RelayMessage } from './relay-messages.ts';

const node = process.env.OKIENKO_NODE;
if (node === undefined) throw new Error('OKIENKO_NODE does not name a Node 24');

// A Node that is not Electron's cannot read an archive: the packages of the tests hold these files beside it too.
const folder = import.meta.dirname.replace(/app\.asar(?!\.unpacked)/, 'app.asar.unpacked');
const child: ChildProcess = spawn(node, [join(folder, 'host-child.mjs')], {
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  serialization: 'advanced',
});
const ports = new Map<number, MessagePortMain>();
const toChild = (message: RelayMessage) => child.connected && child.send(message);

process.parentPort.on('message', ({ data, ports: handed }) => {
  const port = handed[0];
  if (port === undefined) return toChild({ kind: 'line', message: data, portId: null });
  const portId = ports.size;
  ports.set(portId, port);
  port.on('message', (event) => toChild({ kind: 'port', portId, data: event.data }));
  port.on('close', () => toChild({ kind: 'port-closed', portId }));
  toChild({ kind: 'line', message: data, portId });
});

child.on('message', (message: RelayMessage) => {
  if (message.kind === 'line') process.parentPort.postMessage(message.message);
  if (message.kind === 'port') ports.get(message.portId)?.postMessage(message.data);
  if (message.kind === 'port-started') ports.get(message.portId)?.start();
  if (message.kind === 'port-closed') ports.get(message.portId)?.close();
});
child.on('exit', (code) => setTimeout(() => process.exit(code ?? 1), 50));
process.on('exit', () => child.kill());
