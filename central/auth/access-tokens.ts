import { createHash, webcrypto } from 'node:crypto';
import { EncryptJWT, jwtDecrypt, jwtVerify, SignJWT } from 'jose';
import type { Caller } from './caller.ts';

/** Life of an access token; a revoked desk is out at the latest when its token ends. */
export const accessTokenSeconds = 15 * 60;
const bindingSeconds = 60;
const issuer = 'okienko-central';

/** What the pages of the account remember besides who is signed in (central/ikp/session.ts). */
export interface PatientSession {
  actingFor: string;
  formToken: string;
}

type Audience = 'fhir' | 'websocket';

interface Verified {
  caller: Caller;
  endsAtMs: number;
}

const mostVerified = 10_000;

/**
 * Central's own signed tokens. They are checked without the database, by every process that shares its secret. Their times
 * are the machine's, not central's movable clock: a training day in March must not end today's sessions.
 */
export class AccessTokens {
  /** Imported once: it is needed at every request. */
  readonly #secret: Promise<webcrypto.CryptoKey>;
  readonly #patientKey: Uint8Array;
  /** By audience and token: a desk shows the same one at every request for a quarter of an hour. */
  readonly #verified = new Map<string, Verified>();

  constructor(secret: string) {
    const hmac = { name: 'HMAC', hash: 'SHA-256' };
    this.#secret = webcrypto.subtle.importKey('raw', new TextEncoder().encode(secret), hmac, false, ['sign', 'verify']);
    this.#patientKey = createHash('sha256').update(`patient ${secret}`).digest();
  }

  forDesk({ clientId, clinicId }: Caller): Promise<string> {
    return this.#sign('fhir', clientId, { clinic: clinicId }, accessTokenSeconds);
  }

  /** One use: opening the WebSocket of a clinic's stream. */
  forWebSocket({ clientId, clinicId }: Caller): Promise<string> {
    return this.#sign('websocket', clientId, { clinic: clinicId }, bindingSeconds);
  }

  /** Encrypted, because it holds the PESEL and lies in a browser. */
  forPatient(pesel: string, session: PatientSession | null = null): Promise<string> {
    return new EncryptJWT(session === null ? {} : { session })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setIssuer(issuer)
      .setSubject(pesel)
      .setExpirationTime(Math.floor(Date.now() / 1000) + accessTokenSeconds)
      .encrypt(this.#patientKey);
  }

  /** The desk behind a token; null when it is not ours, not for this use, or over. */
  async desk(token: string, audience: Audience): Promise<Caller | null> {
    const known = this.#verified.get(`${audience} ${token}`);
    if (known && Date.now() < known.endsAtMs) return known.caller;
    const claims = await this.#verify(token, audience);
    const clinicId = claims?.clinic;
    if (!claims?.sub || typeof clinicId !== 'string') return null;
    const caller = { clientId: claims.sub, clinicId };
    this.#remember(`${audience} ${token}`, { caller, endsAtMs: (claims.exp ?? 0) * 1000 });
    return caller;
  }

  /** The oldest goes first: a desk asks for a new token long before so many others have. */
  #remember(token: string, verified: Verified): void {
    if (this.#verified.size >= mostVerified) {
      const [oldest] = this.#verified.keys();
      if (oldest !== undefined) this.#verified.delete(oldest);
    }
    this.#verified.set(token, verified);
  }

  async patient(token: string): Promise<{ pesel: string; session: PatientSession | null } | null> {
    try {
      const { payload } = await jwtDecrypt<{ session?: PatientSession }>(token, this.#patientKey, { issuer });
      return payload.sub ? { pesel: payload.sub, session: payload.session ?? null } : null;
    } catch {
      return null;
    }
  }

  async #sign(audience: Audience, subject: string, claims: Record<string, string>, seconds: number): Promise<string> {
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(subject)
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
      .sign(await this.#secret);
  }

  async #verify(token: string, audience: Audience) {
    try {
      const { payload } = await jwtVerify(token, await this.#secret, { issuer, audience, algorithms: ['HS256'] });
      return payload;
    } catch {
      return null;
    }
  }
}
