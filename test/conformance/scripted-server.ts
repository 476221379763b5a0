/** A small HTTP server on a free port that does what a test tells it, well or badly. It gives tokens unless told otherwise. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface Call {
  method: string;
  /** Path and query. */
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
  socket: Socket;
}

export type Script = (call: Call, response: ServerResponse) => void | Promise<void>;

export interface ScriptedServer {
  fhirUrl: string;
  /** Calls of `/fhir/…`. */
  calls: Call[];
  tokenCalls: Call[];
  /** Replaces what is done from now on. */
  script: Script;
  tokenScript: Script;
  connections: number;
  close(): Promise<void>;
}

export async function scriptedServer(script: Script): Promise<ScriptedServer> {
  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers, socket } = request;
      const call = { method, url, headers, socket, body: Buffer.concat(chunks).toString() };
      const isToken = url.startsWith('/token');
      (isToken ? server.tokenCalls : server.calls).push(call);
      void (isToken ? server.tokenScript : server.script)(call, response);
    });
  });
  http.on('connection', () => {
    server.connections += 1;
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const server: ScriptedServer = {
    fhirUrl: `http://127.0.0.1:${(http.address() as AddressInfo).port}/fhir`,
    calls: [],
    tokenCalls: [],
    script,
    tokenScript: giveToken(),
    connections: 0,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return server;
}

/** Tokens `token-1`, `token-2` … */
export function giveToken(expiresIn = 3600): Script {
  let count = 0;
  return (_call, response) => {
    count += 1;
    json(response, 200, { access_token: `token-${count}`, token_type: 'Bearer', expires_in: expiresIn });
  };
}

export function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/fhir+json', ...headers }).end(JSON.stringify(body));
}

export function html(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'text/html', ...headers }).end('<html><body>Welcome to our network</body></html>');
}
