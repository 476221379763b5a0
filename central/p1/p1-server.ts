import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { p1Facts } from '../../core/fhir/p1/p1-facts.ts';
import { toP1 } from '../../core/fhir/p1/wire.ts';
import { fhirJson } from '../../core/fhir/systems.ts';
import { deskOf } from '../auth/bearer.ts';
import type { Central } from '../central.ts';
import { dispatch } from '../fhir-api/dispatch.ts';
import { type FhirAnswer, plainOutcome } from '../fhir-api/fhir-call.ts';
import { createHttpServer } from '../http-server.ts';
import { limitRates, type RequestLimits } from '../request-limits.ts';
import { callOfP1 } from './p1-call.ts';
import { historyCall } from './p1-history.ts';
import type { P1Tls } from './p1-tls.ts';
import { judgeP1Token } from './p1-token.ts';

/**
 * Central as P1 would be met (docs/p1.md): its own server, which asks callers for a certificate, over the same handlers. What it
 * says otherwise is translated at its door.
 */
export async function p1Server(central: Central, limits: RequestLimits, { server: tls }: P1Tls): Promise<FastifyInstance> {
  const server = createHttpServer(central, limits, { tls });
  server.addHook('onSend', async (request, reply) => {
    reply.removeHeader('X-Okienko-Now');
    // The sign-in goes by the machine's clock, which a training day does not move.
    if (request.url.startsWith('/fhir')) reply.header(p1Facts.clock.value, new Date(central.clock.now()).toUTCString());
  });
  await limitRates(server, central, limits);
  server.post('/token', async ({ body }, reply) => {
    const judged = await judgeP1Token(central.database, body instanceof URLSearchParams ? body : new URLSearchParams());
    if ('location' in judged) return reply.code(p1Facts.tokenRefusal.value).send({ error: judged, accessToken: null });
    return { error: null, accessToken: await central.tokens.forDesk(judged) };
  });
  for (const url of ['/fhir', '/fhir/*']) {
    server.route({
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      url,
      handler: async (request, reply) => send(reply, await answerTo(central, request)),
    });
  }
  return server;
}

async function answerTo(central: Central, request: FastifyRequest): Promise<FhirAnswer> {
  const caller = await deskOf(central.tokens, request);
  if (caller === null) return { status: 401, body: JSON.stringify(plainOutcome('login', 'Sign in at /token.')) };
  const [path, query = ''] = request.url.split('?');
  if (request.method === 'GET' && path === `/fhir/${p1Facts.history.value}`) {
    return historyCall(central, caller, new URLSearchParams(query));
  }
  // Taken apart: a spread would lose the getters of the request.
  const { method, url, headers, body } = request;
  const call = callOfP1({ method, url, headers, body }, caller, central.clock.now());
  return 'refused' in call ? call.refused : dispatch(central, call);
}

const refusedStatuses = [400, 409, 412, 422];

function send(reply: FastifyReply, { status, body, location, retryAfterSeconds }: FhirAnswer): FastifyReply {
  if (location) reply.header('Location', location);
  if (retryAfterSeconds !== undefined) reply.header('Retry-After', retryAfterSeconds);
  reply.code(refusedStatuses.includes(status) ? p1Facts.refusalStatus.value : status);
  return body === null ? reply.send() : reply.type(fhirJson).send(JSON.stringify(toP1(JSON.parse(body), status)));
}
