/** A desk to be shaken, reached as a window reaches it (MessagePort) and as the preview's page does (WebSocket). */
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import type { Actor } from '../../core/desk/access/acting.ts';
import { deskImport } from '../../core/desk/desk-import.ts';
import { deskRouter } from '../../core/desk/router.ts';
import { serveLine } from '../../core/desk/serve-line.ts';
import { type TestDesk, testAccess, testDesk, testSafety } from '../../core/desk/test-desk.ts';
import { aPatient, aSchedule } from '../../core/domain/test-builders.ts';
import { portLine } from '../../electron/desk-host.ts';
import { startPreviewServer } from '../../preview/preview-server.ts';
import { electronPort } from '../fakes/electron-port.ts';

export interface DeskLine {
  name: 'port' | 'socket';
  call(path: string[], input: unknown, signal: AbortSignal): Promise<unknown>;
  /** As it stands, past every client. */
  sendRaw(frame: unknown): void;
  /** What core has answered since it was last asked, as text. */
  heard(): string[];
  /** Core has ended it. */
  closed: Promise<void>;
  /** The last frames that a client sent: what garbage begins with. */
  sent(): unknown[];
  close(): void;
}

export interface DeskLines {
  desk: TestDesk;
  /** Whoever makes the next calls. */
  actAs(actor: Actor | null): void;
  line(name: DeskLine['name']): DeskLine;
  reopen(name: DeskLine['name']): Promise<void>;
  close(): Promise<void>;
}

export async function openDeskLines(): Promise<DeskLines> {
  const desk = testDesk();
  const schedule = aSchedule();
  const patient = aPatient();
  desk.fed({ entity: 'schedule', key: schedule.id, row: schedule }, { entity: 'patient', key: patient.id, row: patient });
  const access = testAccess(desk);
  let actor: Actor | null = null;
  const router = deskRouter(desk, deskImport(desk), access, () => actor, testSafety(desk));
  const folder = mkdtempSync(join(tmpdir(), 'okienko-fuzz-'));
  const server = await startPreviewServer({ port: 0, rendererFolder: folder, router });
  const cookie = await sessionOf(server.url);
  const open = { port: async () => windowLine(router), socket: () => pageLine(server.port, cookie) };
  const lines = { port: await open.port(), socket: await open.socket() };
  return {
    desk,
    actAs(next) {
      actor = next;
    },
    line: (name) => lines[name],
    async reopen(name) {
      lines[name].close();
      lines[name] = await open[name]();
    },
    async close() {
      for (const line of Object.values(lines)) line.close();
      await server.close();
      access.close();
      desk.remove();
      rmSync(folder, { recursive: true });
    },
  };
}

const mostKept = 50;
const remember = (kept: unknown[], frame: unknown) => void (kept.push(frame) > mostKept && kept.shift());

function windowLine(router: ReturnType<typeof deskRouter>): DeskLine {
  const { port1, port2 } = new MessageChannel();
  serveLine(router, portLine(electronPort(port1)), 'screen');
  const heard: string[] = [];
  const sent: unknown[] = [];
  port2.on('message', (frame: unknown) => heard.push(textOf(frame)));
  const post = port2.postMessage.bind(port2) as MessagePort['postMessage'];
  port2.postMessage = (frame: unknown) => {
    remember(sent, frame);
    post(frame);
  };
  const link = new PortLink({ port: port2 as unknown as globalThis.MessagePort });
  return {
    name: 'port',
    call: (path, input, signal) => link.call(path, input, { context: {}, signal }),
    sendRaw: (frame) => post(frame),
    heard: () => heard.splice(0),
    closed: new Promise((resolve) => port2.once('close', resolve)),
    sent: () => sent,
    close: () => port2.close(),
  };
}

async function pageLine(port: number, cookie: string): Promise<DeskLine> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, {
    headers: { cookie, origin: `http://127.0.0.1:${port}` },
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const heard: string[] = [];
  const sent: unknown[] = [];
  socket.on('message', (frame: unknown) => heard.push(textOf(frame)));
  socket.on('error', () => undefined);
  const post = socket.send.bind(socket) as (frame: unknown) => void;
  socket.send = (frame: unknown) => {
    remember(sent, frame);
    post(frame);
  };
  const link = new SocketLink({ websocket: socket as unknown as globalThis.WebSocket });
  return {
    name: 'socket',
    call: (path, input, signal) => link.call(path, input, { context: {}, signal }),
    sendRaw(frame) {
      const isFrame = typeof frame === 'string' || ArrayBuffer.isView(frame) || frame instanceof ArrayBuffer;
      if (socket.readyState === WebSocket.OPEN) post(isFrame ? frame : String(JSON.stringify(frame)));
    },
    heard: () => heard.splice(0),
    closed: new Promise((resolve) => socket.once('close', () => resolve())),
    sent: () => sent,
    close: () => socket.terminate(),
  };
}

function textOf(frame: unknown): string {
  if (typeof frame === 'string') return frame;
  if (frame instanceof ArrayBuffer) return Buffer.from(frame).toString('utf8');
  if (ArrayBuffer.isView(frame)) return Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength).toString('utf8');
  return String(JSON.stringify(frame));
}

/** The cookie that the printed address is exchanged for. */
function sessionOf(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(url, (answer) => {
      answer.resume();
      resolve(String(answer.headers['set-cookie']?.[0]).split(';')[0] ?? '');
    });
    asked.on('error', reject);
    asked.end();
  });
}
