import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningCentral } from '../start.ts';
import { newClinic, startTestCentral } from './test-central.ts';
import { askToken, assertion, deskWith, signIn } from './test-desk.ts';

describe('sign-in', () => {
  let central: RunningCentral;
  beforeAll(async () => {
    central = await startTestCentral({ db: 'pglite:memory' });
  });
  afterAll(() => central.close());

  async function client() {
    const { clients } = await newClinic(central, 1);
    const [found] = clients;
    if (!found) throw new Error('no client');
    return found;
  }

  it('gives a token for fifteen minutes, for this clinic alone', async () => {
    const desk = await client();
    const answer = await askToken(central.url, desk, await assertion(desk, central.tokenUrl));
    expect(await answer.json()).toEqual({
      access_token: expect.any(String) as string,
      token_type: 'Bearer',
      expires_in: 900,
      scope: `system/*.cruds clinic/${desk.clinic}`,
    });
  });

  it('takes each assertion once', async () => {
    const desk = await client();
    const same = await assertion(desk, central.tokenUrl, { jti: 'once' });
    expect((await askToken(central.url, desk, same)).status).toBe(200);
    const again = await askToken(central.url, desk, same);
    expect([again.status, await again.json()]).toEqual([401, { error: 'invalid_client' }]);
  });

  it.each([
    ['meant for another server', (url: string) => ({ audience: url.replace('token', 'other'), some: {} })],
    ['that has ended', (url: string) => ({ audience: url, some: { seconds: -120 } })],
    ['that lives too long', (url: string) => ({ audience: url, some: { seconds: 3600 } })],
    ['about someone else', (url: string) => ({ audience: url, some: { subject: 'desk-of-another' } })],
  ])('refuses an assertion %s', async (_what, make) => {
    const desk = await client();
    const { audience, some } = make(central.tokenUrl);
    expect((await askToken(central.url, desk, await assertion(desk, audience, some))).status).toBe(401);
  });

  it('refuses an assertion signed by another key, and a client that was revoked', async () => {
    const [desk, other] = [await client(), await client()];
    const forged = await assertion({ clientId: desk.clientId, jwk: other.jwk }, central.tokenUrl);
    expect((await askToken(central.url, desk, forged)).status).toBe(401);
    await central.database.query('update client set revoked = true where id = $1', [desk.clientId]);
    expect((await askToken(central.url, desk, await assertion(desk, central.tokenUrl))).status).toBe(401);
  });

  it.each([
    [{}, 'invalid_request'],
    [{ grant_type: 'password' }, 'unsupported_grant_type'],
    [{ grant_type: 'client_credentials' }, 'invalid_request'],
  ])('answers %j as RFC 6749 wants', async (form, error) => {
    const answer = await fetch(central.tokenUrl, { method: 'POST', body: new URLSearchParams(form as Record<string, string>) });
    expect([answer.status, await answer.json()]).toEqual([400, { error }]);
  });

  it('401 without a token, with a broken one, and with one of another central', async () => {
    const desk = await client();
    const other = await startTestCentral({ db: 'pglite:memory' });
    const { clients } = await newClinic(other, 1);
    const { token } = await signIn(other.url, clients[0] ?? desk);
    await other.close();
    for (const wrong of ['', 'abc', token]) {
      const reply = await deskWith(central.url, desk, wrong).get('/Slot');
      expect(reply.status).toBe(401);
      expect(reply.headers.get('www-authenticate')).toBe('Bearer');
      expect(reply.body).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'login' }] });
    }
  });

  it('a token of the WebSocket opens nothing else', async () => {
    const desk = await client();
    const signedIn = await signIn(central.url, desk);
    const { body } = await signedIn.get(`/Subscription/clinic-${desk.clinic}/$get-ws-binding-token`);
    const token = body.parameter[0].valueString as string;
    expect((await deskWith(central.url, desk, token).get('/Slot')).status).toBe(401);
  });
});
