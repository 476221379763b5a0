import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ringName } from '../../domain/key-settings.ts';
import { unsealWithKey } from '../../store/seal-with-key.ts';
import type { AccountRecord } from './account-record.ts';
import { signedAccount } from './account-record.ts';
import { type ClinicRing, formerKeysOf, isRingOf, keyIdOf, makeRing } from './clinic-ring.ts';
import { openClinicSlot } from './clinic-slot.ts';
import { openAsPerson, openOwnKeys } from './person-key.ts';
import { readRecoveryCode } from './recovery.ts';
import { unsealWithSecret } from './seal.ts';
import { type ClinicDesk, testClinic } from './test-clinic.ts';

const ewa = { login: 'ewa', name: 'Ewa Mazur', password: 'krowa pije kawę' };
const jan = { login: 'jan', name: 'Jan Lis', password: 'zielony stół w kuchni' };
const ola = { login: 'ola', name: 'Ola Sowa', password: 'trzy okna na wschód' };

let clinic: ReturnType<typeof testClinic>;
let first: ClinicDesk;
let second: ClinicDesk;
let firstCode: string;
beforeEach(async () => {
  clinic = testClinic();
  first = clinic.add('first');
  clinic.sync();
  const made = await first.screen.session.firstAdministrator(ewa);
  if (!made.ok) throw new Error('no administrator');
  firstCode = made.recoveryCode;
  await first.screen.session.codeIsWrittenDown();
  await first.screen.session.endFirstRun();
  for (const person of [jan, ola]) await hire(first, person);
  second = clinic.add('second');
  clinic.sync();
});
afterEach(() => clinic.remove());

async function hire(at: ClinicDesk, { login, name, password }: typeof jan, roles = ['receptionist'] as const): Promise<void> {
  const account = { intentId: randomUUID(), id: randomUUID(), login, name, roles: [...roles], active: true, password };
  expect(await at.screen.accounts.save(account)).toMatchObject({ ok: true });
}

async function dismiss(at: ClinicDesk, login: string): Promise<void> {
  const account = at.access.book.byLogin(login) as AccountRecord;
  const { id, name, roles } = account;
  const wanted = { intentId: randomUUID(), id, login, name, roles, active: false, password: null };
  expect(await at.screen.accounts.save(wanted)).toMatchObject({ ok: true });
}

const signIn = ({ screen }: ClinicDesk, { login, password }: typeof jan) => screen.session.signIn({ login, password });
const keyOf = (at: ClinicDesk) => at.access.book.clinicKey() as Uint8Array;
const ring = () => clinic.settings.get(ringName)?.value as ClinicRing;
const states = async (at: ClinicDesk) => (await at.screen.session.get()).state;

async function rotate(at = first): Promise<void> {
  expect(await at.screen.accounts.rotateClinicKey({ password: ewa.password })).toEqual({ ok: true });
}

describe('a new key of the clinic', () => {
  it('is taken when central has the ring: everybody’s password opens it here, and a new code is shown to whoever asked', async () => {
    const before = keyOf(first);
    await rotate();
    expect((await first.screen.accounts.clinicKey()).state).toBe('changing');
    expect(Buffer.from(keyOf(first)).equals(before)).toBe(true);
    clinic.sync(first);
    expect(keyIdOf(keyOf(first))).toBe(ring().keyId);
    expect(await first.screen.session.get()).toMatchObject({ state: 'open', firstRun: null });
    const { recoveryCode } = await first.screen.session.get();
    expect(recoveryCode).not.toBe(firstCode);
    await first.screen.session.codeIsWrittenDown();
    expect(await first.screen.accounts.clinicKey()).toMatchObject({ state: 'present', at: expect.any(String), withoutKey: [] });
    for (const person of [jan, ola, ewa]) expect(await signIn(first, person)).toEqual({ ok: true });
    await first.screen.session.signOut();
    expect(await first.screen.session.recover({ ...ewa, password: 'siedem szarych myszy', code: firstCode })).toMatchObject({
      refusals: [{ code: 'wrong-code' }],
    });
    expect(await first.screen.session.recover({ ...ewa, password: 'siedem szarych myszy', code: recoveryCode ?? '' })).toEqual({
      ok: true,
    });
  });

  it('wants the password of IT who asks, an answering central, and accounts that have arrived there', async () => {
    expect(await first.screen.accounts.rotateClinicKey({ password: 'nie to hasło' })).toMatchObject({
      refusals: [{ code: 'wrong-password' }],
    });
    first.desk.setConnection('offline');
    expect(await first.screen.accounts.rotateClinicKey({ password: ewa.password })).toMatchObject({
      refusals: [{ code: 'central-needed' }],
    });
    first.desk.setConnection('online');
    await hire(first, { ...jan, login: 'nowa', name: 'Nowa Osoba' });
    expect(await first.screen.accounts.rotateClinicKey({ password: ewa.password })).toMatchObject({
      refusals: [{ code: 'accounts-unsent' }],
    });
    expect(ring()).toBeUndefined();
  });

  it('nothing that central is sent tells the key or the code', async () => {
    await rotate();
    clinic.sync(first);
    const { recoveryCode } = await first.screen.session.get();
    const sent = JSON.stringify([...clinic.settings.values()]);
    const secrets = [keyOf(first), ...formerKeysOf(keyOf(first), ring())].map((key) => Buffer.from(key).toString('base64url'));
    for (const secret of [...secrets, recoveryCode ?? '-', readRecoveryCode(recoveryCode ?? '-'), ewa.password]) {
      expect(sent).not.toContain(secret);
    }
  });

  it('accounts wait until it is there; afterwards they are made with it', async () => {
    await rotate();
    const account = { intentId: randomUUID(), id: randomUUID(), login: 'nowa', name: 'Nowa Osoba', active: true };
    const wanted = { ...account, roles: ['receptionist' as const], password: 'dziewięć chmur' };
    expect(await first.screen.accounts.save(wanted)).toMatchObject({ refusals: [{ code: 'clinic-key-changing' }] });
    clinic.sync(first);
    await first.screen.session.codeIsWrittenDown();
    expect(await first.screen.accounts.save(wanted)).toMatchObject({ ok: true });
    expect(await signIn(first, { ...jan, login: 'nowa', password: 'dziewięć chmur' })).toEqual({ ok: true });
  });

  it('opens the folder: the slot leads to the data key by the same passwords and the new code, by the old key no more', async () => {
    const before = keyOf(first);
    await rotate();
    clinic.sync(first);
    const code = (await first.screen.session.get()).recoveryCode ?? '';
    for (const by of [jan, ewa, { code: readRecoveryCode(code) }]) {
      expect(await openClinicSlot(first.folder, by)).toEqual(Buffer.from(first.dataKey));
    }
    expect(await openClinicSlot(first.folder, { code: readRecoveryCode(firstCode) })).toBeNull();
    const { readKeySlots } = await import('../../store/key-file.ts');
    const { derivedKey } = await import('../../store/seal-with-key.ts');
    const slot = readKeySlots(first.folder)?.find(({ kind }) => kind === 'clinic');
    expect(unsealWithKey(derivedKey(before, 'okienko data key'), slot?.wrapped ?? '')).toBeNull();
    expect(unsealWithKey(derivedKey(keyOf(first), 'okienko data key'), slot?.wrapped ?? '')).not.toBeNull();
  });
});

describe('another desk', () => {
  it('goes on with who works there, wants a password the next time, and has the new key then', async () => {
    await signIn(second, jan);
    await second.screen.session.changePassword({ password: jan.password, newPassword: 'chleb ze smalcem' });
    await second.screen.session.setPin({ password: 'chleb ze smalcem', pin: '2580' });
    clinic.sync();
    const janNow = { ...jan, password: 'chleb ze smalcem' };
    await rotate();
    clinic.sync();
    expect(second.access.book.isBehind()).toBe(true);
    expect(await states(second)).toBe('open');
    await second.screen.session.lock();
    const accountId = second.access.book.byLogin('jan')?.id ?? '';
    expect(await second.screen.session.unlock({ accountId, pin: '2580' })).toMatchObject({ refusals: [{ code: 'pin-blocked' }] });
    expect((await second.screen.session.get()).people).toMatchObject([{ login: 'jan', hasPin: false }]);
    expect(await signIn(second, janNow)).toEqual({ ok: true });
    expect(keyOf(second)).toEqual(Buffer.from(keyOf(first)));
    await second.screen.session.lock();
    // The PIN is as good as before.
    expect(await second.screen.session.unlock({ accountId, pin: '2580' })).toEqual({ ok: true });
    expect(await openClinicSlot(second.folder, janNow)).toEqual(Buffer.from(second.dataKey));
  });

  it('weeks later, after three changes and with who was hired meanwhile, opens by any of today’s passwords and by the code', async () => {
    await signIn(second, jan);
    clinic.sync();
    for (let n = 0; n < 3; n++) {
      await rotate();
      clinic.sync(first);
      await first.screen.session.codeIsWrittenDown();
    }
    const later = { login: 'nowa', name: 'Nowa Osoba', password: 'dziewięć chmur' };
    await hire(first, later);
    clinic.sync();
    expect(ring().generation).toBe(4);
    expect(await signIn(second, later)).toEqual({ ok: true });
    expect(keyOf(second)).toEqual(Buffer.from(keyOf(first)));
    expect((await second.screen.session.get()).state).toBe('open');
    expect(await signIn(second, ola)).toEqual({ ok: true });
  });

  it('that lost its copy, offline, knows the ring and the accounts from its journal', async () => {
    await signIn(second, jan);
    clinic.sync();
    await rotate();
    clinic.sync();
    second.desk.setConnection('offline');
    for (const name of clinic.settings.keys()) second.desk.fed({ entity: 'setting', key: name, row: null });
    second.restart();
    expect(second.access.book.isBehind()).toBe(true);
    expect(await signIn(second, jan)).toEqual({ ok: true });
    expect(keyOf(second)).toEqual(Buffer.from(keyOf(first)));
  });

  it('keeps what a person changed there meanwhile: the new password is the one', async () => {
    await signIn(second, jan);
    clinic.sync();
    // Offline at the second desk.
    await second.screen.session.changePassword({ password: jan.password, newPassword: 'chleb ze smalcem' });
    await rotate();
    clinic.sync(first);
    await first.screen.session.codeIsWrittenDown();
    clinic.sync();
    expect(await first.screen.accounts.list()).toEqual(
      expect.arrayContaining([expect.objectContaining({ login: 'jan', foreign: false, temporary: false })]),
    );
    for (const at of [first, second]) {
      expect(await signIn(at, { ...jan, password: 'chleb ze smalcem' })).toEqual({ ok: true });
    }
    expect(keyOf(second)).toEqual(Buffer.from(keyOf(first)));
  });
});

describe('who has left', () => {
  it('is out at every desk that hears of it, and neither the old key nor the own password opens what comes after', async () => {
    await signIn(second, ola);
    clinic.sync();
    const olasKey = keyOf(second);
    const olasAccount = second.access.book.byLogin('ola') as AccountRecord;
    await dismiss(first, 'ola');
    clinic.sync(first);
    await rotate();
    clinic.sync();
    expect(await states(second)).toBe('signed-out');
    for (const at of [first, second]) expect(await signIn(at, ola)).toMatchObject({ refusals: [{ code: 'wrong-password' }] });

    // With everything that she could have taken, on her own machine.
    const opened = await unsealWithSecret(ola.password, olasAccount.credential);
    const own = opened && openOwnKeys(olasAccount.own?.secret ?? '', opened.secretKey);
    expect(own).not.toBeNull();
    expect(isRingOf(olasKey, ring())).toBe(false);
    for (const { box } of ring().people) expect(box && own && openAsPerson(own, box)).toBeNull();
    expect(unsealWithKey(olasKey, ring().former)).toBeNull();
    expect(await openClinicSlot(first.folder, ola)).toBeNull();
  });

  it('gets nothing by an account, a role or a ring made with the old key', async () => {
    await signIn(second, jan);
    await signIn(second, ola);
    clinic.sync();
    const old = keyOf(first);
    await rotate();
    clinic.sync();
    await first.screen.session.codeIsWrittenDown();
    const hers = signedAccount(old, {
      ...(first.access.book.byLogin('ola') as AccountRecord),
      roles: ['receptionist', 'it'],
    });
    const ringOfHers = makeRing({
      key: new Uint8Array(32).fill(1),
      former: [],
      generation: 99,
      at: '2026-11-23T09:00:00Z',
      people: [],
      mayOpen: () => true,
      recovery: hers.credential,
    });
    const name = `account-${hers.id}`;
    expect((await second.screen.session.get()).person).toMatchObject({ name: 'Ola Sowa', roles: ['receptionist'] });
    for (const at of [first, second]) at.desk.fed({ entity: 'setting', key: name, row: { name, value: hers, version: 99 } });
    expect(await states(second)).toBe('signed-out');
    expect(await signIn(first, ola)).toMatchObject({ ok: false });
    expect(await signIn(second, ola)).toMatchObject({ ok: false });
    expect((await first.screen.accounts.list()).find(({ id }) => id === hers.id)).toMatchObject({ foreign: true });

    second.desk.fed({ entity: 'setting', key: ringName, row: { name: ringName, value: ringOfHers, version: 99 } });
    const before = keyOf(second);
    expect(await signIn(second, jan)).toMatchObject({ ok: false });
    expect(keyOf(second)).toEqual(before);
  });

  it('a ring that only central could have made is not believed, although it is sealed for the right people', async () => {
    await signIn(second, jan);
    clinic.sync();
    const book = second.access.book;
    const people = book.genuine();
    const key = new Uint8Array(32).fill(1);
    const made = makeRing({
      key,
      former: [new Uint8Array(32).fill(2)],
      generation: 2,
      at: '2026-11-23T09:00:00Z',
      people,
      mayOpen: () => true,
      recovery: people[0]?.credential ?? (undefined as never),
    });
    second.desk.fed({ entity: 'setting', key: ringName, row: { name: ringName, value: made, version: 1 } });
    for (const account of people) {
      const name = `account-${account.id}`;
      second.desk.fed({ entity: 'setting', key: name, row: { name, value: signedAccount(key, account), version: 9 } });
    }
    const before = keyOf(second);
    expect(await signIn(second, jan)).toMatchObject({ refusals: [{ code: 'accounts-untrusted' }] });
    expect(keyOf(second)).toEqual(before);
  });
});

it('a ring that central has altered is not believed', async () => {
  await signIn(second, jan);
  clinic.sync();
  await rotate();
  clinic.sync(first);
  const before = keyOf(second);
  const altered = { ...ring(), at: '2020-01-01T00:00:00Z' };
  second.desk.fed({ entity: 'setting', key: ringName, row: { name: ringName, value: altered, version: 9 } });
  expect(await signIn(second, jan)).toMatchObject({ ok: false });
  expect(keyOf(second)).toEqual(before);
  second.desk.fed({ entity: 'setting', key: ringName, row: { name: ringName, value: ring(), version: 10 } });
  expect(await signIn(second, jan)).toEqual({ ok: true });
});

describe('an account without a pair of keys', () => {
  /** Its setting's name. */
  function madeByProgramBefore(login: string): string {
    const { own: _own, ...before } = first.access.book.byLogin(login) as AccountRecord;
    const name = `account-${before.id}`;
    const version = (clinic.settings.get(name)?.version ?? 0) + 1;
    clinic.settings.set(name, { value: before, version });
    for (const at of [first, second]) at.desk.fed({ entity: 'setting', key: name, row: { name, value: before, version } });
    return name;
  }

  it('is named before, and gets a new password from IT afterwards', async () => {
    madeByProgramBefore('jan');
    expect(await first.screen.accounts.clinicKey()).toMatchObject({ recipients: 2, withoutKey: ['Jan Lis'] });
    await rotate();
    clinic.sync();
    await first.screen.session.codeIsWrittenDown();
    expect(await signIn(second, jan)).toMatchObject({ refusals: [{ code: 'password-outdated' }] });
    const { id, login, roles } = first.access.book.byLogin('jan') as AccountRecord;
    const renewed = { intentId: randomUUID(), id, login, name: jan.name, roles, active: true, password: 'dziewięć chmur' };
    expect(await first.screen.accounts.save(renewed)).toMatchObject({ ok: true });
    clinic.sync();
    expect(await signIn(second, { ...jan, password: 'dziewięć chmur' })).toEqual({ ok: true });
  });

  it('of a program before has one after the first password typed', async () => {
    const name = madeByProgramBefore('ewa');
    await signIn(first, ewa);
    clinic.sync();
    expect(clinic.settings.get(name)?.value).toHaveProperty('own.publicKey');
    await rotate();
    clinic.sync();
    expect(await first.screen.accounts.clinicKey()).toMatchObject({ state: 'present', withoutKey: [] });
  });
});

describe('two desks at once', () => {
  it('central takes one of them; the other withdraws, asks nobody, and takes the winner’s key by a password', async () => {
    await signIn(second, ewa);
    clinic.sync();
    await rotate(first);
    await rotate(second);
    clinic.sync();
    await expect.poll(() => second.desk.store.journal.list(['parked'])).toEqual([]);
    expect(second.desk.intents().filter(({ act }) => act.kind === 'open-task')).toEqual([]);
    expect(ring().keyId).toBe(keyIdOf(keyOf(first)));
    expect(await first.screen.session.get()).toMatchObject({ recoveryCode: expect.any(String) });
    expect(await second.screen.session.get()).toMatchObject({ state: 'open', recoveryCode: null });
    expect((await second.screen.accounts.clinicKey()).state).toBe('behind');
    expect(await second.screen.accounts.rotateClinicKey({ password: ewa.password })).toEqual({ ok: true });
    clinic.sync();
    expect(keyIdOf(keyOf(second))).toBe(ring().keyId);
    expect(ring().generation).toBe(3);
  });
});

describe('the power goes', () => {
  it('before any write: the clinic has one key, old or new, every password and exactly one code open it, and nothing is in between', {
    timeout: 120_000,
  }, async () => {
    await signIn(second, jan);
    clinic.sync();
    let cuts = 0;
    let code = firstCode;
    for (let write = 0; ; write++) {
      await signIn(first, ewa);
      clinic.sync();
      const before = keyOf(first);
      const cut = await first.withPowerCut(write, async () => {
        await rotate();
        clinic.sync(first);
        await first.screen.session.codeIsWrittenDown();
      });
      // The program starts again; whatever was under way comes to its end.
      clinic.sync(first);
      first.restart();
      clinic.sync();
      expect(first.desk.store.journal.readSetting('clinic-key-draft')).toBeNull();
      const isNew = !Buffer.from(before).equals(keyOf(first));
      if (ring()) expect(isRingOf(keyOf(first), ring())).toBe(true);
      expect(await signIn(first, ewa)).toEqual({ ok: true });
      const shown = (await first.screen.session.get()).recoveryCode;
      if (cut) {
        cuts++;
        expect(isNew || shown === null).toBe(true);
        if (shown !== null) code = shown;
        else if (isNew) expect((await tryCode(code)).ok).toBe(false);
        if (!isNew || shown !== null) expect(await tryCode(code)).toEqual({ ok: true });
        await first.screen.session.codeIsWrittenDown();
      }
      for (const person of [jan, ola]) expect(await signIn(second, person)).toEqual({ ok: true });
      expect(keyOf(second)).toEqual(Buffer.from(keyOf(first)));
      expect(await openClinicSlot(first.folder, jan)).toEqual(Buffer.from(first.dataKey));
      if (!cut) break;
    }
    expect(cuts).toBeGreaterThan(8);

    async function tryCode(typed: string) {
      await second.screen.session.signOut();
      second.desk.store.journal.writeSetting('failures-recovery', null);
      return second.screen.session.recover({ login: ewa.login, password: ewa.password, code: typed });
    }
  });
});
