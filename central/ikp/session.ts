import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AccessTokens } from '../auth/access-tokens.ts';

const cookieName = 'okienko-ikp';

/** A patient's session with the pages. It lies encrypted in the browser, so that any central process can serve it. */
export interface Session {
  pesel: string;
  /** For whom the account acts: the patient, or a child (R48). */
  actingFor: string;
  /** Comes back with every form: a page of another site does not know it. */
  formToken: string;
}

export async function readSession(tokens: AccessTokens, request: FastifyRequest): Promise<Session | null> {
  // Cookies are read on the account's pages alone.
  const cookie = (request.cookies as Record<string, string | undefined> | undefined)?.[cookieName];
  const claims = cookie === undefined ? null : await tokens.patient(cookie);
  return claims?.session ? { pesel: claims.pesel, ...claims.session } : null;
}

/** Begun anew at each answer: who does nothing for a quarter of an hour is signed out. */
export async function keepSession(tokens: AccessTokens, reply: FastifyReply, session: Session): Promise<void> {
  const { pesel, ...rest } = session;
  reply.setCookie(cookieName, await tokens.forPatient(pesel, rest), {
    path: '/ikp',
    httpOnly: true,
    sameSite: 'strict',
    secure: reply.request.protocol === 'https',
  });
}

export function beginSession(pesel: string): Session {
  return { pesel, actingFor: pesel, formToken: randomBytes(18).toString('base64url') };
}

export function endSession(reply: FastifyReply): void {
  reply.clearCookie(cookieName, { path: '/ikp', httpOnly: true, sameSite: 'strict' });
}
