import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { type KeySlot, keyFile, readKeySlots, type SystemSlot, writeKeySlots } from '../core/store/key-file.ts';
import type { OpenFailure } from './shell-messages.ts';

/** The part of Electron's safeStorage that keys need: the system's own key store, opened by the user's sign-in. */
export interface KeyStore {
  isAvailable(): boolean;
  /** `basic_text` on Linux without a key store: the key is then as safe as the folder it lies in. */
  backend(): string;
  wrap(text: string): Buffer;
  /** Throws when the text was wrapped by another user or machine. */
  unwrap(wrapped: Buffer): string;
}

/** `key` null = the system does not open it for this user, but an account's password or the recovery code would. */
export type DataKey = { ok: true; key: Uint8Array | null; plainText: boolean } | { ok: false; failure: OpenFailure };

const keyBytes = 32;

/**
 * The random key that encrypts both databases of `folder`, unwrapped; made on the first start. Never makes a new one beside
 * existing databases: that would lock their data away for good.
 */
export function loadDataKey(folder: string, store: KeyStore): DataKey {
  if (!store.isAvailable())
    return hasSlot(folder) ? { ok: true, key: null, plainText: false } : { ok: false, failure: 'key-store-missing' };
  const plainText = store.backend() === 'basic_text';
  if (existsSync(keyFile(folder))) {
    const key = unwrapKey(folder, store);
    if (key !== null) return { ok: true, key, plainText };
    return hasSlot(folder) ? { ok: true, key: null, plainText } : { ok: false, failure: 'key-unreadable' };
  }
  if (holdsDatabase(folder)) return { ok: false, failure: 'key-missing' };
  const key = new Uint8Array(randomBytes(keyBytes));
  writeKeySlots(folder, [systemSlot(key, store)]);
  return { ok: true, key, plainText };
}

/** After somebody opened the data by password or code: from now on this user's key store opens them too. */
export function keepForThisUser(folder: string, key: Uint8Array, store: KeyStore): void {
  if (store.isAvailable()) writeKeySlots(folder, [...(readKeySlots(folder) ?? []), systemSlot(key, store)]);
}

/**
 * The data key has changed: slots of other users of this computer hold the old one, which opens nothing any more. They open the
 * desk once by password and have a slot again.
 */
export function keepForThisUserAlone(folder: string, key: Uint8Array, store: KeyStore): void {
  const others = (readKeySlots(folder) ?? []).filter(({ kind }) => kind !== 'system-user');
  writeKeySlots(folder, store.isAvailable() ? [...others, systemSlot(key, store)] : others);
}

function systemSlot(key: Uint8Array, store: KeyStore): SystemSlot {
  const wrapped = store.wrap(Buffer.from(key).toString('base64')).toString('base64');
  return { kind: 'system-user', backend: store.backend(), wrapped };
}

/** Each user of the computer who has opened the data has a slot. */
function unwrapKey(folder: string, store: KeyStore): Uint8Array | null {
  for (const slot of slotsOf(folder)) {
    if (slot.kind !== 'system-user') continue;
    try {
      const key = Buffer.from(store.unwrap(Buffer.from(slot.wrapped, 'base64')), 'base64');
      if (key.length === keyBytes) return new Uint8Array(key);
    } catch {
      // Another user's.
    }
  }
  return null;
}

const hasSlot = (folder: string) => slotsOf(folder).some(({ kind }) => kind === 'clinic');

function slotsOf(folder: string): KeySlot[] {
  try {
    return readKeySlots(folder) ?? [];
  } catch {
    return [];
  }
}

function holdsDatabase(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.db'));
}
