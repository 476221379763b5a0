import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createRouterClient } from '@orpc/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningCentral, startCentral } from '../central/start.ts';
import { dataKeyFromFile } from '../core/desk/data-key.ts';
import type { DeskConnection } from '../core/desk/desk-connection.ts';
import { type Desk, openDesk } from '../core/desk/open-desk.ts';
import { realClock, realTimers } from '../core/desk/real-time.ts';

const password = 'krowa pije kawę';
let central: RunningCentral;
let dataDir: string;
let desk: Desk | null = null;
beforeAll(async () => {
  central = await startCentral({ admin: true });
  dataDir = mkdtempSync(join(tmpdir(), 'okienko-rotate-clinic-'));
}, 120_000);
afterAll(async () => {
  await desk?.close();
  await central.close();
  rmSync(dataDir, { recursive: true });
});

async function open(connection: DeskConnection | null) {
  const { key } = dataKeyFromFile(dataDir);
  desk = await openDesk({ dataDir, key, connection, clock: realClock, timers: realTimers, log: () => undefined });
  return createRouterClient(desk.router, { context: { caller: 'screen' } });
}

/** The developer's command line on this folder. */
async function okienko(...args: string[]): Promise<{ code: number; line: Record<string, unknown> }> {
  const command = [join(import.meta.dirname, 'okienko.ts'), ...args, '--json', '--data', dataDir];
  const { stdout, code } = await promisify(execFile)(process.execPath, command).then(
    (ended) => ({ ...ended, code: 0 }),
    (failed: { stdout: string; code: number }) => failed,
  );
  return { code, line: JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, unknown> };
}

async function emptyClinic(): Promise<DeskConnection> {
  const response = await fetch(`${central.url}/admin/clinics`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Przychodnia', accounts: false }),
  });
  const { clients } = (await response.json()) as { clients: { clinic: string; clientId: string; jwk: { kty: string } }[] };
  const [made] = clients;
  if (!made) throw new Error('no clinic');
  const { clinic: clinicId, clientId, jwk: privateJwk } = made;
  return { fhirUrl: `${central.url}/fhir`, clinicId, clinicName: 'Przychodnia', clientId, privateJwk };
}

it('on a folder at rest and on a running program: prints the new code once, which opens the accounts; the one before does not', {
  timeout: 120_000,
}, async () => {
  const screen = await open(await emptyClinic());
  await expect.poll(async () => (await screen.session.get()).state, { timeout: 30_000 }).toBe('new-clinic');
  const made = await screen.session.firstAdministrator({ login: 'ewa', name: 'Ewa Mazur', password });
  if (!made.ok) throw new Error('no administrator');
  await screen.session.codeIsWrittenDown();
  await expect.poll(async () => (await screen.desk.status()).queue.waiting, { timeout: 30_000 }).toBe(0);
  await desk?.close();
  desk = null;

  const atRest = await okienko('keys', 'rotate-clinic');
  expect(atRest).toMatchObject({ code: 0, line: { ok: true, withoutKey: 0, recoveryCode: expect.any(String) } });
  const running = await open(null);
  // Nobody at the screen is shown a code that the command line has printed.
  expect(await running.session.signIn({ login: 'ewa', password })).toEqual({ ok: true });
  expect(await running.session.get()).toMatchObject({ state: 'open', recoveryCode: null });
  const second = await okienko('keys', 'rotate-clinic');
  expect(second).toMatchObject({ code: 0, line: { ok: true } });
  expect(second.line.recoveryCode).not.toBe(atRest.line.recoveryCode);

  await running.session.signOut();
  const recovered = { login: 'ewa', password: 'siedem szarych myszy' };
  for (const code of [made.recoveryCode, atRest.line.recoveryCode]) {
    expect(await running.session.recover({ ...recovered, code: String(code) })).toMatchObject({
      refusals: [{ code: 'wrong-code' }],
    });
  }
  expect(await running.session.recover({ ...recovered, code: String(second.line.recoveryCode) })).toEqual({ ok: true });
});
