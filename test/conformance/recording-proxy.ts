/** Stands between a desk and central: notes every answer, and can lose one after central has done what was asked. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

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

/** `target`: `http://127.0.0.1:<port>` of central. */
export async function recordingProxy(target: string): Promise<RecordingProxy> {
  const recorded: Recorded[] = [];
  let losing = false;
  const server = createServer(async (request, response) => {
    const { method = 'GET', url = '/' } = request;
    const body = await bodyOf(request);
    const answer = await fetch(target + url, {
      method,
      headers: forwarded(request),
      ...(body === '' ? {} : { body }),
    });
    const text = await answer.text();
    recorded.push({ method, url, status: answer.status, body: text });
    if (losing) {
      losing = false;
      request.socket.destroy();
      return;
    }
    const headers = Object.fromEntries([...answer.headers].filter(([name]) => !hopByHop.has(name)));
    response.writeHead(answer.status, headers).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    fhirUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`,
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
