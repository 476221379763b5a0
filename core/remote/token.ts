/**
 * Sign-in of this desk: OAuth2 client credentials with private_key_jwt (RFC 7523). One token at a time, renewed before it
 * ends; many callers share one request for it. What the assertion says and what the answer looks like is the `SignIn`'s.
 */
import { importJWK, type JWK, SignJWT } from 'jose';
import { isObject, text } from '../fhir/read.ts';
import type { Exchange, Http, Reply } from './http.ts';
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
  signIn: SignIn;
  /** Own clock, ms. */
  now(): number;
}

/** How one dialect of central wants to be asked for a token. */
export interface SignIn {
  /** May throw: then the key cannot sign, which is as good as no key; somebody must give the desk a new one. */
  assertion(nowMs: number): Promise<string>;
  /** Fields of the form besides grant type and assertion. */
  form: Readonly<Record<string, string>>;
  /** Token and its life; null when the answer holds none. */
  tokenOf(body: object): { token: string; seconds: number } | null;
  /** Statuses by which our key, not the way to central, is refused. */
  refusals: readonly number[];
}

const noKey = { kind: 'no-key' } as const;
const defaultTokenSeconds = 300;
const assertionSeconds = 120;
/** Central tolerates a minute or so; a smaller difference is not why it refused. */
const clockToleranceMs = 30_000;
/** Renewed this long before its end, at most a tenth of its life. */
const marginMs = 60_000;

export function tokens(http: Http, options: TokenOptions): Tokens {
  let current: { token: string; renewAt: number } | null = null;
  let pending: Promise<TokenAnswer> | null = null;
  /** Clock of central's machine minus ours, once a refusal has shown that it matters. */
  let aheadMs = 0;

  async function fetchToken(): Promise<TokenAnswer> {
    const exchange = await ask();
    if (!isRefusal(exchange, options.signIn)) return accept(exchange);
    // An assertion is judged by the clock of central's machine, which the refusal tells. Ours may be hours off.
    const ahead = clockAhead(exchange, options.now());
    if (ahead === null || Math.abs(ahead - aheadMs) < clockToleranceMs) return accept(exchange);
    aheadMs = ahead;
    return accept(await ask());
  }

  async function ask(): Promise<Exchange | typeof noKey> {
    const assertion = await options.signIn.assertion(options.now() + aheadMs).catch(() => null);
    if (assertion === null) return noKey;
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      ...options.signIn.form,
    });
    return await http.exchange({
      method: 'POST',
      url: options.tokenUrl,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: form.toString(),
    });
  }

  function accept(exchange: Exchange | typeof noKey): TokenAnswer {
    if (exchange.kind === 'no-key') return { kind: 'no-token', unauthorised: 401, status: null, retryAfterMs: null };
    if (exchange.kind !== 'reply') return { kind: 'no-token', unauthorised: null, status: null, retryAfterMs: null };
    const { status, body, headers } = exchange;
    if (isRefusal(exchange, options.signIn)) return { kind: 'no-token', unauthorised: status, status, retryAfterMs: null };
    const given = isObject(body) ? options.signIn.tokenOf(body) : null;
    if (status !== 200 || given === null) {
      return { kind: 'no-token', unauthorised: null, status, retryAfterMs: retryAfterMs(headers, options.now()) };
    }
    const lifeMs = Math.max(0, given.seconds) * 1000;
    current = { token: given.token, renewAt: options.now() + lifeMs - Math.min(marginMs, lifeMs / 10) };
    return { kind: 'token', token: given.token };
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

/** A stranger's page with such a status says nothing about our key. */
function isRefusal(exchange: Exchange | typeof noKey, { refusals }: SignIn): exchange is Reply {
  return exchange.kind === 'reply' && refusals.includes(exchange.status) && isObject(exchange.body);
}

/** From the `Date` header: sign-in is judged by the machine's clock, also where a training central moves its own. */
function clockAhead(reply: Reply, ownNowMs: number): number | null {
  const date = reply.headers.date;
  const at = typeof date === 'string' ? Date.parse(date) : Number.NaN;
  return Number.isNaN(at) ? null : at - ownNowMs;
}

export interface Signer {
  clientId: string;
  /** EC P-256 or RSA. `kid` is sent along when it has one. */
  privateJwk: JWK;
}

/** As RFC 7523 and RFC 6749 have it. */
export function oauthSignIn({ clientId, privateJwk }: Signer, tokenUrl: string): SignIn {
  return {
    form: {},
    // OAuth says invalid_client with 400 or 401.
    refusals: [400, 401, 403],
    assertion: async (nowMs) => await signAssertion({ clientId, privateJwk }, tokenUrl, nowMs),
    tokenOf(body) {
      const { access_token, expires_in } = body as Record<string, unknown>;
      const token = text(access_token);
      if (token === null) return null;
      return { token, seconds: typeof expires_in === 'number' ? expires_in : defaultTokenSeconds };
    },
  };
}

async function signAssertion({ clientId, privateJwk }: Signer, tokenUrl: string, nowMs: number): Promise<string> {
  const algorithm = privateJwk.alg ?? (privateJwk.kty === 'RSA' ? 'RS256' : 'ES256');
  const issuedAt = Math.floor(nowMs / 1000);
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
