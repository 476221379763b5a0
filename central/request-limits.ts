import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { deskOf, patientOf } from './auth/bearer.ts';
import type { Central } from './central.ts';
import { readSession } from './ikp/session.ts';

/** What one client may ask for at one central process; beyond it 413, or 429 with `Retry-After`. */
export interface RequestLimits {
  bodyBytes: number;
  /** Levels of a JSON body. */
  jsonDepth: number;
  /** For a request to arrive in full. */
  requestSeconds: number;
  deskAMinute: number;
  patientAMinute: number;
  /** Everybody who is not signed in, by address; sign-ins too. */
  addressAMinute: number;
  /** Sign-ins of patients, by address. */
  loginsAMinute: number;
  /** 4-digit codes of referrals that fit no entry, of one desk: all 10,000 must not be tried for a PESEL. */
  wrongCodesAMinute: number;
  wrongCodesADay: number;
  /** Different patients whose examinations and insurance one desk asks about: a clinic can enter anybody as its patient. */
  eligibilityAMinute: number;
  eligibilityADay: number;
}

/** A desk's reseed and a day's outbox stay far below; a program that runs wild does not. */
export const defaultLimits: RequestLimits = {
  bodyBytes: 16 * 1024 * 1024,
  jsonDepth: 64,
  requestSeconds: 60,
  deskAMinute: 30_000,
  patientAMinute: 600,
  addressAMinute: 6_000,
  loginsAMinute: 20,
  wrongCodesAMinute: 10,
  wrongCodesADay: 100,
  eligibilityAMinute: 60,
  eligibilityADay: 1_000,
};

const clientsRemembered = 20_000;

/** Counts by who is signed in, so that a clinic's desks behind one address do not stop each other. */
export async function limitRates(server: FastifyInstance, { tokens }: Central, limits: RequestLimits): Promise<void> {
  const mostOf = (key: string) => {
    if (key.startsWith('desk ')) return limits.deskAMinute;
    return key.startsWith('patient ') ? limits.patientAMinute : limits.addressAMinute;
  };
  // Awaited: it lays itself on the routes that come after it.
  await server.register(rateLimit, {
    timeWindow: 60_000,
    cache: clientsRemembered,
    max: (_request: FastifyRequest, key: string) => mostOf(key),
    keyGenerator: async (request) => {
      const desk = await deskOf(tokens, request);
      if (desk !== null) return `desk ${desk.clientId}`;
      const pesel = (await patientOf(tokens, request)) ?? (await readSession(tokens, request))?.pesel;
      return pesel ? `patient ${pesel}` : `address ${request.ip}`;
    },
    errorResponseBuilder: (_request, { statusCode }) =>
      Object.assign(new Error('Too many requests; see Retry-After.'), { statusCode }),
  });
}
