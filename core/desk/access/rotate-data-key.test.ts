import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readKeySlots, writeKeySlots } from '../../store/key-file.ts';
import { journalFile } from '../../store/recover-journal.ts';
import { opensWith } from '../../store/rekey.ts';
import { completeRotation } from '../../store/rotate-keys.ts';
import { readRotation } from '../../store/rotation-file.ts';
import { dataKeyFromFile } from '../data-key.ts';
import { type Desk, openDesk } from '../open-desk.ts';
import { realClock, realTimers } from '../real-time.ts';
import { openClinicSlot } from './clinic-slot.ts';
import { readRecoveryCode } from './recovery.ts';

const password = 'krowa pije kawę';
let dataDir: string;
let desk: Desk | null;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'okienko-rotate-'));
  desk = null;
});
afterEach(async () => {
  await desk?.close();
  rmSync(dataDir, { recursive: true });
});

async function open(key: Uint8Array, some: Partial<Parameters<typeof openDesk>[0]> = {}): Promise<Desk> {
  const own = { dataDir, key, connection: null, clock: realClock, timers: realTimers, log: () => undefined };
  desk = await openDesk({ ...own, ...some });
  return desk;
}

/** The screen of the desk: a person who must sign in. */
const screenOf = ({ router }: Desk) => createRouterClient(router, { context: { caller: 'screen' } });
const commandLineOf = ({ router }: Desk) => createRouterClient(router, { context: { caller: 'command-line' } });

it('by password on the screen: core restarts, the slots lead to the new key, the old one opens nothing', {
  timeout: 30_000,
}, async () => {
  const key = new Uint8Array(32).fill(3);
  writeKeySlots(dataDir, [{ kind: 'system-user', backend: 'dpapi', wrapped: 'c3lzdGVt' }]);
  let restarts = 0;
  const first = await open(key, { restart: () => restarts++ });
  const screen = screenOf(first);
  const made = await screen.session.firstAdministrator({ login: 'ewa', name: 'Ewa Mazur', password });
  if (!made.ok) throw new Error('no administrator');
  expect(await screen.accounts.rotateKeys({ password: 'nie to hasło' })).toMatchObject({ ok: false });
  expect(await screen.accounts.rotateKeys({ password: null })).toMatchObject({ ok: false });
  expect(readRotation(dataDir, key)).toBeNull();
  expect(await screen.accounts.rotateKeys({ password })).toEqual({ ok: true });
  await expect.poll(() => restarts).toBe(1);
  await first.close();

  const rotation = completeRotation(dataDir, key);
  if (rotation?.kind !== 'rotated') throw new Error('not rotated');
  // Until the desk is open, the clinic's slot still leads to the old key, and that to the new one.
  expect(readRotation(dataDir, key)?.to).toEqual(rotation.key);
  const second = await open(rotation.key, { rotation });
  expect(readRotation(dataDir, key)).toBeNull();
  const byCode = await openClinicSlot(dataDir, { code: readRecoveryCode(made.recoveryCode) });
  expect(Buffer.from(byCode ?? []).equals(rotation.key)).toBe(true);
  expect(readKeySlots(dataDir)?.map(({ kind }) => kind)).toEqual(['system-user', 'clinic']);
  // Everybody signs in again.
  expect(await screenOf(second).session.get()).toMatchObject({ state: 'signed-out' });
  const health = await commandLineOf(second).health.view();
  expect(health.lines.find(({ name }) => name === 'keys')).toMatchObject({ level: 'ok', what: 'fine' });
  const log = await second.client.audit.export({ format: 'jsonl' });
  const acts = log.text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { what: string; author: string });
  expect(acts).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ what: 'rotate-keys', author: 'Ewa Mazur' }),
      expect.objectContaining({ what: 'keys-rotated', author: 'okienko' }),
    ]),
  );
  await second.close();
  expect(opensWith(journalFile(dataDir), key)).toBe(false);
});

it('by the command line of this computer, on a folder whose key is a file', { timeout: 30_000 }, async () => {
  const before = dataKeyFromFile(dataDir);
  expect(before.rotation).toBeNull();
  expect(await commandLineOf(await open(before.key)).accounts.rotateKeys({ password: null })).toEqual({ ok: true });
  expect((await commandLineOf(desk as Desk).health.view()).lines).toEqual(
    expect.arrayContaining([expect.objectContaining({ name: 'keys', what: 'waiting' })]),
  );
  await desk?.close();
  const { key, rotation } = dataKeyFromFile(dataDir);
  expect(rotation).toMatchObject({ kind: 'rotated' });
  expect(Buffer.from(key).equals(before.key)).toBe(false);
  expect(dataKeyFromFile(dataDir)).toMatchObject({ key, rotation: null });
  await open(key, { rotation });
});
