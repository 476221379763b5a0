import { randomBytes } from 'node:crypto';
import { argon2id } from 'hash-wasm';
import { sealWithKey, unsealWithKey } from '../../store/seal-with-key.ts';

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

export const seal = async (secret: string, content: Uint8Array, cost: GuessCost): Promise<Sealed> =>
  (await sealWithSecret(secret, content, cost)).sealed;

/** `secretKey`: what Argon2id made of the secret, for a second box that the same secret opens. */
export async function sealWithSecret(secret: string, content: Uint8Array, cost: GuessCost) {
  const salt = randomBytes(16);
  const secretKey = await keyFrom(secret, salt, cost);
  const sealed: Sealed = { salt: salt.toString('base64url'), ...cost, box: sealWithKey(secretKey, content) };
  return { sealed, secretKey };
}

/** Null when the secret is not the one. */
export const unseal = async (secret: string, sealed: Sealed): Promise<Uint8Array | null> =>
  (await unsealWithSecret(secret, sealed))?.content ?? null;

export async function unsealWithSecret(secret: string, sealed: Sealed) {
  const { memoryKiB, passes } = sealed;
  if (!(memoryKiB <= most.memoryKiB && passes <= most.passes)) return null;
  // Of a code that was typed as nothing but dashes: Argon2 takes no empty secret.
  if (secret === '') return null;
  const secretKey = await keyFrom(secret, Buffer.from(sealed.salt, 'base64url'), { memoryKiB, passes });
  const content = unsealWithKey(secretKey, sealed.box);
  return content && { content, secretKey };
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
