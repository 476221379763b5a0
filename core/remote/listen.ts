import { WebSocket } from 'ws';
import { partOf } from '../fhir/parameters.ts';
import * as read from '../fhir/read.ts';
import type { Network, Way } from './network/network.ts';

export interface Handlers {
  onNotice(last: number): void;
  onState(open: boolean): void;
}

/** Where to listen, with a token that serves once. */
export interface Binding {
  token: string;
  url: string;
}

export function bindingOf(body: unknown): Binding | null {
  const part = (name: string) => {
    const found = partOf(body, name);
    return read.text(found?.valueString) ?? read.text(found?.valueUrl) ?? read.text(found?.valueUri);
  };
  const plain = read.isObject(body) ? body : {};
  const token = part('token') ?? read.text(plain.token);
  const url = part('websocket-url') ?? read.text(plain['websocket-url']);
  return token !== null && url !== null && /^wss?:\/\//.test(url) ? { token, url } : null;
}

/** Central pings every 30 s; a line that has been silent for longer than two pings is dead. */
const silenceMs = 75_000;

/**
 * Listens for notices. `onState(true)` once central has bound the clinic, `onState(false)` exactly once when the line is lost or
 * could not be had; not after the returned function was called. Reconnecting is the caller's.
 */
export function listen(
  binding: () => Promise<Binding | null>,
  handlers: Handlers,
  userAgent: string,
  network?: Network,
): () => void {
  let socket: WebSocket | null = null;
  let silence: NodeJS.Timeout | null = null;
  let ended = false;
  // A line of before the sleep, or of another network, is silent for ever: the caller takes a new one at once.
  const stopHearing = network?.onForget(() => end(true)) ?? (() => undefined);

  function end(tell: boolean): void {
    if (ended) return;
    ended = true;
    stopHearing();
    if (silence) clearTimeout(silence);
    socket?.terminate();
    if (tell) handlers.onState(false);
  }

  function heard(): void {
    if (silence) clearTimeout(silence);
    if (!ended) silence = setTimeout(() => end(true), silenceMs).unref();
  }

  function open({ url, token }: Binding, way: Way | undefined): void {
    socket = new WebSocket(url, {
      handshakeTimeout: 10_000,
      headers: { 'user-agent': userAgent },
      maxPayload: 64 * 1024,
      minVersion: 'TLSv1.2',
      ...(way?.secureContext && { secureContext: way.secureContext }),
      ...(way && way.proxy !== null && { agent: way.agents.https }),
    });
    heard();
    socket.on('open', () => socket?.send(`bind-with-token ${token}`));
    socket.on('ping', heard);
    socket.on('message', (data) => {
      heard();
      const message = String(data);
      if (message.startsWith('bound ')) handlers.onState(true);
      const last = noticeOf(message);
      if (last !== null) handlers.onNotice(last);
    });
    // `close` follows every error.
    socket.on('error', () => undefined);
    socket.on('close', () => end(true));
  }

  async function start(): Promise<void> {
    const found = await binding();
    const way = found === null ? undefined : await network?.wayTo(found.url.replace(/^ws/, 'http'));
    if (ended) return;
    if (found === null) end(true);
    else open(found, way);
  }

  start().catch(() => end(true));
  return () => end(false);
}

function noticeOf(message: string): number | null {
  const notice = read.parseJson(message);
  return read.isObject(notice) ? read.wholeNumber(notice.last) : null;
}
