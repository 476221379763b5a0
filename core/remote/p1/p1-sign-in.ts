/** P1's sign-in: RS256 with a constant audience and the acting person's context in the claims; the answer is in camelCase. */
import { importJWK, type JWK, SignJWT } from 'jose';
import { p1Facts } from '../../fhir/p1/p1-facts.ts';
import { text } from '../../fhir/read.ts';
import type { SignIn } from '../token.ts';

export interface P1Signer {
  clientId: string;
  /** RSA; asked at each sign-in, because a certificate may be replaced while the desk runs. */
  signingKey(): JWK;
}

export function p1SignIn({ clientId, signingKey }: P1Signer): SignIn {
  const provider = `${p1Facts.providerRoot.value}:${clientId}`;
  const algorithm = p1Facts.assertionAlgorithm.value;
  return {
    form: { scope: p1Facts.scope.value },
    refusals: [401, 403, p1Facts.tokenRefusal.value],
    async assertion(nowMs) {
      const issuedAt = Math.floor(nowMs / 1000);
      const { alg: _alg, ...key } = signingKey();
      return await new SignJWT({ user_id: `${p1Facts.userId.value}:${clientId}`, user_role: p1Facts.userRole.value })
        .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
        .setIssuer(provider)
        .setSubject(provider)
        .setAudience(p1Facts.assertionAudience.value)
        .setJti(crypto.randomUUID())
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + p1Facts.assertionSeconds.value)
        .sign(await importJWK(key, algorithm));
    },
    tokenOf(body) {
      const token = text((body as Record<string, unknown>)[p1Facts.tokenAnswer.value.token]);
      return token === null ? null : { token, seconds: p1Facts.tokenSeconds.value };
    },
  };
}
