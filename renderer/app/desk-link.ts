import type { ClientContext, ClientLink, ClientOptions } from '@orpc/client';

/** One life of the way to core: a MessagePort or a WebSocket that is open. */
export interface Connection {
  link: ClientLink<ClientContext>;
  /** Settles when the way is closed, whoever closed it. */
  closed: Promise<void>;
}

/** Gives the next open connection. Never rejects: it tries until it has one. */
export interface Transport {
  next(): Promise<Connection>;
}

/**
 * Running an import has no id of its own, and after a new connection or a training begun anew another desk answers: after a lost way
 * to core the state is asked for, not the act repeated.
 */
const notRepeatable = new Set(['import.run', 'connect.save', 'training.beginAnew']);

export class ConnectionLost extends Error {
  override name = 'ConnectionLost';
}

/**
 * A link that outlives its connections. When one closes, the calls under way are made again on the next: reads are
 * harmless, and every command carries its intent id, so that the same command twice is one command (I3).
 */
export class DeskLink implements ClientLink<ClientContext> {
  readonly #transport: Transport;
  readonly #listeners = new Set<() => void>();
  #current: Promise<Connection>;
  #connected = false;

  constructor(transport: Transport) {
    this.#transport = transport;
    this.#current = this.#take();
  }

  readonly isConnected = (): boolean => this.#connected;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  async call(path: readonly string[], input: unknown, options: ClientOptions<ClientContext>): Promise<unknown> {
    for (;;) {
      const connection = await this.#current;
      const lost = connection.closed.then(() => Promise.reject(new ConnectionLost('the way to core was closed')));
      // Nobody may be left to hear of it when the call has ended before.
      lost.catch(() => undefined);
      try {
        return await Promise.race([connection.link.call(path, input, options), lost]);
      } catch (error) {
        options.signal?.throwIfAborted();
        const closed = await Promise.race([connection.closed.then(() => true), soon().then(() => false)]);
        if (!closed || notRepeatable.has(path.join('.'))) throw error;
      }
    }
  }

  async #take(): Promise<Connection> {
    const connection = await this.#transport.next();
    this.#tell(true);
    void connection.closed.then(() => {
      this.#current = this.#take();
      this.#tell(false);
    });
    return connection;
  }

  #tell(connected: boolean): void {
    this.#connected = connected;
    for (const listener of this.#listeners) listener();
  }
}

/** A closing socket rejects its calls a moment before or after it says that it is closed. */
const soon = () => new Promise<void>((resolve) => setTimeout(resolve, 50));
