import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface MetricsServer {
  port: number;
  close(): Promise<void>;
}

/**
 * `GET /metrics` on the loopback address alone, and only when IT's policy names a port. Any program on this computer may read it,
 * so there is nothing personal in it; a page of a browser may not: it would send another Host, or an Origin.
 */
export async function serveMetrics(port: number, read: () => Promise<string>): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    const own = (server.address() as AddressInfo).port;
    const isOurs = request.headers.host === `127.0.0.1:${own}` || request.headers.host === `localhost:${own}`;
    if (!isOurs || request.headers.origin !== undefined) return response.writeHead(403).end();
    if (request.method !== 'GET' || request.url !== '/metrics') return response.writeHead(404).end();
    read().then(
      (text) => response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
