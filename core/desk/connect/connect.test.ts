/** The first run against a real central: connect, first administrator, recovery code; resumed at the same step after each end. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningCentral, startCentral } from '../../../central/start.ts';
import { makeDemoClinic } from '../demo/demo-client.ts';
import type { DeskConnection } from '../desk-connection.ts';
import type { DeskClient } from '../local-client.ts';
import { judgePolicy } from '../machine-policy/machine-policy.ts';
import { type Desk, openDesk } from '../open-desk.ts';
import { realClock, realTimers } from '../real-time.ts';

const key = randomBytes(32);
const password = 'krowa pije kawę';
let central: RunningCentral;
let given: DeskConnection;
let folder = '';
let desk: Desk | null = null;
let reopened = 0;

beforeAll(async () => {
  central = await startCentral({ admin: true });
});
afterAll(() => central.close());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'okienko-connect-'));
  reopened = 0;
  const response = await fetch(`${central.url}/admin/clinics`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Przychodnia Przy Rynku' }),
  });
  const { clients } = (await response.json()) as { clients: { clinic: string; clientId: string; jwk: { kty: string } }[] };
  const [first] = clients;
  if (!first) throw new Error('no client');
  given = { fhirUrl: central.fhirUrl, clinicId: first.clinic, clientId: first.clientId, privateJwk: first.jwk };
});
afterEach(async () => {
  await desk?.close();
  desk = null;
  rmSync(folder, { recursive: true, force: true });
});

/** The program, started anew on the same folder. */
async function start(policy: Record<string, unknown> = {}): Promise<DeskClient> {
  await desk?.close();
  desk = await openDesk({
    dataDir: folder,
    key,
    connection: null,
    policy: judgePolicy('test', policy),
    program: { reopen: () => void reopened++, training: null },
    clock: realClock,
    timers: realTimers,
    log: () => undefined,
  });
  return createRouterClient(desk.router, { context: { caller: 'screen' } });
}

const typed = (some: Partial<Parameters<DeskClient['connect']['save']>[0]> = {}) => ({
  address: central.url,
  clinicId: given.clinicId,
  clientId: given.clientId,
  keyText: JSON.stringify(given.privateJwk),
  ...some,
});

describe('the first run', () => {
  it('leads from connecting over the first administrator and the code to the import, and resumes where it stopped', async () => {
    let screen = await start();
    expect(await screen.session.get()).toMatchObject({ state: 'unconnected', firstRun: 'connect' });

    expect(await screen.connect.save(typed())).toEqual({
      ok: true,
      fhirUrl: central.fhirUrl,
      clinicName: 'Przychodnia Przy Rynku',
      clockMinutes: null,
    });
    expect(reopened).toBe(1);

    screen = await start();
    await expect.poll(async () => (await screen.session.get()).state, { timeout: 15_000 }).toBe('new-clinic');
    expect(await screen.session.get()).toMatchObject({ firstRun: 'administrator', clinicName: 'Przychodnia Przy Rynku' });

    const made = await screen.session.firstAdministrator({ login: 'ewa', name: 'Ewa Mazur', password });
    expect(await screen.session.get()).toMatchObject({ firstRun: 'code', recoveryCode: made.ok ? made.recoveryCode : '' });

    // The power goes before the code is on paper: whoever made the account sees it again, nobody else does.
    screen = await start();
    expect(await screen.session.get()).toMatchObject({ state: 'signed-out', firstRun: 'code', recoveryCode: null });
    await screen.session.signIn({ login: 'ewa', password });
    expect(await screen.session.get()).toMatchObject({ firstRun: 'code', recoveryCode: made.ok ? made.recoveryCode : '' });
    expect(await screen.session.codeIsWrittenDown()).toMatchObject({ firstRun: 'import', recoveryCode: null });

    screen = await start();
    await screen.session.signIn({ login: 'ewa', password });
    expect(await screen.session.get()).toMatchObject({ firstRun: 'import', recoveryCode: null });
    expect(await screen.session.endFirstRun()).toMatchObject({ firstRun: null });
    screen = await start();
    await screen.session.signIn({ login: 'ewa', password });
    expect(await screen.session.get()).toMatchObject({ state: 'open', firstRun: null });
  });

  it('keeps nothing of a connection that central does not take', async () => {
    const screen = await start();
    const refused = async (some: Parameters<typeof typed>[0]) => {
      const result = await screen.connect.save(typed(some));
      return result.ok ? 'ok' : result.trouble.kind;
    };
    expect(await refused({ keyText: 'nic' })).toBe('key-invalid');
    expect(await refused({ keyText: null })).toBe('key-invalid');
    expect(await refused({ clientId: 'nobody' })).toBe('desk-refused');
    expect(await refused({ clinicId: randomUUID() })).toBe('clinic-refused');
    expect(await refused({ address: 'http://cer.example' })).toBe('not-https');
    expect(await refused({ address: 'nasza przychodnia' })).toBe('address-invalid');
    expect(await refused({ address: `${central.url}/nothing` })).toBe('not-central');
    expect(await screen.connect.view()).toMatchObject({ current: null });
    expect(reopened).toBe(0);
  });

  it('a trial keeps nothing either', async () => {
    const screen = await start();
    expect(await screen.connect.test(typed())).toMatchObject({ ok: true });
    expect(await screen.connect.view()).toMatchObject({ current: null });
    expect(reopened).toBe(0);
  });

  it('what IT has fixed for the machine is shown and cannot be passed by', async () => {
    const screen = await start({ centralUrl: 'https://cer.example/fhir', clinicId: 'k-9' });
    expect(await screen.connect.view()).toEqual({
      fixed: { fhirUrl: 'https://cer.example/fhir', clinicId: 'k-9' },
      current: null,
    });
    expect(await screen.connect.save(typed())).toEqual({ ok: false, trouble: { kind: 'policy-address' } });
    expect(await screen.connect.save(typed({ address: 'cer.example' }))).toEqual({
      ok: false,
      trouble: { kind: 'policy-clinic' },
    });
  });
});

describe('a desk in use', () => {
  it('is connected otherwise by IT alone, never to another clinic, and keeps its key when none is given', async () => {
    let screen = await start();
    await screen.connect.save(typed());
    screen = await start();
    expect(await screen.connect.save(typed())).toEqual({ ok: false, trouble: { kind: 'not-permitted' } });
    await expect.poll(async () => (await screen.session.get()).state, { timeout: 15_000 }).toBe('new-clinic');
    await screen.session.firstAdministrator({ login: 'ewa', name: 'Ewa Mazur', password });
    const other = await makeDemoClinic(central.url, 'Inna');
    expect(
      await screen.connect.save(
        typed({ clinicId: other.clinicId, clientId: other.clientId, keyText: JSON.stringify(other.privateJwk) }),
      ),
    ).toEqual({ ok: false, trouble: { kind: 'other-clinic' } });
    expect(await screen.connect.test(typed({ keyText: null }))).toMatchObject({ ok: true });
    expect(JSON.stringify(await screen.connect.view())).not.toContain(String(given.privateJwk.d));
  });
});
