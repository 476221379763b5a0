/** One HTTP exchange, told as a value: what came back, or how far the request got. */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import got, { RequestError, TimeoutError } from 'got';
import { fhirJson } from '../fhir/systems.ts';

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
}

/** Getting a connection must not use up the time that central may need to answer. */
const longestConnectMs = 5_000;

export function openHttp(options: HttpOptions): Http {
  const agent = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  const closing = new AbortController();
  const connect = Math.min(longestConnectMs, Math.ceil(options.requestTimeoutMs / 2));
  const client = got.extend({
    agent,
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
    const sentAt = options.now();
    try {
      const response = await client(request.url, {
        method: request.method,
        headers: request.headers,
        ...(request.body === null ? {} : { body: request.body }),
      });
      const { statusCode: status, headers } = response;
      const reply: Reply = { kind: 'reply', status, headers, body: parsed(response.body) };
      options.onReply(reply, sentAt, options.now());
      return reply;
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      return { kind: wasSent(error) ? 'no-answer' : 'not-sent' };
    }
  }

  return {
    exchange,
    close() {
      closing.abort();
      agent.http.destroy();
      agent.https.destroy();
    },
  };
}

const connectPhases = ['lookup', 'connect', 'secureConnect'];
/** Codes that Node gives only before a connection stands. */
const connectCodes = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN'];
/** A certificate is refused in the handshake, before the request is written. */
const certificateCodes = /^(ERR_TLS_CERT_|CERT_|DEPTH_ZERO_|SELF_SIGNED_CERT|UNABLE_TO_(GET|VERIFY)_)/;

/** When in doubt: true. */
function wasSent(error: RequestError): boolean {
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
