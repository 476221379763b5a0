import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { header } from '../../core/fhir/headers.ts';
import { positionToText } from '../../core/fhir/intent-fate.ts';
import { fhirJson } from '../../core/fhir/systems.ts';
import { deskOf } from '../auth/bearer.ts';
import type { Caller } from '../auth/caller.ts';
import type { Central } from '../central.ts';
import { hasNul } from '../unstorable.ts';
import { intentIdOf } from '../writes/intent-id.ts';
import { dispatch } from './dispatch.ts';
import { type FhirAnswer, type FhirCall, invalid, placeOf, plainOutcome, versionOfEtag } from './fhir-call.ts';
import { capabilityStatement } from './metadata.ts';

/** `/fhir` over HTTP: sign-in, headers in and out. What is called is decided in `dispatch`. */
export function registerFhir(server: FastifyInstance, central: Central): void {
  server.get('/fhir/metadata', (_request, reply) =>
    reply.type(fhirJson).send(JSON.stringify(capabilityStatement(central.url(), central.clock.now()))),
  );
  server.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    url: '/fhir',
    handler: (request, reply) => handle(central, request, reply),
  });
  server.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    url: '/fhir/*',
    handler: (request, reply) => handle(central, request, reply),
  });
}

async function handle(central: Central, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const caller = await deskOf(central.tokens, request);
  if (caller === null) {
    return send(central, reply.header('WWW-Authenticate', 'Bearer'), {
      status: 401,
      body: JSON.stringify(plainOutcome('login', 'Sign in at /token.')),
    });
  }
  const call = callOf(request, caller);
  return send(central, reply, call === null ? invalid('request') : await dispatch(central, call));
}

/** null: its address or its version cannot be read. */
export function callOf(
  { method, url, headers, body }: Pick<FastifyRequest, 'method' | 'url' | 'headers' | 'body'>,
  caller: Caller,
): FhirCall | null {
  const ifMatch = versionOfEtag(headers['if-match']);
  if (ifMatch === undefined) return null;
  const requestId = headers['x-request-id'];
  const place = placeOf(url);
  if (place === null) return null;
  return {
    method,
    ...place,
    caller,
    intentId: intentIdOf(typeof requestId === 'string' ? requestId : null),
    ifMatch,
    said: {
      author: plainHeader(headers[header.author.toLowerCase()]),
      reason: plainHeader(headers[header.reason.toLowerCase()]),
    },
    body: body ?? null,
  };
}

const longestSaid = 500;

const storable = (text: string) => (hasNul(text) ? null : text.slice(0, longestSaid));

function plainHeader(value: string | string[] | undefined): string | null {
  if (typeof value !== 'string' || value === '') return null;
  try {
    return storable(decodeURIComponent(value));
  } catch {
    return storable(value);
  }
}

function send({ epoch }: Central, reply: FastifyReply, answer: FhirAnswer): FastifyReply {
  const { status, body, etag, location, event, replay, retryAfterSeconds } = answer;
  if (etag) reply.header('ETag', etag);
  if (location) reply.header('Location', location);
  if (event !== null && event !== undefined) reply.header('X-Okienko-Position', positionToText({ epoch, event }));
  if (retryAfterSeconds !== undefined) reply.header('Retry-After', retryAfterSeconds);
  if (replay) reply.header('X-Okienko-Replay', 'true');
  reply.code(status);
  return body === null ? reply.send() : reply.type(fhirJson).send(body);
}
