import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { argon2id } from 'hash-wasm';

/** Argon2id's price of one guess. */
export interface GuessCost {
  memoryKiB: number;
  passes: number;
}

/** RFC 9106, second recommended option, on one lane: about half a second on a reception PC. */
export const passwordCost: GuessCost = { memoryKiB: 65_536, passes: 3 };
/** A PIN is guessed against this desk alone, whose journal is encrypted and counts; it must be quick. */
export const pinCost: GuessCost = { memoryKiB: 19_456, passes: 2 };
/** What comes from elsewhere may not cost us more than this. */
const most: GuessCost = { memoryKiB: 262_144, passes: 10 };

/** Something that only a secret opens (password, PIN, recovery code). Base64url. */
export interface Sealed extends GuessCost {
  salt: string;
  /** AES-256-GCM: nonce, ciphertext, tag. */
  box: string;
}

export async function seal(secret: string, content: Uint8Array, cost: GuessCost): Promise<Sealed> {
  const salt = randomBytes(16);
  const box = sealWithKey(await keyFrom(secret, salt, cost), content);
  return { salt: salt.toString('base64url'), ...cost, box };
}

/** Null when the secret is not the one. */
export async function unseal(secret: string, sealed: Sealed): Promise<Uint8Array | null> {
  const { memoryKiB, passes } = sealed;
  if (!(memoryKiB <= most.memoryKiB && passes <= most.passes)) return null;
  return unsealWithKey(await keyFrom(secret, Buffer.from(sealed.salt, 'base64url'), { memoryKiB, passes }), sealed.box);
}

/** AES-256-GCM under a random nonce; `key` has 32 bytes. */
export function sealWithKey(key: Uint8Array, content: Uint8Array): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

export function unsealWithKey(key: Uint8Array, box: string): Uint8Array | null {
  const bytes = Buffer.from(box, 'base64url');
  if (bytes.length < 28) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(-16));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
  } catch {
    return null;
  }
}

/** Not node:crypto's own argon2: Electron's BoringSSL has none. */
function keyFrom(secret: string, salt: Uint8Array, { memoryKiB, passes }: GuessCost): Promise<Uint8Array> {
  return argon2id({
    // The same password typed on another keyboard (composed or combined letters) is the same password.
    password: secret.normalize('NFKC'),
    salt,
    parallelism: 1,
    iterations: passes,
    memorySize: memoryKiB,
    hashLength: 32,
    outputType: 'binary',
  });
}
