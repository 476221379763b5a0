import { importJWK, type JWK } from 'jose';
import type { NetworkTrouble } from '../domain/network-trouble.ts';
import { isObject, text } from '../fhir/read.ts';
import { parseStatus } from '../fhir/subscription-status.ts';
import { centralClock } from './central-clock.ts';
import { answerOf } from './classify.ts';
import { type Exchange, openHttp } from './http.ts';
import type { Network } from './network/network.ts';
import { p1Http } from './p1/p1-http.ts';
import { p1SignIn } from './p1/p1-sign-in.ts';
import { session } from './session.ts';
import { oauthSignIn, type SignIn, tokens } from './token.ts';

export interface CheckedConnection {
  fhirUrl: string;
  tokenUrl?: string;
  clinicId: string;
  clientId: string;
  privateJwk: JWK;
  dialect?: 'fhir' | 'p1';
}

export type ConnectionCheck =
  /** `clockOffsetMs`: central's clock minus ours; null = it did not tell. */
  | { kind: 'ok'; clinicName: string | null; clockOffsetMs: number | null }
  | { kind: 'network'; trouble: NetworkTrouble }
  | { kind: 'not-central' | 'no-answer' | 'busy' | 'key-invalid' | 'clinic-refused' }
  | { kind: 'desk-refused'; clockOffsetMs: number | null };

/** Who issued a certificate that was met is learnt by a second look at it. */
const secondLookMs = 3_000;

/**
 * Is there a central, and does it take this desk for this clinic? Asked in the order in which things go wrong: the key as such, the
 * line, what answers there, the desk's sign-in, the clinic. Nothing is kept or changed.
 */
export async function checkConnection(
  connection: CheckedConnection,
  way: { network: Network; requestTimeoutMs: number; userAgent: string; now(): number; signingKey?: JWK },
): Promise<ConnectionCheck> {
  const isP1 = connection.dialect === 'p1';
  const signingKey = isP1 ? (way.signingKey ?? connection.privateJwk) : connection.privateJwk;
  if (!(await canSign(signingKey, isP1))) return { kind: 'key-invalid' };
  const base = `${connection.fhirUrl.replace(/\/+$/, '')}/`;
  const clock = centralClock();
  const met = troubleMet();
  const open = isP1 ? p1Http(openHttp, { base, clinicId: connection.clinicId }) : openHttp;
  const http = open({ ...way, onReply: clock.observe, onTrouble: met.tell });
  try {
    // P1 does not say what it is: its sign-in is the first that answers.
    if (!isP1) {
      const metadata = await http.exchange({ method: 'GET', url: `${base}metadata`, headers: {}, body: null });
      const missing = await notThere(metadata, met);
      if (missing) return missing;
    }

    const tokenUrl = connection.tokenUrl ?? new URL('../token', base).href;
    const signIn = tokens(http, { tokenUrl, signIn: signInOf(connection, tokenUrl, signingKey), now: way.now });
    const answer = await signIn.get();
    if (answer.kind === 'no-token') {
      if (answer.unauthorised !== null) return { kind: 'desk-refused', clockOffsetMs: clock.offsetMs() };
      if (answer.status === 404 || answer.status === 200) return { kind: 'not-central' };
      return answer.status === null ? await silence(met) : { kind: 'busy' };
    }

    const signedIn = session(http, signIn);
    const get = (url: string) => signedIn.attempt({ method: 'GET', url: base + url, headers: {}, body: null });
    const stream = await get(`Subscription/clinic-${encodeURIComponent(connection.clinicId)}/$status`);
    if (stream.kind === 'reply' && [400, 401, 403, 404].includes(stream.status)) return { kind: 'clinic-refused' };
    if (answerOf(stream, parseStatus).kind !== 'ok') return stream.kind === 'reply' ? { kind: 'busy' } : await silence(met);

    const clinic = await get(`Organization/${encodeURIComponent(connection.clinicId)}`);
    const clinicName = clinic.kind === 'reply' && isObject(clinic.body) ? text(clinic.body.name) : null;
    return { kind: 'ok', clinicName, clockOffsetMs: clock.offsetMs() };
  } finally {
    http.close();
  }
}

const signInOf = (connection: CheckedConnection, tokenUrl: string, signingKey: JWK): SignIn =>
  connection.dialect === 'p1'
    ? p1SignIn({ clientId: connection.clientId, signingKey: () => signingKey })
    : oauthSignIn(connection, tokenUrl);

/** P1 takes RSA alone. */
async function canSign(key: JWK, isP1: boolean): Promise<boolean> {
  if (isP1 && key.kty !== 'RSA') return false;
  try {
    return 'd' in key && typeof (await importJWK(key, key.alg ?? (key.kty === 'RSA' ? 'RS256' : 'ES256'))) === 'object';
  } catch {
    return false;
  }
}

/** null = a FHIR server answers there. */
async function notThere(metadata: Exchange, met: TroubleMet): Promise<ConnectionCheck | null> {
  if (metadata.kind !== 'reply') return await silence(met);
  const isFhir = isObject(metadata.body) && metadata.body.resourceType === 'CapabilityStatement';
  if (metadata.status === 200 && isFhir) return null;
  if (met.last()) return await silence(met);
  return [429, 500, 503].includes(metadata.status) ? { kind: 'busy' } : { kind: 'not-central' };
}

async function silence(met: TroubleMet): Promise<ConnectionCheck> {
  const trouble = await met.settled();
  return trouble === null ? { kind: 'no-answer' } : { kind: 'network', trouble };
}

type TroubleMet = ReturnType<typeof troubleMet>;

function troubleMet() {
  let last: NetworkTrouble | null = null;
  let told = () => {};
  return {
    tell(trouble: NetworkTrouble | null) {
      last = trouble;
      told();
    },
    last: () => last,
    /** A certificate's issuer comes a moment later. */
    async settled(): Promise<NetworkTrouble | null> {
      if (last?.kind === 'certificate' && last.issuer === null) {
        await new Promise<void>((resolve) => {
          const limit = setTimeout(resolve, secondLookMs);
          told = () => {
            clearTimeout(limit);
            resolve();
          };
        });
      }
      return last;
    },
  };
}
