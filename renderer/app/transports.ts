import type { ClientContext } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { Connection, Transport } from './desk-link.ts';

/** What preload puts on the window in Electron. */
export interface OkienkoBridge {
  /** Asks main for a port to core. It comes as a window message `okienko:port`, now and after each restart of core. */
  requestPort(): void;
}

declare global {
  interface Window {
    okienko?: OkienkoBridge;
  }
}

export const portMessage = 'okienko:port';

/** Electron: each port that arrives replaces the one before. */
export class PortTransport implements Transport {
  #waiting: ((connection: Connection) => void)[] = [];
  #ready: Connection | null = null;
  #close: (() => void) | null = null;

  constructor(target: Window, bridge: OkienkoBridge) {
    target.addEventListener('message', (event: MessageEvent<unknown>) => {
      const port = event.ports[0];
      if (event.source === target && event.data === portMessage && port) this.#take(port);
    });
    bridge.requestPort();
  }

  next(): Promise<Connection> {
    const ready = this.#ready;
    this.#ready = null;
    return ready ? Promise.resolve(ready) : new Promise((resolve) => this.#waiting.push(resolve));
  }

  #take(port: MessagePort): void {
    this.#close?.();
    const { promise: closed, resolve: close } = Promise.withResolvers<void>();
    this.#close = close;
    port.addEventListener('close', () => close());
    const connection: Connection = { link: new PortLink<ClientContext>({ port }), closed };
    port.start();
    const waiting = this.#waiting.shift();
    if (waiting) waiting(connection);
    else this.#ready = connection;
  }
}

const firstPauseMs = 150;
const longestPauseMs = 3_000;

/** Preview: a WebSocket to the host that served the page. */
export class SocketTransport implements Transport {
  readonly #url: string;

  constructor(page: Location) {
    this.#url = `${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.host}/rpc`;
  }

  async next(): Promise<Connection> {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      const connection = await this.#open();
      if (connection) return connection;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }

  #open(): Promise<Connection | null> {
    return new Promise((resolve) => {
      const websocket = new WebSocket(this.#url);
      websocket.binaryType = 'arraybuffer';
      const closed = new Promise<void>((close) => websocket.addEventListener('close', () => close(), { once: true }));
      const link = new SocketLink<ClientContext>({ websocket });
      websocket.addEventListener('open', () => resolve({ link, closed }), { once: true });
      void closed.then(() => resolve(null));
    });
  }
}
