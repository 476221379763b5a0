import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { DeskRouter } from '../core/desk/router.ts';
import { serveLine, socketLine } from '../core/desk/serve-line.ts';
import { checkAddress, cookieName, type Guard, hasSession, type Rejection, sameSecret } from './guard.ts';
import { securityHeaders } from './response-headers.ts';
import { staticFile } from './static-files.ts';

export interface PreviewServer {
  /** With the token: what a person opens. */
  url: string;
  port: number;
  /** From now on this desk is served; who is connected to the former one connects again. null = none for the moment. */
  serve(router: DeskRouter | null): void;
  close(): Promise<void>;
}

/** Imports come as base64 in one message; core refuses too large ones by itself, this is the outer wall. */
const maxMessageBytes = 160 * 1024 * 1024;

/** Serves the built renderer and the desk's contract to browsers on this machine, to nobody else. */
export async function startPreviewServer(options: {
  port: number;
  rendererFolder: string;
  router: DeskRouter;
}): Promise<PreviewServer> {
  const guard: Guard = { port: options.port, token: secret(), session: secret() };
  const http = createServer((request, response) => {
    void answer(request, response, guard, options.rendererFolder).catch(() => response.destroy());
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes });
  let router: DeskRouter | null = options.router;
  http.on('upgrade', (request, socket, head) => {
    const rejection = checkUpgrade(request, guard);
    if (rejection) return rejectUpgrade(socket, rejection);
    const serving = router;
    if (!serving) return rejectUpgrade(socket, { status: 503, reason: 'The desk is being opened.' });
    sockets.handleUpgrade(request, socket, head, (client) => {
      client.on('error', () => client.terminate());
      serveLine(serving, socketLine(client), 'screen');
    });
  });

  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(options.port, '127.0.0.1', resolve);
  });
  guard.port = (http.address() as AddressInfo).port;

  return {
    url: `http://127.0.0.1:${guard.port}/?token=${guard.token}`,
    port: guard.port,
    serve(next) {
      router = next;
      for (const client of sockets.clients) client.terminate();
    },
    async close() {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, guard: Guard, rendererFolder: string): Promise<void> {
  for (const [name, value] of Object.entries(securityHeaders(guard.port))) response.setHeader(name, value);
  const rejection = checkAddress(request, guard.port, false);
  if (rejection) return say(response, rejection.status, rejection.reason);
  if (request.method !== 'GET' && request.method !== 'HEAD') return say(response, 405, 'Only GET.');

  const url = new URL(request.url ?? '/', `http://127.0.0.1:${guard.port}`);
  const token = url.searchParams.get('token');
  if (url.pathname === '/' && token !== null) {
    if (!sameSecret(token, guard.token)) return say(response, 403, 'This address is no longer valid. Start the preview again.');
    response.setHeader('set-cookie', `${cookieName(guard.port)}=${guard.session}; HttpOnly; SameSite=Strict; Path=/`);
    response.writeHead(303, { location: '/', 'cache-control': 'no-store' }).end();
    return;
  }
  if (!hasSession(request, guard)) return say(response, 403, 'Open the address that the preview printed.');

  const file = await staticFile(rendererFolder, url.pathname);
  // Every browser asks for it by itself; a 404 would stand in the console as an error of ours.
  if (!file && url.pathname === '/favicon.ico') {
    response.writeHead(204).end();
    return;
  }
  if (!file) return say(response, 404, 'Not found.');
  response.writeHead(200, {
    'content-type': file.type,
    'content-length': file.body.length,
    'cache-control': file.immutable ? 'private, max-age=31536000, immutable' : 'no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : file.body);
}

function checkUpgrade(request: IncomingMessage, guard: Guard): Rejection | null {
  const wrongAddress = checkAddress(request, guard.port, true);
  if (wrongAddress) return wrongAddress;
  if (request.url !== '/rpc') return { status: 403, reason: 'Wrong path.' };
  return hasSession(request, guard) ? null : { status: 403, reason: 'No session.' };
}

function rejectUpgrade(socket: Duplex, rejection: Rejection): void {
  socket.end(`HTTP/1.1 ${rejection.status} Rejected\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function say(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }).end(text);
}

const secret = () => randomBytes(32).toString('base64url');
