import { randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { WebSocketServer } from 'ws';
import { localAddress } from './local-address.ts';
import type { DeskRouter } from './router.ts';
import { serveLine, socketLine } from './serve-line.ts';

export interface LocalServer {
  close(): Promise<void>;
}

const maxMessageBytes = 160 * 1024 * 1024;

/**
 * Lets other programs of the same user (the command line) talk to the host that owns the data folder: the desk's contract
 * over a WebSocket on a local socket. Who can read the token file, which only its owner can, may connect; browsers
 * cannot reach a local socket at all. Call it only as the folder's owner: a socket left by a dead host is removed.
 */
export async function startLocalServer(dataDir: string, router: DeskRouter): Promise<LocalServer> {
  const { socket, tokenFile } = localAddress(dataDir);
  const token = randomBytes(32).toString('base64url');
  if (process.platform !== 'win32') rmSync(socket, { force: true });
  rmSync(tokenFile, { force: true });
  writeFileSync(tokenFile, token, { mode: 0o600, flag: 'wx' });

  const http = createServer((_request, response) => response.writeHead(404).end());
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes });
  http.on('upgrade', (request, stream, head) => {
    if (!hasToken(request, token)) return stream.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
    sockets.handleUpgrade(request, stream, head, (client) => {
      client.on('error', () => client.terminate());
      serveLine(router, socketLine(client), 'command-line');
    });
  });
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(socket, resolve);
  });
  if (process.platform !== 'win32') chmodSync(socket, 0o600);

  return {
    async close() {
      rmSync(tokenFile, { force: true });
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

function hasToken(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
