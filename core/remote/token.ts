/**
 * Sign-in of this desk: OAuth2 client credentials with private_key_jwt (RFC 7523). One token at a time, renewed before it
 * ends; many callers share one request for it.
 */
import { importJWK, type JWK, SignJWT } from 'jose';
import { isObject, text } from '../fhir/read.ts';
import type { Exchange, Http } from './http.ts';
import { retryAfterMs } from './retry-after.ts';

export type TokenAnswer =
  | { kind: 'token'; token: string }
  /** `unauthorised`: status of a refused sign-in; null = central could not be asked, or asks to wait. */
  | { kind: 'no-token'; unauthorised: number | null; status: number | null; retryAfterMs: number | null };

export interface Tokens {
  get(): Promise<TokenAnswer>;
  /** Central did not accept this token: the next `get` fetches another. */
  reject(token: string): void;
}

export interface TokenOptions {
  tokenUrl: string;
  clientId: string;
  /** EC P-256 or RSA. `kid` is sent along when it has one. */
  privateJwk: JWK;
  /** Own clock, ms. */
  now(): number;
  /** Central's clock minus ours: an assertion is judged by central's clock. */
  offsetMs(): number | null;
}

const assertionSeconds = 120;
/** Renewed this long before its end, at most a tenth of its life. */
const marginMs = 60_000;

export function tokens(http: Http, options: TokenOptions): Tokens {
  let current: { token: string; renewAt: number } | null = null;
  let pending: Promise<TokenAnswer> | null = null;

  async function fetchToken(): Promise<TokenAnswer> {
    const offsetBefore = options.offsetMs();
    const assertion = await signed(options);
    if (assertion === null) return { kind: 'no-token', unauthorised: 401, status: null, retryAfterMs: null };
    const exchange = await ask(assertion);
    // The first answer of all tells central's clock; an assertion signed by a wrong clock of ours deserves a second try.
    const again = isRefusal(exchange) && offsetBefore === null && options.offsetMs() !== null ? await signed(options) : null;
    return accept(again === null ? exchange : await ask(again));
  }

  async function ask(assertion: string): Promise<Exchange> {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    });
    return await http.exchange({
      method: 'POST',
      url: options.tokenUrl,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: form.toString(),
    });
  }

  function accept(exchange: Exchange): TokenAnswer {
    if (exchange.kind !== 'reply') return { kind: 'no-token', unauthorised: null, status: null, retryAfterMs: null };
    const { status, body, headers } = exchange;
    if (isRefusal(exchange)) return { kind: 'no-token', unauthorised: status, status, retryAfterMs: null };
    const token = isObject(body) ? text(body.access_token) : null;
    if (status !== 200 || token === null) {
      return { kind: 'no-token', unauthorised: null, status, retryAfterMs: retryAfterMs(headers, options.now()) };
    }
    const expiresIn = isObject(body) && typeof body.expires_in === 'number' ? body.expires_in : 300;
    const lifeMs = Math.max(0, expiresIn) * 1000;
    current = { token, renewAt: options.now() + lifeMs - Math.min(marginMs, lifeMs / 10) };
    return { kind: 'token', token };
  }

  return {
    async get() {
      if (current !== null && options.now() < current.renewAt) return { kind: 'token', token: current.token };
      pending ??= fetchToken().finally(() => {
        pending = null;
      });
      return await pending;
    },
    reject(token) {
      if (current?.token === token) current = null;
    },
  };
}

/** OAuth says invalid_client with 400 or 401. A stranger's page with these statuses says nothing about our key. */
function isRefusal(exchange: Exchange): boolean {
  if (exchange.kind !== 'reply' || ![400, 401, 403].includes(exchange.status)) return false;
  return isObject(exchange.body);
}

/** null: the key cannot sign, which is as good as no key; somebody must give the desk a new one. */
async function signed(options: TokenOptions): Promise<string | null> {
  try {
    return await signAssertion(options);
  } catch {
    return null;
  }
}

async function signAssertion({ tokenUrl, clientId, privateJwk, now, offsetMs }: TokenOptions): Promise<string> {
  const algorithm = privateJwk.alg ?? (privateJwk.kty === 'RSA' ? 'RS256' : 'ES256');
  const issuedAt = Math.floor((now() + (offsetMs() ?? 0)) / 1000);
  return await new SignJWT({})
    .setProtectedHeader({ alg: algorithm, typ: 'JWT', ...(privateJwk.kid ? { kid: privateJwk.kid } : {}) })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(tokenUrl)
    .setJti(crypto.randomUUID())
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + assertionSeconds)
    .sign(await importJWK(privateJwk, algorithm));
}
