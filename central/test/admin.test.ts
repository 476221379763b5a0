import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoClient } from '../auth/clients.ts';
import { type RunningCentral, startCentral } from '../start.ts';
import { startTestCentral } from './test-central.ts';
import { signIn } from './test-desk.ts';

/** `fetch` does not let anyone set the Host header. */
async function statusFor(url: URL, host: string): Promise<number | undefined> {
  const asked = request({ host: url.hostname, port: url.port, path: '/admin/clients', headers: { host } }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode;
}

describe('/admin', () => {
  let central: RunningCentral;
  beforeAll(async () => {
    central = await startTestCentral({ db: 'pglite:memory' });
  });
  afterAll(() => central.close());

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${central.url}/admin${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });

  it('moves central’s clock', async () => {
    const minute = async (answer: Response) => ((await answer.json()) as { now: string }).now.slice(0, 16);
    expect(await minute(await post('/clock', { now: '2026-12-01T07:00:00Z' }))).toBe('2026-12-01T07:00');
    expect(await minute(await post('/clock', { advance: 90 }))).toBe('2026-12-01T08:30');
    expect((await post('/clock', { now: 'soon' })).status).toBe(400);
  });

  it('makes an empty clinic whose desks can sign in', async () => {
    const answer = await post('/clinics', { name: 'Przychodnia Nowa', desks: 3 });
    const { clinic, clients } = (await answer.json()) as { clinic: string; clients: DemoClient[] };
    expect(clients).toHaveLength(3);
    const [client] = clients as [DemoClient];
    expect((await (await signIn(central.url, client)).position()).event).toBe(0);
    const listed = (await (await fetch(`${central.url}/admin/clients`)).json()) as { clients: DemoClient[] };
    expect(listed.clients.filter((each) => each.clinic === clinic)).toEqual(clients);
  });

  it('does nothing for a web page', async () => {
    expect((await post('/clock', { advance: 1 }, { origin: 'https://elsewhere.example' })).status).toBe(403);
    expect(await statusFor(new URL(central.url), 'elsewhere.example')).toBe(403);
  });

  it('is not there without demo or --admin, nor is the sign-in of test identities', async () => {
    const real = await startCentral({ db: 'pglite:memory' });
    for (const path of ['/admin/clients', '/admin/clock']) expect((await fetch(`${real.url}${path}`)).status).toBe(404);
    expect((await fetch(`${real.ikpUrl}/login`, { method: 'POST' })).status).toBe(404);
    expect(real.clients).toEqual([]);
    await real.close();
  });
});
