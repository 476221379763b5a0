import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningCentral, startCentral } from '../../../central/start.ts';
import type { DeskConnection } from '../desk-connection.ts';
import type { DeskClient } from '../local-client.ts';
import { type Desk, openDesk } from '../open-desk.ts';
import { realClock, realTimers } from '../real-time.ts';

const password = 'krowa pije kawę';
const timeout = 120_000;
let central: RunningCentral;
let connections: DeskConnection[];
const folders: string[] = [];
const desks: Desk[] = [];

beforeAll(async () => {
  central = await startCentral({ admin: true });
  connections = await clinicOfTwo();
}, timeout);
afterAll(async () => {
  for (const desk of desks) await desk.close();
  await central.close();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A clinic without accounts, and the connections of its two desks. */
async function clinicOfTwo(): Promise<DeskConnection[]> {
  const response = await fetch(`${central.url}/admin/clinics`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Przychodnia', accounts: false }),
  });
  const { clients } = (await response.json()) as { clients: { clinic: string; clientId: string; jwk: { kty: string } }[] };
  return clients.slice(0, 2).map(({ clinic, clientId, jwk }) => ({
    fhirUrl: `${central.url}/fhir`,
    tokenUrl: central.tokenUrl,
    clinicId: clinic,
    clinicName: 'Przychodnia',
    clientId,
    privateJwk: jwk,
  }));
}

async function open(connection: DeskConnection): Promise<DeskClient> {
  const dataDir = mkdtempSync(join(tmpdir(), 'okienko-clinic-key-'));
  folders.push(dataDir);
  const desk = await openDesk({
    dataDir,
    key: randomBytes(32),
    connection,
    clock: realClock,
    timers: realTimers,
    log: () => undefined,
  });
  desks.push(desk);
  return createRouterClient(desk.router, { context: { caller: 'screen' } });
}

const settled = (screen: DeskClient) =>
  expect
    .poll(async () => (await screen.desk.status()).queue, { timeout: 30_000 })
    .toEqual({ waiting: 0, sending: 0, unknown: 0, refused: 0 });
const keyState = async (screen: DeskClient) => (await screen.accounts.clinicKey()).state;

it('two desks change the clinic’s key at the same moment: the real central takes one, and both have it in the end', {
  timeout,
}, async () => {
  const [near, far] = (await Promise.all(connections.map(open))) as [DeskClient, DeskClient];
  await expect.poll(async () => (await near.session.get()).state, { timeout: 30_000 }).toBe('new-clinic');
  expect(await near.session.firstAdministrator({ login: 'ewa', name: 'Ewa Mazur', password })).toMatchObject({ ok: true });
  await near.session.codeIsWrittenDown();
  const account = { login: 'jan', name: 'Jan Lis', roles: ['it' as const, 'manager' as const], active: true };
  const jansPassword = 'zielony stół w kuchni';
  const saved = await near.accounts.save({
    intentId: randomUUID(),
    id: randomUUID(),
    ...account,
    password: jansPassword,
  });
  expect(saved).toMatchObject({ ok: true });
  await settled(near);
  await expect.poll(async () => (await far.session.get()).state, { timeout: 30_000 }).toBe('signed-out');
  // The administrator's account came first; Jan's may come a moment later.
  await expect
    .poll(() => far.session.signIn({ login: 'jan', password: jansPassword }), { timeout: 30_000, interval: 1_000 })
    .toEqual({ ok: true });
  const own = { password: jansPassword, newPassword: 'chleb ze smalcem' };
  expect(await far.session.changePassword(own)).toEqual({ ok: true });
  await settled(far);

  const asked = await Promise.all([
    near.accounts.rotateClinicKey({ password }),
    far.accounts.rotateClinicKey({ password: own.newPassword }),
  ]);
  expect(asked.some(({ ok }) => ok)).toBe(true);
  await expect
    .poll(async () => [await keyState(near), await keyState(far)].toSorted((a, b) => a.localeCompare(b)), { timeout: 30_000 })
    .toEqual(['behind', 'present']);
  for (const each of [near, far]) await settled(each);
  const codes = await Promise.all([near, far].map(async (screen) => (await screen.session.get()).recoveryCode));
  expect(codes.filter((code) => code !== null)).toHaveLength(1);

  expect(await near.session.signIn({ login: 'ewa', password })).toEqual({ ok: true });
  expect(await far.session.signIn({ login: 'jan', password: own.newPassword })).toEqual({ ok: true });
  expect([await keyState(near), await keyState(far)]).toEqual(['present', 'present']);
});
