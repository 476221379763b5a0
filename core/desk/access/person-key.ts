import { createPrivateKey, createPublicKey, diffieHellman, type KeyObject, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { derivedKey, sealWithKey, unsealWithKey } from '../../store/seal-with-key.ts';
import { type AccountRecord, isMacOf, macOf } from './account-record.ts';

/**
 * A person's own pair of keys (X25519), kept at central beside the account: who makes a new clinic's key seals it for each person
 * without knowing anybody's password, and who had only the old clinic's key opens none of it.
 */
const personKeyRecord = z.object({
  accountId: z.uuid(),
  /** Of the account's credential at that time: `secret` opens by the password of that credential alone. */
  salt: z.string(),
  /** 32 bytes, base64url. */
  publicKey: z.string(),
  /** The private key under a key derived from the password's. */
  secret: z.string(),
  /** By the clinic's key over all of the above. */
  mac: z.string(),
});
export type PersonKeyRecord = z.infer<typeof personKeyRecord>;

export const readPersonKey = (value: unknown): PersonKeyRecord | null => personKeyRecord.safeParse(value).data ?? null;

const secretPurpose = 'okienko person key';

/** @param passwordKey what Argon2id made of the person's password (seal.ts) */
export function personKeyFor(
  clinicKey: Uint8Array,
  { id, credential }: AccountRecord,
  passwordKey: Uint8Array,
  privateKey: Uint8Array = randomBytes(32),
): PersonKeyRecord {
  const publicKey = rawPublic(privateOf(privateKey)).toString('base64url');
  const secret = sealWithKey(derivedKey(passwordKey, secretPurpose), privateKey);
  const record = { accountId: id, salt: credential.salt, publicKey, secret };
  return { ...record, mac: macOf(clinicKey, contentOf(record)).toString('base64url') };
}

/** The private key; null = another password's, or a record that is not of this account as it is now. */
export function openPersonKey(
  record: PersonKeyRecord | null,
  { id, credential }: Pick<AccountRecord, 'id' | 'credential'>,
  passwordKey: Uint8Array,
): Uint8Array | null {
  if (record?.accountId !== id || record.salt !== credential.salt) return null;
  return openPersonSecret(record.secret, passwordKey);
}

export const openPersonSecret = (secret: string, passwordKey: Uint8Array): Uint8Array | null =>
  unsealWithKey(derivedKey(passwordKey, secretPurpose), secret);

export const isGenuinePersonKey = (clinicKey: Uint8Array, record: PersonKeyRecord): boolean =>
  isMacOf(clinicKey, contentOf(record), record.mac);

const contentOf = ({ accountId, salt, publicKey, secret }: Omit<PersonKeyRecord, 'mac'>): unknown[] => [
  'person-key',
  accountId,
  salt,
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
