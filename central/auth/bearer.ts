import type { FastifyRequest } from 'fastify';
import type { AccessTokens } from './access-tokens.ts';
import type { Caller } from './caller.ts';

/** Asked twice, by the limits and by the call itself; checked once. */
const desks = new WeakMap<FastifyRequest, Promise<Caller | null>>();

export function deskOf(tokens: AccessTokens, request: FastifyRequest): Promise<Caller | null> {
  const known = desks.get(request);
  if (known !== undefined) return known;
  const token = bearerOf(request);
  const caller = token === null ? Promise.resolve(null) : tokens.desk(token, 'fhir');
  desks.set(request, caller);
  return caller;
}

/** PESEL of the patient whose token it is. */
export async function patientOf(tokens: AccessTokens, request: FastifyRequest): Promise<string | null> {
  const token = bearerOf(request);
  return token === null ? null : ((await tokens.patient(token))?.pesel ?? null);
}

function bearerOf({ headers }: FastifyRequest): string | null {
  return /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? null;
}
