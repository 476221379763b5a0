import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Desk, openDesk } from '../open-desk.ts';
import { realClock, realTimers } from '../real-time.ts';
import type { MachinePolicy } from './machine-policy.ts';
import { sameAddress } from './same-address.ts';

let central: Server;
let asked = 0;
let fhirUrl = '';
const clinicId = randomUUID();
const privateJwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }) as JWK;
const dataDir = mkdtempSync(join(tmpdir(), 'okienko-policy-'));
const open: Desk[] = [];

beforeEach(async () => {
  asked = 0;
  central = createServer((_request, response) => {
    asked += 1;
    response.writeHead(503).end();
  });
  await new Promise<void>((resolve) => central.listen(0, '127.0.0.1', resolve));
  fhirUrl = `http://127.0.0.1:${(central.address() as AddressInfo).port}/fhir`;
});
afterEach(async () => {
  for (const desk of open.splice(0)) await desk.close();
  central.closeAllConnections();
  central.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function openUnder(values: MachinePolicy): Promise<Desk> {
  const desk = await openDesk({
    dataDir,
    key: randomBytes(32),
    connection: { fhirUrl, clinicId, clientId: 'desk-1', privateJwk },
    policy: { source: '/etc/okienko/policy.json', values, problems: [] },
    clock: realClock,
    timers: realTimers,
    log: () => undefined,
  });
  open.push(desk);
  return desk;
}

describe('the policy of the machine in force', () => {
  it('another clinic’s data are not opened', async () => {
    await expect(openUnder({ clinicId: randomUUID() })).rejects.toMatchObject({ code: 'policy-clinic' });
    expect(asked).toBe(0);
  });

  it('another central is not spoken to: the desk opens and says why it stays offline', async () => {
    const desk = await openUnder({ centralUrl: 'https://cer.example/fhir', clinicId });
    const status = await desk.client.desk.syncNow();
    expect(status).toMatchObject({ connection: 'offline', trouble: { kind: 'other-central' } });
    expect(asked).toBe(0);
    const health = await desk.client.health.view();
    expect(health.lines[0]).toMatchObject({ name: 'connection', level: 'wrong', what: 'other-central' });
    expect(health.policy.problems).toEqual([{ name: 'centralUrl', problem: 'not-used' }]);
  });

  it('the lock time of the machine stands above the clinic’s', async () => {
    const desk = await openUnder({ lockMinutes: 3 });
    expect(await desk.client.session.get()).toMatchObject({ lockMinutes: 3 });
    await desk.client.accounts.setLockTime({ minutes: 30 });
    expect(await desk.client.session.get()).toMatchObject({ lockMinutes: 3 });
  });

  it.each([
    ['https://cer.example/fhir', 'https://CER.example:443/fhir/', true],
    ['https://cer.example/fhir', 'https://cer.example/fhir2', false],
    ['https://cer.example/fhir', 'http://cer.example/fhir', false],
    ['https://cer.example/fhir', 'https://cer.example:8443/fhir', false],
  ])('%s and %s are the same central: %s', (one, other, same) => expect(sameAddress(one, other)).toBe(same));
});
