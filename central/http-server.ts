import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { isTooDeep } from '../core/fhir/json-depth.ts';
import { fhirJson } from '../core/fhir/systems.ts';
import type { Central } from './central.ts';
import { plainOutcome } from './fhir-api/fhir-call.ts';
import type { RequestLimits } from './request-limits.ts';
import { hasNul, hasUnstorableEscape } from './unstorable.ts';

/** Certificates as PEM; callers must show one that `authority` has signed. */
export interface MutualTls {
  authority: string;
  certificate: string;
  key: string;
}

/** A certificate of this server, as PEM. */
export type ServerTls = Pick<MutualTls, 'certificate' | 'key'>;

export interface ServedBy {
  /** With an `authority`, callers must show a certificate too. null = plain HTTP, behind a proxy or on this computer. */
  tls?: ServerTls | MutualTls | null;
  /** Addresses of the proxy before it, whose word about the caller's address and protocol is taken. */
  trustProxy?: string | null;
}

/**
 * The HTTP server without its routes: what bodies it takes, which headers every answer carries, and that whatever goes
 * wrong is an OperationOutcome and never a stack trace.
 */
export function createHttpServer(
  central: Central,
  limits: RequestLimits,
  { tls = null, trustProxy = null }: ServedBy = {},
): FastifyInstance {
  const server = Fastify({
    ...(tls === null ? {} : { https: httpsOptions(tls) }),
    ...(trustProxy === null ? {} : { trustProxy }),
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestSeconds * 1000,
    forceCloseConnections: 'idle',
    // We say it in FHIR ourselves.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 500 },
    // What is wrong before a route is even looked for, such as a broken escape in the address.
    // No hook runs for it.
    frameworkErrors: (_error, request, reply) => {
      guard(reply as FastifyReply, request.protocol);
      const outcome = JSON.stringify(plainOutcome('invalid', 'The address cannot be read.'));
      void (reply as FastifyReply).code(400).type(fhirJson).send(outcome);
    },
  });

  server.removeAllContentTypeParsers();
  server.addContentTypeParser([fhirJson, 'application/json'], { parseAs: 'string' }, (_request, text, done) => {
    // An operation without parameters may come with the header and no body.
    if (text === '') return done(null, null);
    if (isTooDeep(text as string, limits.jsonDepth)) return done(wrong('The body is nested too deeply.'));
    if (hasUnstorableEscape(text as string)) return done(wrong('The body holds characters that no text may hold.'));
    try {
      done(null, JSON.parse(text as string));
    } catch {
      done(wrong('The body is not JSON.'));
    }
  });
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, text, done) => {
    const form = new URLSearchParams(text as string);
    if ([...form].some((pair) => hasNul(pair.join('')))) return done(wrong('The form holds characters that no text may hold.'));
    done(null, form);
  });
  server.addHook('onRequest', async ({ url }) => {
    if (url.includes('%00')) throw wrong('The address cannot be read.');
  });

  let closing = false;
  server.addHook('preClose', async () => {
    closing = true;
  });
  server.addHook('onRequest', async (_request, reply) => {
    if (!closing) return;
    // Nothing of it is done, and whoever asks may know that: it is asked again at once, here or at another process.
    const outcome = JSON.stringify(plainOutcome('transient', 'This process is ending; ask again.'));
    return reply.code(503).header('Retry-After', 1).type(fhirJson).send(outcome);
  });
  server.addHook('onSend', async (request, reply) => {
    // Or the client would keep the connection, and closing would wait for it to grow tired.
    if (closing) reply.header('Connection', 'close');
    reply.header('X-Okienko-Now', central.clock.now());
    guard(reply, request.protocol);
  });
  server.setNotFoundHandler((_request, reply) =>
    reply
      .code(404)
      .type(fhirJson)
      .send(JSON.stringify(plainOutcome('not-found', 'There is nothing at this address.'))),
  );
  server.setErrorHandler((error, _request, reply) => {
    const { status, message } = publicError(error);
    if (status >= 500) central.onFault(error);
    const code = issueCodes[status] ?? (status >= 500 ? 'exception' : 'invalid');
    return reply
      .code(status)
      .type(fhirJson)
      .send(JSON.stringify(plainOutcome(code, message)));
  });
  return server;
}

const noPage = "default-src 'none'; frame-ancestors 'none'";
const yearSeconds = 365 * 24 * 60 * 60;

/** What every answer says to a browser. */
function guard(reply: FastifyReply, protocol: string): void {
  reply.header('Cache-Control', 'no-store');
  reply.header('X-Content-Type-Options', 'nosniff');
  // What is no page of ours is no page at all: nobody shows it in a frame, nothing in it runs.
  if (!reply.hasHeader('Content-Security-Policy')) reply.header('Content-Security-Policy', noPage);
  if (protocol === 'https') reply.header('Strict-Transport-Security', `max-age=${yearSeconds}`);
}

/** As the desk's own side: TLS 1.2 or newer. Node's list of ciphers leaves only those with forward secrecy for it. */
const httpsOptions = (tls: ServerTls | MutualTls) => ({
  cert: tls.certificate,
  key: tls.key,
  ...('authority' in tls ? { ca: tls.authority, requestCert: true, rejectUnauthorized: true } : {}),
  minVersion: 'TLSv1.2' as const,
});

const issueCodes: Record<number, 'too-long' | 'throttled'> = { 413: 'too-long', 429: 'throttled' };

const wrong = (message: string) => Object.assign(new Error(message), { statusCode: 400 });

/** What a client is told: faults of the request in words, our own without any detail. */
function publicError(error: unknown): { status: number; message: string } {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status >= 400 && status < 500) return { status, message: (error as Error).message };
  return { status: 500, message: 'The request could not be done; nothing is known to have changed.' };
}
