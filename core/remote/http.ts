/** One HTTP exchange, told as a value: what came back, or how far the request got. */
import got, { RequestError, TimeoutError } from 'got';
import type { NetworkTrouble } from '../domain/network-trouble.ts';
import { fhirJson } from '../fhir/systems.ts';
import { certificateCodes } from './network/diagnose.ts';
import { directNetwork, type Network, proxyRefusal, type Way } from './network/network.ts';
import { isProxyAway, troubleWatch } from './network/trouble-watch.ts';

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  headers: Record<string, string>;
  body: string | null;
}

export interface Reply {
  kind: 'reply';
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Parsed JSON; undefined when the body was none. */
  body: unknown;
}

export type Exchange =
  | Reply
  /** No connection came about, so nothing can have reached central. */
  | { kind: 'not-sent' }
  /** It may have been received: timeout, reset, truncated answer. */
  | { kind: 'no-answer' };

export interface Http {
  exchange(request: HttpRequest): Promise<Exchange>;
  /** Ends idle connections and whatever is under way. */
  close(): void;
}

export interface HttpOptions {
  requestTimeoutMs: number;
  userAgent: string;
  /** Called around each exchange that was answered, for the clock. Times are the caller's own, in ms. */
  now(): number;
  onReply(reply: Reply, sentAt: number, receivedAt: number): void;
  /** The way out; the direct one unless told otherwise. Closed by whoever opened it. */
  network?: Network;
  /** What keeps us from central, as soon as it is known; null = nothing any more. */
  onTrouble?(trouble: NetworkTrouble | null): void;
}

/** Getting a connection must not use up the time that central may need to answer. */
const longestConnectMs = 5_000;

export function openHttp(options: HttpOptions): Http {
  const network = options.network ?? directNetwork();
  const watch = troubleWatch(options.onTrouble ?? (() => undefined));
  const closing = new AbortController();
  const connect = Math.min(longestConnectMs, Math.ceil(options.requestTimeoutMs / 2));
  const client = got.extend({
    signal: closing.signal,
    timeout: { lookup: connect, connect, secureConnect: connect, request: options.requestTimeoutMs },
    headers: { accept: fhirJson, 'user-agent': options.userAgent },
    // When and what is repeated is the outbox's decision; a repeat inside the client would be one that nobody knows of.
    retry: { limit: 0 },
    // A redirect means that somebody else answers (captive portal).
    followRedirect: false,
    throwHttpErrors: false,
  });

  async function exchange(request: HttpRequest): Promise<Exchange> {
    const way = await network.wayTo(request.url);
    const told = await exchangeBy(way, request);
    if (told !== 'proxy-away') return told;
    // Nothing was sent: the same request by the next proxy is no repeat.
    return await exchange(request);
  }

  async function exchangeBy(way: Way, request: HttpRequest): Promise<Exchange | 'proxy-away'> {
    const sentAt = options.now();
    let sent: object | null = null;
    try {
      const asked = client(request.url, {
        agent: way.agents,
        method: request.method,
        headers: request.headers,
        ...(request.body === null ? {} : { body: request.body }),
      });
      asked.on('request', (native) => {
        sent = native;
      });
      const response = await asked;
      const refused = proxyRefusal(sent);
      if (refused !== null) {
        watch.refusedByProxy(refused, way);
        return { kind: 'not-sent' };
      }
      const { statusCode: status, headers } = response;
      const reply: Reply = { kind: 'reply', status, headers, body: parsed(response.body) };
      watch.answered(reply);
      options.onReply(reply, sentAt, options.now());
      return reply;
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      if (!wasSent(error) && isProxyAway(error, request.url, way) && (await network.avoid(way, request.url))) return 'proxy-away';
      if (!closing.signal.aborted) watch.failed(error, request.url, way);
      return { kind: wasSent(error) ? 'no-answer' : 'not-sent' };
    }
  }

  return {
    exchange,
    close() {
      closing.abort();
      if (options.network === undefined) network.close();
    },
  };
}

const connectPhases = ['lookup', 'connect', 'secureConnect'];
/** Codes that Node gives only before a connection stands. */
const connectCodes = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN'];

/** When in doubt: true. */
function wasSent(error: RequestError): boolean {
  // No line was ever had, neither to central nor to the proxy before it.
  if (error.timings && error.timings.socket === undefined) return false;
  if (error instanceof TimeoutError) return !connectPhases.includes(error.event);
  const { syscall } = (error.cause ?? {}) as NodeJS.ErrnoException;
  if (syscall === 'connect' || syscall === 'getaddrinfo') return false;
  return !connectCodes.includes(error.code) && !certificateCodes.test(error.code);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
