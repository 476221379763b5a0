import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What a request must prove before it gets anything: made by this machine, for this address, by who holds the token. */
export interface Guard {
  port: number;
  /** Printed with the address; valid for the process's life. */
  token: string;
  /** What the token is exchanged for; a different secret, so that the address in a history opens nothing by its cookie. */
  session: string;
}

export type Rejection = { status: 403 | 421 | 503; reason: string };

/** Cookies do not know ports: the name carries it, so that two previews on one machine do not disturb each other. */
export const cookieName = (port: number) => `okienko-${port}`;

/** Host and Origin exactly: what a rebound name (DNS) or another site's page sends differs. */
export function checkAddress(request: IncomingMessage, port: number, needsOrigin: boolean): Rejection | null {
  if (!isLoopback(request.socket.remoteAddress)) return { status: 403, reason: 'Only this machine may connect.' };
  if (request.headers.host !== `127.0.0.1:${port}`) return { status: 421, reason: 'Wrong Host.' };
  const origin = request.headers.origin;
  if (origin === undefined && !needsOrigin) return null;
  return origin === `http://127.0.0.1:${port}` ? null : { status: 403, reason: 'Wrong Origin.' };
}

export function hasSession(request: IncomingMessage, guard: Guard): boolean {
  const cookies = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const prefix = `${cookieName(guard.port)}=`;
  return cookies.some((pair) => pair.startsWith(prefix) && sameSecret(pair.slice(prefix.length), guard.session));
}

export function sameSecret(given: string, expected: string): boolean {
  const left = Buffer.from(given);
  const right = Buffer.from(expected);
  return left.length === right.length && timingSafeEqual(left, right);
}

export function isLoopback(address: string | undefined): boolean {
  return address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1';
}
