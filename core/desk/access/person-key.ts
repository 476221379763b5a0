import { createPrivateKey, createPublicKey, diffieHellman, type KeyObject, randomBytes } from 'node:crypto';
import { derivedKey, sealWithKey, unsealWithKey } from '../../store/seal-with-key.ts';
import { type AccountRecord, isMacOf, macOf, type OwnKeys } from './account-record.ts';

/**
 * A person's own pair of keys (X25519), in the account: who makes a new clinic's key seals it for each person without knowing
 * anybody's password, and who had only the former clinic's key opens none of it.
 */
const secretPurpose = 'okienko person key';

type Sealed = Pick<AccountRecord, 'id' | 'credential'>;

/** @param passwordKey what Argon2id made of the password of the account's credential (seal.ts) */
export function ownKeysFor(
  clinicKey: Uint8Array,
  account: Sealed,
  passwordKey: Uint8Array,
  privateKey: Uint8Array = randomBytes(32),
): OwnKeys {
  const publicKey = rawPublic(privateOf(privateKey)).toString('base64url');
  const secret = sealWithKey(derivedKey(passwordKey, secretPurpose), privateKey);
  return { publicKey, secret, mac: macOf(clinicKey, contentOf(account, { publicKey, secret })).toString('base64url') };
}

/** The private key; null = sealed by another password. */
export const openOwnKeys = (secret: string, passwordKey: Uint8Array): Uint8Array | null =>
  unsealWithKey(derivedKey(passwordKey, secretPurpose), secret);

export const areGenuineKeys = (clinicKey: Uint8Array, account: Sealed, own: OwnKeys): boolean =>
  isMacOf(clinicKey, contentOf(account, own), own.mac);

const contentOf = ({ id, credential }: Sealed, { publicKey, secret }: Omit<OwnKeys, 'mac'>): unknown[] => [
  'own-keys',
  id,
  credential.salt,
  publicKey,
  secret,
];

/** Only who has the private key opens it. `<one-time public key>.<box>`, base64url. */
export function sealForPerson(publicKey: string, content: Uint8Array): string {
  const once = privateOf(randomBytes(32));
  const own = rawPublic(once);
  const theirs = Buffer.from(publicKey, 'base64url');
  const shared = diffieHellman({ privateKey: once, publicKey: publicOf(theirs) });
  return `${own.toString('base64url')}.${sealWithKey(boxKey(shared, own, theirs), content)}`;
}

export function openAsPerson(privateKey: Uint8Array, sealed: string): Uint8Array | null {
  const [own, box] = sealed.split('.');
  if (own === undefined || box === undefined) return null;
  const once = Buffer.from(own, 'base64url');
  const mine = privateOf(privateKey);
  try {
    const shared = diffieHellman({ privateKey: mine, publicKey: publicOf(once) });
    return unsealWithKey(boxKey(shared, once, rawPublic(mine)), box);
  } catch {
    // What came from central is no point of the curve.
    return null;
  }
}

const boxKey = (shared: Uint8Array, once: Uint8Array, theirs: Uint8Array) =>
  derivedKey(Buffer.concat([shared, once, theirs]), 'okienko box for a person');

/** DER around 32 raw bytes (RFC 8410). */
const privateHead = Buffer.from('302e020100300506032b656e04220420', 'hex');
const publicHead = Buffer.from('302a300506032b656e032100', 'hex');

const privateOf = (raw: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([privateHead, raw]), format: 'der', type: 'pkcs8' });
const publicOf = (raw: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([publicHead, raw]), format: 'der', type: 'spki' });
const rawPublic = (key: KeyObject): Buffer => createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
