import { randomUUID } from 'node:crypto';
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import published from '../../../resources/demo-clinic/accounts.json' with { type: 'json' };
import { type VirtualTime, virtualTime } from '../../../test/fakes/virtual-time.ts';
import { aPatient } from '../../domain/test-builders.ts';
import { deskImport } from '../desk-import.ts';
import type { DeskClient } from '../local-client.ts';
import { deskRouter } from '../router.ts';
import { type TestDesk, testAccess, testDesk, testSafety } from '../test-desk.ts';
import type { DeskAccess } from './desk-access.ts';

const password = 'krowa pije kawę';
const first = { login: 'ewa', name: 'Ewa Mazur', password };

let time: VirtualTime;
let desk: TestDesk;
let access: DeskAccess;
let screen: DeskClient;
beforeEach(() => {
  time = virtualTime(Date.parse('2026-11-23T09:00:00Z'));
  desk = testDesk();
  begin();
});
afterEach(() => {
  access.close();
  desk.remove();
});

/** A start of the program on the same data. */
function begin(): void {
  access = testAccess(desk, time.clock, time.timers);
  screen = createRouterClient(
    deskRouter(desk, deskImport(desk), access, () => access.session.actor(), testSafety(desk)),
    { context: { caller: 'screen' } },
  );
}

async function withAdministrator(): Promise<string> {
  const made = await screen.session.firstAdministrator(first);
  if (!made.ok) throw new Error('no administrator');
  return made.recoveryCode;
}

const colleague = { id: randomUUID(), login: 'jan', name: 'Jan Lis', roles: ['receptionist' as const], active: true };
const saving = (some: Partial<typeof colleague> & { password: string | null }) => ({
  intentId: randomUUID(),
  ...colleague,
  ...some,
});

describe('the first start of a clinic', () => {
  it('asks for the first administrator, who is signed in then and may do nothing twice', async () => {
    expect(await screen.session.get()).toMatchObject({ state: 'loading' });
    desk.fed();
    expect(await screen.session.get()).toMatchObject({ state: 'new-clinic', person: null, demo: null });
    expect(await withAdministrator()).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(await screen.session.get()).toMatchObject({ state: 'open', person: { name: 'Ewa Mazur', roles: ['manager', 'it'] } });
    expect(await screen.session.firstAdministrator(first)).toMatchObject({ refusals: [{ code: 'not-permitted' }] });
  });

  it('refuses a weak password and the published one of the demo', async () => {
    for (const weak of ['krótkie', published.password]) {
      expect(await screen.session.firstAdministrator({ ...first, password: weak })).toMatchObject({
        refusals: [{ code: 'password-weak' }],
      });
    }
  });

  it('nothing that central is sent tells the password or the clinic’s key', async () => {
    const code = await withAdministrator();
    const sent = JSON.stringify(desk.intents());
    const key = Buffer.from(access.book.clinicKey() ?? []).toString('base64url');
    for (const secret of [password, code, code.replaceAll('-', ''), key]) expect(sent).not.toContain(secret);
  });
});

describe('signing in', () => {
  beforeEach(withAdministrator);

  it('I7: what a person does bears the person’s name', async () => {
    const patient = aPatient();
    desk.fed({ entity: 'patient', key: patient.id, row: patient });
    const { version, ...input } = { ...patient, familyName: 'Zmieniona' };
    const intentId = randomUUID();
    expect(await screen.patients.change({ intentId, patient: input, seenVersion: version })).toMatchObject({ ok: true });
    expect(desk.entry(intentId).intent.author).toBe('Ewa Mazur');
  });

  it('works by login in any case, and wrong logins and passwords get the same answer', async () => {
    await screen.session.signOut();
    expect(await screen.session.signIn({ login: ' EWA ', password })).toEqual({ ok: true });
    for (const wrong of [
      { login: 'ewa', password: 'krowa pije herbatę' },
      { login: 'nikt', password },
    ]) {
      expect(await screen.session.signIn(wrong)).toEqual({ ok: false, refusals: [{ code: 'wrong-password' }] });
    }
  });

  it('is slowed down after five mistakes, also by a new start of the program', async () => {
    await screen.session.signOut();
    for (let n = 0; n < 5; n++) await screen.session.signIn({ login: 'ewa', password: 'nie to hasło' });
    access.close();
    begin();
    expect(await screen.session.signIn({ login: 'ewa', password })).toEqual({
      ok: false,
      refusals: [{ code: 'wait', facts: { seconds: 30 } }],
    });
    await time.advance(30_000);
    expect(await screen.session.signIn({ login: 'ewa', password })).toEqual({ ok: true });
  });

  it('signed out and locked, nothing of patients is answered', async () => {
    await screen.session.lock();
    await expect(screen.patients.search({ text: 'ko', limit: 5 })).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    expect(await screen.session.get()).toMatchObject({ state: 'locked', person: { name: 'Ewa Mazur' } });
    await screen.session.signOut();
    expect(await screen.session.get()).toMatchObject({ state: 'signed-out', person: null, people: [{ login: 'ewa' }] });
  });
});

describe('the idle lock', () => {
  beforeEach(withAdministrator);

  it('comes after the set minutes, and being there puts it off', async () => {
    await screen.accounts.setLockTime({ minutes: 2 });
    await time.advance(119_000);
    await screen.session.touch();
    await time.advance(119_000);
    expect(await screen.session.get()).toMatchObject({ state: 'open', lockMinutes: 2 });
    await time.advance(1_000);
    expect(await screen.session.get()).toMatchObject({ state: 'locked' });
  });

  it('a crash does not sign anybody out, a proper end does', async () => {
    begin();
    expect(await screen.session.get()).toMatchObject({ state: 'open', person: { name: 'Ewa Mazur' } });
    access.close();
    begin();
    expect(await screen.session.get()).toMatchObject({ state: 'signed-out' });
  });

  it('a crash longer ago than the idle time does', async () => {
    await time.advance(9 * 60_000);
    await screen.session.touch();
    const old = access;
    await time.advance(11 * 60_000);
    old.close();
    begin();
    expect(await screen.session.get()).toMatchObject({ state: 'signed-out' });
  });
});

describe('a PIN', () => {
  beforeEach(withAdministrator);
  const setPin = (pin: string | null) => screen.session.setPin({ password, pin });
  const accountId = () => access.book.byLogin('ewa')?.id ?? '';

  it('brings a person back quickly', async () => {
    expect(await setPin('2580')).toEqual({ ok: true });
    await screen.session.lock();
    expect(await screen.session.unlock({ accountId: accountId(), pin: '2580' })).toEqual({ ok: true });
    expect(await screen.session.get()).toMatchObject({ state: 'open', person: { hasPin: true } });
  });

  it('is not set without the password, and not a silly one', async () => {
    expect(await screen.session.setPin({ password: 'nie to hasło', pin: '2580' })).toMatchObject({ ok: false });
    expect(await setPin('1234')).toMatchObject({ refusals: [{ code: 'pin-weak' }] });
  });

  it('after three mistakes the password is needed, also after a restart and after days; the password makes up for them', async () => {
    await setPin('2580');
    await screen.session.lock();
    const codes: unknown[] = [];
    for (const pin of ['0000', '1111', '2222', '2580']) {
      const answer = await screen.session.unlock({ accountId: accountId(), pin });
      codes.push(answer.ok ? 'ok' : answer.refusals[0]?.code);
    }
    expect(codes).toEqual(['wrong-pin', 'wrong-pin', 'pin-blocked', 'pin-blocked']);
    access.close();
    await time.advance(7 * 86_400_000);
    begin();
    expect(await screen.session.unlock({ accountId: accountId(), pin: '2580' })).toMatchObject({ ok: false });
    await screen.session.signIn({ login: 'ewa', password });
    await screen.session.lock();
    expect(await screen.session.unlock({ accountId: accountId(), pin: '2580' })).toEqual({ ok: true });
  });

  it('ends with the password that it was set by', async () => {
    await setPin('2580');
    expect(await screen.session.changePassword({ password, newPassword: 'zielony stół w kuchni' })).toEqual({ ok: true });
    await screen.session.lock();
    expect(await screen.session.unlock({ accountId: accountId(), pin: '2580' })).toMatchObject({
      refusals: [{ code: 'pin-blocked' }],
    });
  });
});

describe('accounts', () => {
  beforeEach(withAdministrator);

  it('a new one is usable at once, must change its first password, and may do what its role allows', async () => {
    expect(await screen.accounts.save(saving({ password: 'pierwszy klucz do okna' }))).toMatchObject({ ok: true });
    expect(await screen.session.signIn({ login: 'jan', password: 'pierwszy klucz do okna' })).toEqual({ ok: true });
    expect(await screen.session.get()).toMatchObject({ person: { name: 'Jan Lis', mustChangePassword: true } });
    await expect(screen.tasks.list({ state: 'open', limit: 5 })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const own = { password: 'pierwszy klucz do okna', newPassword: 'zielony stół w kuchni' };
    expect(await screen.session.changePassword(own)).toEqual({ ok: true });
    expect(await screen.tasks.list({ state: 'open', limit: 5 })).toEqual([]);
    expect(await screen.accounts.save(saving({ password: null }))).toMatchObject({ refusals: [{ code: 'not-permitted' }] });
    await expect(screen.accounts.list()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('who is dismissed is out at once and cannot come back', async () => {
    await screen.accounts.save(saving({ password: 'pierwszy klucz do okna' }));
    await screen.session.signIn({ login: 'jan', password: 'pierwszy klucz do okna' });
    const dismissed = { ...(access.book.byLogin('jan') as object), active: false };
    const { signedAccount } = await import('./account-record.ts');
    const record = signedAccount(access.book.clinicKey() as Uint8Array, dismissed as never);
    desk.fed({
      entity: 'setting',
      key: `account-${record.id}`,
      row: { name: `account-${record.id}`, value: record, version: 99 },
    });
    const [intent] = desk.intents().filter(({ act }) => act.kind === 'save-setting' && act.name === `account-${record.id}`);
    desk.answer(intent?.id ?? '', {
      kind: 'applied',
      position: { epoch: 'epoch-1', event: 1 },
      versions: {},
      aliases: {},
    });
    expect(await screen.session.get()).toMatchObject({ state: 'signed-out' });
    expect(await screen.session.signIn({ login: 'jan', password: 'pierwszy klucz do okna' })).toMatchObject({ ok: false });
  });

  it('the last person who manages accounts cannot be dismissed, nobody changes the own roles, no login twice', async () => {
    const me = access.book.byLogin('ewa');
    const own = { intentId: randomUUID(), id: me?.id ?? '', login: 'ewa', name: 'Ewa Mazur', password: null };
    expect(await screen.accounts.save({ ...own, roles: ['receptionist'], active: true })).toMatchObject({
      refusals: [{ code: 'own-account' }, { code: 'last-administrator' }],
    });
    expect(await screen.accounts.save(saving({ login: 'Ewa', password: 'pierwszy klucz do okna' }))).toMatchObject({
      refusals: [{ code: 'login-taken' }],
    });
  });

  it('an account that central made up, or a role that it raised, does not count', async () => {
    await screen.accounts.save(saving({ password: 'pierwszy klucz do okna' }));
    const raised = { ...access.book.byLogin('jan'), roles: ['manager', 'it'], id: randomUUID(), login: 'zly' };
    const name = `account-${raised.id}`;
    desk.fed({ entity: 'setting', key: name, row: { name, value: raised, version: 1 } });
    expect(await screen.session.signIn({ login: 'zly', password: 'pierwszy klucz do okna' })).toMatchObject({ ok: false });
    await screen.session.signIn({ login: 'ewa', password });
    expect((await screen.accounts.list()).find(({ login }) => login === 'zly')).toMatchObject({ foreign: true });
  });

  it('work at another desk of the clinic as soon as the feed has brought them, and offline', async () => {
    await screen.accounts.save(saving({ password: 'pierwszy klucz do okna' }));
    const other = testDesk();
    for (const { act } of desk.intents()) {
      if (act.kind !== 'save-setting') continue;
      other.fed({ entity: 'setting', key: act.name, row: { name: act.name, value: act.value, version: 1 } });
    }
    other.setConnection('offline');
    const there = testAccess(other);
    const router = deskRouter(other, deskImport(other), there, () => there.session.actor(), testSafety(other));
    const client: DeskClient = createRouterClient(router, { context: { caller: 'screen' } });
    expect(await client.session.get()).toMatchObject({ state: 'signed-out' });
    expect(await client.session.signIn({ login: 'jan', password: 'pierwszy klucz do okna' })).toEqual({ ok: true });
    there.close();
    other.remove();
  });

  it('an act repeated by its id is the same act', async () => {
    const act = saving({ password: 'pierwszy klucz do okna' });
    expect(await screen.accounts.save(act)).toEqual(await screen.accounts.save(act));
    expect(desk.intents().filter(({ id }) => id === act.intentId)).toHaveLength(1);
  });
});

describe('the recovery code', () => {
  it('gives an account a new password, however it is written, and slows down guesses', async () => {
    const code = await withAdministrator();
    await screen.session.signOut();
    const renewed = { login: 'ewa', password: 'zielony stół w kuchni' };
    expect(await screen.session.recover({ ...renewed, code: 'AAAA-BBBB-CCCC-DDDD-EEEE-FFFF' })).toMatchObject({
      refusals: [{ code: 'wrong-code' }],
    });
    expect(await screen.session.recover({ ...renewed, code: ` ${code.toLowerCase().replaceAll('-', ' ')} ` })).toEqual({
      ok: true,
    });
    await screen.session.signOut();
    expect(await screen.session.signIn({ login: 'ewa', password })).toMatchObject({ ok: false });
    expect(await screen.session.signIn(renewed)).toEqual({ ok: true });
  });
});

it('a recovery code of dashes alone is a wrong one', async () => {
  await withAdministrator();
  expect(await screen.session.recover({ code: '- -', login: 'ewa', password: 'zielony stół w kuchni' })).toMatchObject({
    refusals: [{ code: 'wrong-code' }],
  });
});

describe('a demo clinic', () => {
  it('signs its first person in by itself, once, and says its password; no other clinic does', async () => {
    for (const account of published.accounts) {
      const name = `account-${account.id}`;
      desk.fed({ entity: 'setting', key: name, row: { name, value: account, version: 1 } });
    }
    access.close();
    begin();
    await access.signInAtDemo();
    expect(await screen.session.get()).toMatchObject({
      state: 'open',
      person: { name: 'Anna Nowak', roles: ['receptionist', 'manager', 'it'] },
      demo: { password: published.password },
    });
    await screen.session.signOut();
    await access.signInAtDemo();
    expect(await screen.session.get()).toMatchObject({ state: 'signed-out' });
    expect(await screen.session.signIn({ login: 'piotr', password: published.password })).toEqual({ ok: true });
  });
});
