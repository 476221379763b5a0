/** Whether a desk can be connected, against servers that are central, nearly central, and something else. */
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JWK } from 'jose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { html, json, type ScriptedServer, scriptedServer } from '../../test/conformance/scripted-server.ts';
import { statusParameters } from '../fhir/subscription-status.ts';
import { type CheckedConnection, checkConnection } from './check-connection.ts';
import { directNetwork } from './network/network.ts';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const now = Date.parse('2026-11-23T09:00:00Z');
const metadata = { resourceType: 'CapabilityStatement' };
const position = statusParameters('k-1', { epoch: 'e-1', event: 7 }, 'query-status');

let server: ScriptedServer;
beforeEach(async () => {
  server = await scriptedServer(({ url }, response) => {
    const clock = { 'X-Okienko-Now': '2026-11-23T09:00:00.000Z' };
    if (url.endsWith('/metadata')) return json(response, 200, metadata, clock);
    if (url.includes('/Organization/')) return json(response, 200, { resourceType: 'Organization', name: 'Przychodnia' }, clock);
    return json(response, 200, position, clock);
  });
});
afterEach(() => server.close());

function check(some: Partial<CheckedConnection> = {}) {
  const network = directNetwork();
  const connection = {
    fhirUrl: server.fhirUrl,
    clinicId: 'k-1',
    clientId: 'desk-1',
    privateJwk: privateKey.export({ format: 'jwk' }) as JWK,
    ...some,
  };
  const way = { network, requestTimeoutMs: 2_000, userAgent: 'okienko-test', now: () => now };
  return checkConnection(connection, way).finally(() => network.close());
}

it('a central that takes this desk tells the clinic and its clock', async () => {
  expect(await check()).toEqual({ kind: 'ok', clinicName: 'Przychodnia', clockOffsetMs: 0 });
});

it('a key that cannot sign is said before anything is sent', async () => {
  expect(await check({ privateJwk: { kty: 'EC' } })).toEqual({ kind: 'key-invalid' });
  expect(await check({ privateJwk: { kty: 'EC', crv: 'P-256', d: 'x', x: 'y', y: 'z' } })).toEqual({ kind: 'key-invalid' });
  expect(server.connections).toBe(0);
});

it('nobody there: the machine that does not answer is named', async () => {
  const silent = createServer();
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  await new Promise((resolve) => silent.close(resolve));
  expect(await check({ fhirUrl: `http://127.0.0.1:${port}/fhir` })).toEqual({
    kind: 'network',
    trouble: { kind: 'refused', host: `127.0.0.1:${port}` },
  });
});

it('a page for people is a hotspot, another answer is not central', async () => {
  server.script = (_call, response) => html(response, 200);
  expect(await check()).toEqual({ kind: 'network', trouble: { kind: 'captive-portal' } });
  server.script = (_call, response) => json(response, 404, { error: 'nothing here' });
  expect(await check()).toEqual({ kind: 'not-central' });
  server.script = (_call, response) => json(response, 200, { resourceType: 'Patient' });
  expect(await check()).toEqual({ kind: 'not-central' });
  server.script = (_call, response) => json(response, 503, { resourceType: 'OperationOutcome' });
  expect(await check()).toEqual({ kind: 'busy' });
});

it('a desk that central does not know is told from a clinic that it does not serve', async () => {
  server.tokenScript = (_call, response) => json(response, 401, { error: 'invalid_client' });
  expect(await check()).toMatchObject({ kind: 'desk-refused' });
  const foreign = await scriptedServer(({ url }, response) =>
    url.endsWith('/metadata') ? json(response, 200, metadata) : json(response, 403, { resourceType: 'OperationOutcome' }),
  );
  expect(await check({ fhirUrl: foreign.fhirUrl })).toEqual({ kind: 'clinic-refused' });
  await foreign.close();
});

it('no sign-in beside the address: it is not central', async () => {
  server.tokenScript = (_call, response) => json(response, 404, {});
  expect(await check()).toEqual({ kind: 'not-central' });
});
