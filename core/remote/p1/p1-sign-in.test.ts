import { generateKeyPairSync } from 'node:crypto';
import { decodeProtectedHeader, importJWK, type JWK, jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import { p1SignIn } from './p1-sign-in.ts';

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = (key: ReturnType<typeof pair>['privateKey' | 'publicKey']) => key.export({ format: 'jwk' }) as JWK;
const now = Date.parse('2026-11-23T08:00:00Z');

async function claimsOf(assertion: string, key: ReturnType<typeof pair>) {
  return (await jwtVerify(assertion, await importJWK(jwk(key.publicKey), 'RS256'), { currentDate: new Date(now) })).payload;
}

test('the assertion is the one that P1 wants: RS256, a constant audience, root and extension, who acts', async () => {
  const key = pair();
  const signIn = p1SignIn({ clientId: 'desk-1', signingKey: () => ({ ...jwk(key.privateKey), alg: 'ES256' }) });
  const assertion = await signIn.assertion(now);
  expect(decodeProtectedHeader(assertion)).toEqual({ alg: 'RS256', typ: 'JWT' });
  expect(await claimsOf(assertion, key)).toEqual({
    iss: '2.16.840.1.113883.3.4424.2.3.1:desk-1',
    sub: '2.16.840.1.113883.3.4424.2.3.1:desk-1',
    aud: 'https://ezdrowie.gov.pl/token',
    jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
    iat: now / 1000,
    exp: now / 1000 + 300,
    user_id: expect.stringMatching(/^[\d.]+:desk-1$/),
    user_role: 'PRACOWNIK_ADMINISTRACYJNY',
  });
});

test('a replaced signing certificate signs the next assertion', async () => {
  const [former, next] = [pair(), pair()];
  let current = former;
  const signIn = p1SignIn({ clientId: 'desk-1', signingKey: () => jwk(current.privateKey) });
  expect(await claimsOf(await signIn.assertion(now), former)).toMatchObject({ iat: now / 1000 });
  current = next;
  const later = await signIn.assertion(now);
  await expect(claimsOf(later, former)).rejects.toThrow();
  expect(await claimsOf(later, next)).toMatchObject({ iat: now / 1000 });
});

test('a key that is no RSA key cannot sign', async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signIn = p1SignIn({ clientId: 'desk-1', signingKey: () => privateKey.export({ format: 'jwk' }) as JWK });
  await expect(signIn.assertion(now)).rejects.toThrow();
});

test('the token is read from the camelCase answer, and from nothing else', () => {
  const { tokenOf } = p1SignIn({ clientId: 'desk-1', signingKey: () => ({}) });
  expect(tokenOf({ error: null, accessToken: 't' })).toEqual({ token: 't', seconds: 300 });
  expect(tokenOf({ access_token: 't', expires_in: 900 })).toBeNull();
});
