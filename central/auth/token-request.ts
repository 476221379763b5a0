import { decodeJwt, exportJWK, generateKeyPair, importJWK, jwtVerify } from 'jose';
import type { Queryable } from '../db/database.ts';
import type { Caller } from './caller.ts';
import { clientKey } from './clients.ts';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** An assertion may live this long at most (SMART Backend Services). */
const longestLifeSeconds = 5 * 60;
const toleranceSeconds = 60;

/** RFC 6749 §5.2. */
export type TokenRefusal = 'invalid_request' | 'unsupported_grant_type' | 'invalid_client';

/**
 * RFC 7523: a desk proves with a signed assertion who it is. Each assertion works once (`jti`), across all processes.
 *
 * @param audiences urls by which this token endpoint is known
 * @param clientOf client id of a subject; another dialect names clients otherwise
 */
export async function judgeTokenRequest(
  database: Queryable,
  form: URLSearchParams,
  audiences: readonly string[],
  clientOf: (subject: string) => string | null = (subject) => subject,
): Promise<Caller | TokenRefusal> {
  const grant = form.get('grant_type');
  if (grant === null) return 'invalid_request';
  if (grant !== 'client_credentials') return 'unsupported_grant_type';
  const assertion = form.get('client_assertion');
  if (assertion === null || form.get('client_assertion_type') !== assertionType) return 'invalid_request';
  const subject = subjectOf(assertion);
  const clientId = subject === null ? null : clientOf(subject);
  if (subject === null || clientId === null) return 'invalid_client';
  const known = await clientKey(database, clientId);
  // An unknown name takes as long as a wrong signature.
  const client = known ?? { clinicId: '', jwk: await nobodysKey };
  try {
    const { payload } = await jwtVerify(assertion, await importJWK({ ...client.jwk }, algorithmOf(client.jwk.kty)), {
      algorithms: ['ES256', 'RS256'],
      issuer: subject,
      subject,
      audience: [...audiences],
      clockTolerance: toleranceSeconds,
      requiredClaims: ['exp', 'jti'],
    });
    const { exp, jti } = payload;
    if (known === null) return 'invalid_client';
    if (exp === undefined || !jti || exp > Date.now() / 1000 + longestLifeSeconds + toleranceSeconds) return 'invalid_client';
    return (await isFirstUse(database, clientId, jti, exp)) ? { clientId, clinicId: client.clinicId } : 'invalid_client';
  } catch {
    return 'invalid_client';
  }
}

/** Its private half is thrown away: nothing that it has signed exists. */
const nobodysKey = generateKeyPair('ES256').then(({ publicKey }) => exportJWK(publicKey));

const algorithmOf = (kty: string | undefined) => (kty === 'RSA' ? 'RS256' : 'ES256');

function subjectOf(assertion: string): string | null {
  try {
    return decodeJwt(assertion).sub ?? null;
  } catch {
    return null;
  }
}

async function isFirstUse(database: Queryable, clientId: string, jti: string, exp: number): Promise<boolean> {
  const rows = await database.query(
    `with gone as (delete from client_assertion where client_id = $1 and expires_at < now() - interval '10 minutes')
     insert into client_assertion (client_id, jti, expires_at) values ($1, $2, to_timestamp($3))
     on conflict do nothing returning 1`,
    [clientId, jti, exp],
  );
  return rows.length > 0;
}
