import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readKeySlots, writeKeySlots } from '../core/store/key-file.ts';
import { type KeyStore, keepForThisUser, keepForThisUserAlone, loadDataKey } from './data-key.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'okienko-key-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A key store that belongs to one user: what another wrapped it cannot unwrap. */
const storeOf = (user: string, backend = 'gnome_libsecret'): KeyStore => ({
  isAvailable: () => true,
  backend: () => backend,
  wrap: (text) => Buffer.from(`${user}:${Buffer.from(text).toString('hex')}`),
  unwrap: (wrapped) => {
    const [owner, hex] = wrapped.toString().split(':');
    if (owner !== user || hex === undefined) throw new Error('wrapped by someone else');
    return Buffer.from(hex, 'hex').toString();
  },
});

const anna = storeOf('anna');
const keyOf = (store: KeyStore) => {
  const answer = loadDataKey(folder, store);
  if (!answer.ok) throw new Error(answer.failure);
  if (answer.key === null) throw new Error('sealed');
  return Buffer.from(answer.key).toString('hex');
};

describe('the data key', () => {
  it('is made once and is the same after a restart', () => {
    const first = keyOf(anna);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(keyOf(anna)).toBe(first);
  });

  it('differs from folder to folder', () => {
    const first = keyOf(anna);
    rmSync(join(folder, 'key.json'));
    expect(keyOf(anna)).not.toBe(first);
  });

  it('lies in its file only wrapped, readable by its owner only', () => {
    const key = keyOf(anna);
    const file = readFileSync(join(folder, 'key.json'), 'utf8');
    expect(file).not.toContain(Buffer.from(key, 'hex').toString('base64'));
    expect(file).not.toContain(key);
    expect(statSync(join(folder, 'key.json')).mode & 0o077).toBe(0);
  });

  it('is never made anew beside databases that another key has encrypted', () => {
    writeFileSync(join(folder, 'journal.db'), 'x');
    expect(loadDataKey(folder, anna)).toEqual({ ok: false, failure: 'key-missing' });
  });

  it.each([
    ['another user', () => storeOf('piotr'), undefined],
    ['a torn file', () => anna, '{"version":1,"slo'],
    ['a file without a slot for the system user', () => anna, '{"version":1,"slots":[]}'],
    [
      'a key of wrong length',
      () => anna,
      JSON.stringify({ slots: [{ kind: 'system-user', wrapped: anna.wrap('AAAA').toString('base64') }] }),
    ],
  ])('is left alone when it cannot be read: %s', (_why, store, content) => {
    keyOf(anna);
    if (content !== undefined) writeFileSync(join(folder, 'key.json'), content);
    const before = readFileSync(join(folder, 'key.json'), 'utf8');
    expect(loadDataKey(folder, store())).toEqual({ ok: false, failure: 'key-unreadable' });
    expect(readFileSync(join(folder, 'key.json'), 'utf8')).toBe(before);
  });

  it('another user of the computer is asked for a password once, and has a slot of his own afterwards', () => {
    const key = keyOf(anna);
    const slots = readKeySlots(folder) ?? [];
    writeKeySlots(folder, [...slots, { kind: 'clinic', openers: [], wrapped: '' }]);
    const piotr = storeOf('piotr');
    expect(loadDataKey(folder, piotr)).toEqual({ ok: true, key: null, plainText: false });
    keepForThisUser(folder, Buffer.from(key, 'hex'), piotr);
    expect(keyOf(piotr)).toBe(key);
    expect(keyOf(anna)).toBe(key);
  });

  it('is refused where the system keeps no keys', () => {
    expect(loadDataKey(folder, { ...anna, isAvailable: () => false })).toEqual({ ok: false, failure: 'key-store-missing' });
  });

  it('says when the system keeps it in plain text', () => {
    expect(loadDataKey(folder, storeOf('anna', 'basic_text'))).toMatchObject({ ok: true, plainText: true });
    expect(loadDataKey(folder, storeOf('anna', 'basic_text'))).toMatchObject({ ok: true, plainText: true });
  });
});

it('a changed key is in this user’s slot alone: other users of the computer open the desk by password', () => {
  const piotr = storeOf('piotr');
  keyOf(anna);
  keepForThisUser(folder, new Uint8Array(32).fill(1), piotr);
  const clinic = { kind: 'clinic' as const, openers: [], wrapped: '' };
  writeKeySlots(folder, [...(readKeySlots(folder) ?? []), clinic]);
  keepForThisUserAlone(folder, new Uint8Array(32).fill(2), anna);
  expect(keyOf(anna)).toBe('02'.repeat(32));
  expect(loadDataKey(folder, piotr)).toEqual({ ok: true, key: null, plainText: false });
  expect(readKeySlots(folder)?.map(({ kind }) => kind)).toEqual(['clinic', 'system-user']);
});
