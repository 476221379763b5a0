import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { destroyKeys, keyFile, readKeySlots, writeKeySlots } from '../../store/key-file.ts';
import { openStore } from '../../store/open-store.ts';
import { realClock, realTimers } from '../real-time.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import type { Access } from './access.ts';
import { openClinicSlot } from './clinic-slot.ts';
import { type DeskAccess, deskAccess } from './desk-access.ts';
import { destroyDesk } from './destroy-desk.ts';
import { makeFirstAdministrator, readRecoveryCode } from './recovery.ts';
import { sealedDesk } from './sealed-desk.ts';
import { changePassword } from './sign-in.ts';

const password = 'krowa pije kawę';
const dataKey = new Uint8Array(32).fill(9);
let folder: string;
let desk: TestDesk;
let access: DeskAccess;
let code: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'okienko-slots-'));
  writeKeySlots(folder, [{ kind: 'system-user', backend: 'dpapi', wrapped: 'c3lzdGVt' }]);
  desk = testDesk();
  access = deskAccess(desk, {
    clock: realClock,
    timers: realTimers,
    cost: { memoryKiB: 64, passes: 1 },
    keyOf: { folder, dataKey },
  });
  const made = await makeFirstAdministrator(access as Access, { login: 'ewa', name: 'Ewa Mazur', password });
  if (!made.ok) throw new Error('no administrator');
  code = readRecoveryCode(made.recoveryCode);
});
afterEach(() => {
  access.close();
  desk.remove();
  rmSync(folder, { recursive: true });
});

const hex = (key: Uint8Array | null) => key && Buffer.from(key).toString('hex');

describe('the clinic’s slot of the data key', () => {
  it('is opened by a password of the clinic or by the recovery code, beside the system’s slot', async () => {
    expect(hex(await openClinicSlot(folder, { login: 'EWA ', password }))).toBe(hex(dataKey));
    expect(hex(await openClinicSlot(folder, { code }))).toBe(hex(dataKey));
    expect(readKeySlots(folder)?.map(({ kind }) => kind)).toEqual(['system-user', 'clinic']);
  });

  it('is opened by nothing else', async () => {
    expect(await openClinicSlot(folder, { login: 'ewa', password: 'krowa pije herbatę' })).toBeNull();
    expect(await openClinicSlot(folder, { login: 'jan', password })).toBeNull();
    expect(await openClinicSlot(folder, { code: 'A'.repeat(24) })).toBeNull();
  });

  it('follows a changed password', async () => {
    await changePassword(access as Access, { password, newPassword: 'zielony stół w kuchni' });
    expect(await openClinicSlot(folder, { login: 'ewa', password })).toBeNull();
    expect(hex(await openClinicSlot(folder, { login: 'ewa', password: 'zielony stół w kuchni' }))).toBe(hex(dataKey));
  });

  it('names nobody and holds no secret', () => {
    const text = readFileSync(keyFile(folder), 'utf8');
    for (const secret of ['ewa', 'Mazur', password, code, Buffer.from(dataKey).toString('base64url')]) {
      expect(text).not.toContain(secret);
    }
  });
});

describe('a desk whose data are sealed', () => {
  it('knows nobody, opens by password without answering, and is slowed down after mistakes', async () => {
    const opened: (string | null)[] = [];
    let now = 0;
    const sealed = sealedDesk(
      folder,
      () => now,
      (key) => opened.push(hex(key)),
    );
    const client = createRouterClient(sealed, { context: { caller: 'screen' } });
    expect(await client.session.get()).toMatchObject({ state: 'sealed', people: [] });
    for (let n = 0; n < 5; n++) {
      expect(await client.session.signIn({ login: 'ewa', password: 'nie to' })).toMatchObject({
        refusals: [{ code: 'wrong-password' }],
      });
    }
    expect(await client.session.signIn({ login: 'ewa', password })).toMatchObject({ refusals: [{ code: 'wait' }] });
    now = 31_000;
    void client.session.signIn({ login: 'ewa', password });
    await expect.poll(() => opened).toEqual([hex(dataKey)]);
  });
});

describe('a destroyed desk', () => {
  it('asks for the password of whoever destroys it', async () => {
    expect(await destroyDesk(access, { password: 'nie to' })).toMatchObject({ ok: false });
    expect(existsSync(keyFile(folder))).toBe(true);
    expect(await destroyDesk(access, { password })).toEqual({ ok: true });
    expect(existsSync(keyFile(folder))).toBe(false);
  });

  it('leaves nothing that opens the data: neither slots nor key file, and the databases are noise', async () => {
    const data = mkdtempSync(join(tmpdir(), 'okienko-gone-'));
    writeKeySlots(data, readKeySlots(folder) ?? []);
    writeFileSync(join(data, 'data.key'), '00');
    openStore({ dataDir: data, key: dataKey }).close();
    destroyKeys(data);
    expect([existsSync(keyFile(data)), existsSync(join(data, 'data.key'))]).toEqual([false, false]);
    expect(await openClinicSlot(data, { login: 'ewa', password })).toBeNull();
    expect(readFileSync(join(data, 'journal.db')).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
    expect(() => openStore({ dataDir: data, key: new Uint8Array(32) })).toThrow();
    rmSync(data, { recursive: true });
  });
});
