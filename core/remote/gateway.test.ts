/** The gateway against servers that misbehave: what is told to the outbox must be true in every case. */
import { generateKeyPairSync } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { decodeJwt, decodeProtectedHeader, importJWK, type JWK, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aBooking } from '../../test/conformance/builders.ts';
import { giveToken, html, json, type ScriptedServer, scriptedServer } from '../../test/conformance/scripted-server.ts';
import { refusalsToOutcome } from '../fhir/outcome.ts';
import { statusParameters } from '../fhir/subscription-status.ts';
import { type FhirGatewayOptions, fhirGateway } from './gateway.ts';

const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const privateJwk = { ...(keys.privateKey.export({ format: 'jwk' }) as JWK), kid: 'desk-1' };
const publicJwk = keys.publicKey.export({ format: 'jwk' }) as JWK;

const applied = { 'X-Okienko-Position': 'e-1;7' };
const task = { resourceType: 'Task', id: '1', status: 'requested' };
const refusal = refusalsToOutcome([{ code: 'slot-taken', rule: 'I1' }]);

let server: ScriptedServer;
let clockMs: number;
const opened: { close(): Promise<void> }[] = [];

function gateway(over: Partial<FhirGatewayOptions> = {}) {
  const made = fhirGateway({
    fhirUrl: server.fhirUrl,
    clinicId: 'k-1',
    clientId: 'desk-1',
    privateJwk,
    requestTimeoutMs: 2_000,
    userAgent: 'okienko-test',
    now: () => clockMs,
    ...over,
  });
  opened.push(made);
  return made;
}

beforeEach(async () => {
  clockMs = Date.parse('2026-03-02T08:00:00Z');
  server = await scriptedServer((_call, response) => json(response, 200, task, applied));
});
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
  await server.close();
});

describe('one intent', () => {
  test('I3: carries its id, the version that was seen, and goes out once', async () => {
    const intent = aBooking();
    expect(await gateway().send(intent, 3)).toMatchObject({ kind: 'applied', position: { epoch: 'e-1', event: 7 } });
    expect(server.calls).toHaveLength(1);
    expect(server.calls[0]).toMatchObject({
      method: 'POST',
      url: '/fhir/Appointment/$book',
      headers: { 'x-request-id': intent.id, 'if-match': 'W/"3"', authorization: 'Bearer token-1', 'user-agent': 'okienko-test' },
    });
  });

  test('nothing new needs an If-Match', async () => {
    await gateway().send(aBooking(), null);
    expect(server.calls[0]?.headers['if-match']).toBeUndefined();
  });

  test('connections are kept', async () => {
    const central = gateway();
    for (let count = 0; count < 5; count += 1) await central.send(aBooking(), null);
    expect(server.calls).toHaveLength(5);
    expect(server.connections).toBe(1);
  });
});

describe('misbehaviour after the request was received leaves the outcome unknown, and nothing is repeated (I3)', () => {
  test.each<[string, ScriptedServer['script']]>([
    ['closes without a word', ({ socket }) => void socket.destroy()],
    ['resets the connection', ({ socket }) => void socket.resetAndDestroy()],
    ['closes within the headers', ({ socket }) => void socket.end('HTTP/1.1 200 OK\r\nContent-Ty')],
    [
      'truncates a body of known length',
      ({ socket }) =>
        void socket.end('HTTP/1.1 200 OK\r\nX-Okienko-Position: e-1;7\r\nContent-Length: 99\r\n\r\n{"resourceType":"Task"}'),
    ],
    [
      'truncates a chunked body',
      ({ socket }) =>
        void socket.end(
          'HTTP/1.1 200 OK\r\nX-Okienko-Position: e-1;7\r\nTransfer-Encoding: chunked\r\n\r\n17\r\n{"resourceType":"Task"}\r\n',
        ),
    ],
    ['answers with half a JSON', (_call, response) => void response.writeHead(200, applied).end('{"resourceType":')],
    ['is no HTTP at all', ({ socket }) => void socket.end('SSH-2.0-OpenSSH_9.6\r\n')],
    ['shows a page (captive portal)', (_call, response) => html(response, 200)],
    ['redirects to a page', (_call, response) => html(response, 302, { location: 'http://192.0.2.1/login' })],
    ['is a broken gateway', (_call, response) => html(response, 502)],
    ['fails', (_call, response) => json(response, 500, refusal)],
    ['is a proxy that has had enough', (_call, response) => html(response, 503, { 'retry-after': '5' })],
    ['answers nothing in time', () => undefined],
    [
      'begins and never ends',
      (_call, response) => {
        response.writeHead(200, { 'content-type': 'application/fhir+json', ...applied }).write('{"resource');
      },
    ],
  ])('%s', async (_name, script) => {
    server.script = script;
    expect(await gateway({ requestTimeoutMs: 300 }).send(aBooking(), null)).toEqual({ kind: 'unknown' });
    expect(server.calls).toHaveLength(1);
  });
});

describe('what cannot have been applied is sent again', () => {
  test('nobody listens', async () => {
    await server.close();
    expect(await gateway().send(aBooking(), null)).toEqual({ kind: 'retry', status: null, retryAfterMs: null });
  });

  test('nobody has that name', async () => {
    const central = gateway({ fhirUrl: 'http://central.invalid/fhir' });
    expect(await central.send(aBooking(), null)).toEqual({ kind: 'retry', status: null, retryAfterMs: null });
  });

  test('the token is at hand, but then nobody listens any more', async () => {
    const central = gateway();
    await central.send(aBooking(), null);
    await server.close();
    // The kept connection is closed as well, so a new one is tried.
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await central.send(aBooking(), null)).toEqual({ kind: 'retry', status: null, retryAfterMs: null });
  });

  test('a TLS partner that cannot shake hands has read nothing', async () => {
    // It accepts and reads, but never answers the handshake.
    const deaf = createServer((socket) => void socket.resume());
    await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
    const fhirUrl = `https://127.0.0.1:${(deaf.address() as AddressInfo).port}/fhir`;
    const central = gateway({ fhirUrl, requestTimeoutMs: 400 });
    expect(await central.send(aBooking(), null)).toEqual({ kind: 'retry', status: null, retryAfterMs: null });
    await central.close();
    await new Promise((resolve) => deaf.close(resolve));
  });

  test.each([
    [429, '7', 7_000],
    [503, '2', 2_000],
    [503, 'Mon, 02 Mar 2026 08:00:40 GMT', 40_000],
  ])('%i with Retry-After %s', async (status, retryAfter, expected) => {
    const headers = { 'retry-after': retryAfter, date: 'Mon, 02 Mar 2026 08:00:00 GMT' };
    server.script = (_call, response) => json(response, status, refusal, headers);
    expect(await gateway().send(aBooking(), null)).toEqual({ kind: 'retry', status, retryAfterMs: expected });
  });
});

test('a refusal is told with its code', async () => {
  server.script = (_call, response) => json(response, 409, refusal);
  expect(await gateway().send(aBooking(), null)).toEqual({
    kind: 'refused',
    status: 409,
    refusals: [{ code: 'slot-taken', rule: 'I1' }],
    current: null,
  });
});

describe('where answers to writes carry no position', () => {
  const status = (event: number) => statusParameters('k-1', { epoch: 'e-1', event }, 'query-status');
  const bookings = [aBooking(), aBooking(), aBooking()];
  const items = bookings.map((intent) => ({ intent, ifMatch: null }));
  const late = () => gateway({ batches: false, positionAfterwards: true });
  /** The middle one is refused. */
  const answers =
    (statusCode: number): ScriptedServer['script'] =>
    ({ url, headers }, response) => {
      if (url.includes('$status')) json(response, statusCode, statusCode === 200 ? status(9) : refusal);
      else if (headers['x-request-id'] === bookings[1]?.id) json(response, 409, refusal);
      else json(response, 200, task);
    };

  test('it is asked for once, after the last of them; a refusal needs none', async () => {
    server.script = answers(200);
    const applied = { kind: 'applied', position: { epoch: 'e-1', event: 9 } };
    expect(await late().sendBatch(items)).toMatchObject([applied, { kind: 'refused' }, applied]);
    expect(server.calls.map(({ url }) => url.split('/').at(-1))).toEqual(['$book', '$book', '$book', '$status']);
  });

  test('many are under way at a time, and each once', async () => {
    let most = 0;
    let now = 0;
    server.script = ({ url }, response) => {
      now += 1;
      most = Math.max(most, now);
      setTimeout(() => {
        now -= 1;
        json(response, 200, url.includes('$status') ? status(9) : task);
      }, 30);
    };
    const many = Array.from({ length: 11 }, () => ({ intent: aBooking(), ifMatch: null }));
    expect((await late().sendBatch(many)).map(({ kind }) => kind)).toEqual(many.map(() => 'applied'));
    expect(most).toBe(4);
    expect(new Set(server.calls.map(({ headers }) => headers['x-request-id'])).size).toBe(12);
    expect(server.calls).toHaveLength(12);
  });

  test('nothing is asked when nothing was applied', async () => {
    server.script = (_call, response) => json(response, 409, refusal);
    expect(await late().sendBatch(items)).toMatchObject([{ kind: 'refused' }, { kind: 'refused' }, { kind: 'refused' }]);
    expect(server.calls).toHaveLength(3);
  });

  test('without it what was applied is unknown, and its fate will tell; the refused stay refused', async () => {
    server.script = answers(503);
    expect(await late().sendBatch(items)).toMatchObject([{ kind: 'unknown' }, { kind: 'refused' }, { kind: 'unknown' }]);
  });

  test('a success that is no FHIR does not become one by it', async () => {
    server.script = ({ url }, response) => (url.includes('$status') ? json(response, 200, status(9)) : html(response, 200));
    expect(await late().send(aBooking(), null)).toEqual({ kind: 'unknown' });
  });
});

describe('sign-in', () => {
  test('the assertion is signed by our key, for this token address, and short-lived', async () => {
    await gateway().send(aBooking(), null);
    const form = new URLSearchParams(server.tokenCalls[0]?.body);
    expect(form.get('grant_type')).toBe('client_credentials');
    const assertion = form.get('client_assertion') ?? '';
    const options = {
      issuer: 'desk-1',
      subject: 'desk-1',
      audience: `${new URL(server.fhirUrl).origin}/token`,
      currentDate: new Date(clockMs),
    };
    const { payload } = await jwtVerify(assertion, await importJWK(publicJwk, 'ES256'), options);
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBeLessThanOrEqual(300);
    expect(payload.jti).toBeTruthy();
    expect(decodeProtectedHeader(assertion)).toMatchObject({ alg: 'ES256', kid: 'desk-1' });
  });

  test('one token serves many requests, also at once, and is renewed before it ends', async () => {
    const central = gateway();
    server.tokenScript = giveToken(600);
    await Promise.all([1, 2, 3].map(() => central.send(aBooking(), null)));
    clockMs += 500_000;
    await central.send(aBooking(), null);
    expect(server.tokenCalls).toHaveLength(1);
    clockMs += 50_000;
    await central.send(aBooking(), null);
    expect(server.tokenCalls).toHaveLength(2);
    expect(server.calls.at(-1)?.headers.authorization).toBe('Bearer token-2');
  });

  test('a token that central no longer knows is renewed once, and the request goes out again', async () => {
    server.script = ({ headers }, response) =>
      headers.authorization === 'Bearer token-1' ? json(response, 401, refusal) : json(response, 200, task, applied);
    expect(await gateway().send(aBooking(), null)).toMatchObject({ kind: 'applied' });
    expect(server.calls.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
    expect(new Set(server.calls.map(({ headers }) => headers['x-request-id'])).size).toBe(1);
  });

  test('a second 401 stops the queue', async () => {
    server.script = (_call, response) => json(response, 401, refusal);
    expect(await gateway().send(aBooking(), null)).toEqual({ kind: 'unauthorised', status: 401 });
    expect(server.calls).toHaveLength(2);
  });

  test('403 stops the queue at once', async () => {
    server.script = (_call, response) => json(response, 403, refusal);
    expect(await gateway().send(aBooking(), null)).toEqual({ kind: 'unauthorised', status: 403 });
    expect(server.calls).toHaveLength(1);
  });

  test.each([400, 401])('a refused sign-in (%i) stops the queue; the intent was not sent', async (status) => {
    server.tokenScript = (_call, response) => json(response, status, { error: 'invalid_client' });
    expect(await gateway().send(aBooking(), null)).toEqual({ kind: 'unauthorised', status });
    expect(server.calls).toHaveLength(0);
  });

  test('a key that cannot sign stops the queue', async () => {
    const broken = gateway({ privateJwk: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' } });
    expect(await broken.send(aBooking(), null)).toEqual({ kind: 'unauthorised', status: 401 });
  });

  test.each<[string, ScriptedServer['tokenScript'], number | null, number | null]>([
    ['is broken', (_call, response) => html(response, 502), 502, null],
    ['is a captive portal', (_call, response) => html(response, 200), 200, null],
    ['closes', ({ socket }) => void socket.destroy(), null, null],
    ['has had enough', (_call, response) => json(response, 429, {}, { 'retry-after': '3' }), 429, 3_000],
  ])('the token address %s: the intent was not sent, so it is sent again', async (_name, script, status, retryAfterMs) => {
    server.tokenScript = script;
    expect(await gateway().send(aBooking(), null)).toEqual({ kind: 'retry', status, retryAfterMs });
    expect(server.calls).toHaveLength(0);
  });

  describe('a desk whose clock is hours off', () => {
    const centralMs = Date.parse('2026-03-02T03:00:00Z');
    const strict: ScriptedServer['tokenScript'] = ({ body }, response) => {
      const { iat = 0 } = decodeJwt(new URLSearchParams(body).get('client_assertion') ?? '');
      const headers = { date: new Date(centralMs).toUTCString() };
      if (Math.abs(iat * 1000 - centralMs) > 60_000) json(response, 401, { error: 'invalid_client' }, headers);
      else json(response, 200, { access_token: 't', token_type: 'Bearer', expires_in: 300 }, headers);
    };

    test("signs by the clock of central's machine, which the first refusal tells, and remembers it", async () => {
      server.tokenScript = strict;
      const central = gateway();
      expect(await central.send(aBooking(), null)).toMatchObject({ kind: 'applied' });
      expect(server.tokenCalls).toHaveLength(2);
      server.script = ({ headers }, response) =>
        server.tokenCalls.length < 3 && headers.authorization ? json(response, 401, refusal) : json(response, 200, task, applied);
      expect(await central.send(aBooking(), null)).toMatchObject({ kind: 'applied' });
      expect(server.tokenCalls).toHaveLength(3);
    });

    test('asks once more only: a key that is refused by the right clock is refused', async () => {
      const headers = { date: new Date(centralMs).toUTCString() };
      server.tokenScript = (_call, response) => json(response, 401, { error: 'invalid_client' }, headers);
      expect(await gateway().send(aBooking(), null)).toEqual({ kind: 'unauthorised', status: 401 });
      expect(server.tokenCalls).toHaveLength(2);
    });
  });
});

describe("central's clock", () => {
  test('is unknown before the first answer', () => expect(gateway().clockOffsetMs()).toBeNull());

  test('is measured at the middle of the round trip', async () => {
    server.script = (_call, response) => {
      clockMs += 200;
      json(response, 200, task, { ...applied, 'X-Okienko-Now': '2026-03-02T08:01:00.000Z' });
    };
    const central = gateway();
    await central.send(aBooking(), null);
    expect(central.clockOffsetMs()).toBe(59_900);
  });

  test('is not believed of an answer that took long, once a better one is known', async () => {
    let roundTrip = 0;
    server.script = (_call, response) => {
      clockMs += roundTrip;
      json(response, 200, task, { ...applied, 'X-Okienko-Now': '2026-03-02T08:01:00.000Z' });
    };
    const central = gateway();
    await central.send(aBooking(), null);
    roundTrip = 20_000;
    await central.send(aBooking(), null);
    expect(central.clockOffsetMs()).toBe(60_000);
  });
});

test('after close nothing more is sent, and what was under way is unknown', async () => {
  const arrived = Promise.withResolvers<void>();
  server.script = () => arrived.resolve();
  const central = gateway();
  const sending = central.send(aBooking(), null);
  await arrived.promise;
  await central.close();
  expect(await sending).toEqual({ kind: 'unknown' });
});
