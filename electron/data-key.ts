import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
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

export type DataKey = { ok: true; key: Uint8Array; plainText: boolean } | { ok: false; failure: OpenFailure };

const keyBytes = 32;
const fileName = 'key.json';

/** One way to unwrap the data key; other kinds (accounts' passwords, recovery code) stand beside it. */
interface KeySlot {
  kind: 'system-user';
  backend: string;
  wrapped: string;
}

/**
 * The random key that encrypts both databases of `folder`, unwrapped; made on the first start. Never makes a new one beside
 * existing databases: that would lock their data away for good.
 */
export function loadDataKey(folder: string, store: KeyStore): DataKey {
  if (!store.isAvailable()) return { ok: false, failure: 'key-store-missing' };
  const plainText = store.backend() === 'basic_text';
  const path = join(folder, fileName);
  if (existsSync(path)) {
    const key = unwrapKey(path, store);
    return key === null ? { ok: false, failure: 'key-unreadable' } : { ok: true, key, plainText };
  }
  if (holdsDatabase(folder)) return { ok: false, failure: 'key-missing' };
  const key = randomBytes(keyBytes);
  const slot: KeySlot = {
    kind: 'system-user',
    backend: store.backend(),
    wrapped: store.wrap(key.toString('base64')).toString('base64'),
  };
  writeDurably(folder, path, JSON.stringify({ version: 1, slots: [slot] }));
  return { ok: true, key: new Uint8Array(key), plainText };
}

function unwrapKey(path: string, store: KeyStore): Uint8Array | null {
  try {
    const { slots } = JSON.parse(readFileSync(path, 'utf8')) as { slots: KeySlot[] };
    const slot = slots.find((each) => each.kind === 'system-user');
    const key = slot && Buffer.from(store.unwrap(Buffer.from(slot.wrapped, 'base64')), 'base64');
    return key?.length === keyBytes ? new Uint8Array(key) : null;
  } catch {
    return null;
  }
}

function holdsDatabase(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.db'));
}

/** A power cut leaves either no key file or a whole one, and no database is written before it. */
function writeDurably(folder: string, path: string, text: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const temporary = `${path}.new`;
  const file = openSync(temporary, 'w', 0o600);
  writeSync(file, text);
  fsyncSync(file);
  closeSync(file);
  renameSync(temporary, path);
}
