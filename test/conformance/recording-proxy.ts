/** Stands between a desk and central: notes every answer, and can lose one after central has done what was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import got from 'got';

export interface Recorded {
  method: string;
  url: string;
  status: number;
  body: string;
}

export interface RecordingProxy {
  fhirUrl: string;
  recorded: Recorded[];
  /** The next answer is lost: central has heard the request, the desk hears nothing. */
  loseNextAnswer(): void;
  close(): Promise<void>;
}

/** Certificates of a central that speaks over mutual TLS: the proxy is met by the one, and meets central with the other. */
export interface ProxyTls {
  server: { authority: string; certificate: string; key: string };
  client: { authority: string; certificate: string; key: string };
}

/** `target`: `http://127.0.0.1:<port>` of central. `open` = callers of the proxy need no certificate of their own. */
export async function recordingProxy(target: string, tls: ProxyTls | null = null, open = false): Promise<RecordingProxy> {
  const recorded: Recorded[] = [];
  let losing = false;
  const https = tls && clientHttps(tls);
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = 'GET', url = '/' } = request;
    const body = await bodyOf(request);
    const options = { method, headers: forwarded(request), throwHttpErrors: false, retry: { limit: 0 }, followRedirect: false };
    const answer = await got(target + url, { ...options, ...(body === '' ? {} : { body }), ...(https ? { https } : {}) });
    const { statusCode: status, body: text } = answer;
    recorded.push({ method, url, status, body: text });
    if (losing) {
      losing = false;
      request.socket.destroy();
      return;
    }
    const headers = Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !hopByHop.has(name)));
    response.writeHead(status, headers).end(text);
  };
  const secured = tls !== null && !open;
  const server = secured ? createSecureServer(serverHttps(tls), handle) : createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    fhirUrl: `${secured ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`,
    recorded,
    loseNextAnswer() {
      losing = true;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const serverHttps = ({ server: { authority, certificate, key } }: ProxyTls) => ({
  ...{ ca: authority, cert: certificate, key },
  requestCert: true,
  rejectUnauthorized: true,
});
const clientHttps = ({ client: { authority, certificate, key } }: ProxyTls) => ({
  certificateAuthority: authority,
  certificate,
  key,
});

const hopByHop = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'content-encoding']);

function forwarded({ headers }: IncomingMessage): Record<string, string> {
  const dropped = new Set([...hopByHop, 'host', 'accept-encoding']);
  const kept = Object.entries(headers).filter(([name, value]) => !dropped.has(name) && typeof value === 'string');
  return Object.fromEntries(kept) as Record<string, string>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
