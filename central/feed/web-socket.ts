import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Central } from '../central.ts';
import { streamPosition } from './read-events.ts';

const pingMs = 30_000;
const bindWithinMs = 10_000;
/** How long a client may take to answer the goodbye. */
const goodbyeMs = 500;
const policyViolation = 1008;
const goingAway = 1001;

/**
 * `/ws`: notices of one clinic's stream. The client sends `bind-with-token <token>` first, gets `bound <clinic>`, then
 * `{"last": n}` at once and for each batch of events. Events themselves are fetched by number.
 */
export function serveWebSocket(http: Server, central: Central): { close(): Promise<void> } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 16 * 1024 });
  http.on('upgrade', (request, socket, head) => {
    if (new URL(request.url ?? '/', 'http://central').pathname !== '/ws') {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => serve(webSocket, central));
  });
  const pings = setInterval(() => pingAll(sockets), pingMs);
  return {
    async close() {
      clearInterval(pings);
      for (const socket of sockets.clients) socket.close(goingAway);
      const impatience = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, goodbyeMs);
      await new Promise<void>((resolve) => sockets.close(() => resolve()));
      clearTimeout(impatience);
    },
  };
}

const silent = new WeakSet<WebSocket>();

/** Whoever has not answered the last ping is gone. */
function pingAll(sockets: WebSocketServer): void {
  for (const socket of sockets.clients) {
    if (silent.has(socket)) {
      socket.terminate();
      continue;
    }
    silent.add(socket);
    socket.ping();
  }
}

function serve(socket: WebSocket, central: Central): void {
  let unlisten = () => {};
  const tooLate = setTimeout(() => socket.close(policyViolation, 'bind-with-token expected'), bindWithinMs);
  socket.on('pong', () => silent.delete(socket));
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    clearTimeout(tooLate);
    unlisten();
  });
  socket.once('message', (data) => {
    clearTimeout(tooLate);
    bind(socket, central, String(data)).then(
      (bound) => {
        unlisten = bound;
        if (socket.readyState !== socket.OPEN) unlisten();
      },
      () => socket.terminate(),
    );
  });
}

async function bind(socket: WebSocket, central: Central, message: string): Promise<() => void> {
  const [, token = ''] = /^bind-with-token (\S+)$/.exec(message.trim()) ?? [];
  const caller = await central.tokens.desk(token, 'websocket');
  if (caller === null) {
    socket.close(policyViolation, 'unknown token');
    return () => {};
  }
  socket.send(`bound ${caller.clinicId}`);
  // Listen first, then tell where the stream stands: what happens in between is told twice rather than not at all.
  const unlisten = central.notices.listen(caller.clinicId, (last) => socket.send(JSON.stringify({ last })));
  const position = await streamPosition(central.database, caller.clinicId);
  if (position) socket.send(JSON.stringify({ last: position.event }));
  return unlisten;
}
