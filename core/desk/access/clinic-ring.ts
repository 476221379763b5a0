import { createHash } from 'node:crypto';
import { z } from 'zod';
import { derivedKey, sealWithKey, unsealWithKey } from '../../store/seal-with-key.ts';
import { type AccountRecord, isGenuine, isMacOf, macOf, recoveryRecord, signedRecovery } from './account-record.ts';
import { areGenuineKeys, sealForPerson } from './person-key.ts';
import type { Sealed } from './seal.ts';

const ringRecord = z.object({
  /** Counts the clinic's keys; a clinic without a ring has its first. */
  generation: z.int().min(2),
  /** Tells which key it is, and nothing of it. */
  keyId: z.string(),
  /** Instant by central's clock. */
  at: z.string(),
  people: z.array(
    z.object({
      id: z.uuid(),
      /** Who the account was when the key changed: what was signed with a former key counts while it says the same. */
      standing: z.string(),
      /** The new key for this person; null: not active, or without a pair of keys, so that IT has to give a new password. */
      box: z.string().nullable(),
      publicKey: z.string().nullable(),
    }),
  ),
  recovery: recoveryRecord,
  /** The clinic's former keys under this one, newest first. */
  former: z.string(),
  /** By the new key over all of the above. */
  mac: z.string(),
});

/**
 * What a change of the clinic's key leaves at central, as one setting of the clinic: it lands whole or not at all, and of two
 * desks that change the key at once central takes one (If-Match).
 */
export type ClinicRing = z.infer<typeof ringRecord>;

export const readRing = (value: unknown): ClinicRing | null => ringRecord.safeParse(value).data ?? null;

export const keyIdOf = (key: Uint8Array): string =>
  derivedKey(key, 'okienko clinic key id').subarray(0, 16).toString('base64url');

/** @param former the key that `key` takes the place of, and those before it */
export function makeRing(wanted: {
  key: Uint8Array;
  former: readonly Uint8Array[];
  generation: number;
  at: string;
  people: readonly AccountRecord[];
  /** Are the account's own keys its person's? */
  mayOpen(account: AccountRecord): boolean;
  recovery: Sealed;
}): ClinicRing {
  const { key, former, generation, at } = wanted;
  const people = wanted.people.map((account) => {
    const publicKey = account.active && account.own && wanted.mayOpen(account) ? account.own.publicKey : null;
    const box = publicKey === null ? null : sealForPerson(publicKey, key);
    return { id: account.id, standing: standingOf(account), box, publicKey };
  });
  const sealedFormer = sealWithKey(
    derivedKey(key, formerPurpose),
    Buffer.from(JSON.stringify(former.map((each) => Buffer.from(each).toString('base64url')))),
  );
  const recovery = signedRecovery(key, wanted.recovery);
  const ring = { generation, keyId: keyIdOf(key), at, people, recovery, former: sealedFormer };
  return { ...ring, mac: macOf(key, contentOf(ring)).toString('base64url') };
}

const formerPurpose = 'okienko former clinic keys';

/** Made by whoever had this key. */
export const isRingOf = (key: Uint8Array, ring: ClinicRing): boolean =>
  ring.keyId === keyIdOf(key) && isMacOf(key, contentOf(ring), ring.mac);

/** Newest first. A desk that comes back knows the new key as its clinic's by finding its own among them. */
export function formerKeysOf(key: Uint8Array, ring: ClinicRing): Uint8Array[] {
  const opened = unsealWithKey(derivedKey(key, formerPurpose), ring.former);
  if (!opened) return [];
  return (JSON.parse(Buffer.from(opened).toString('utf8')) as string[]).map((each) => Buffer.from(each, 'base64url'));
}

/** Was the account made by the clinic, as the holder of `key` can tell? `ring`: that of this key; null = the clinic's first key. */
export function isGenuineUnder(key: Uint8Array, ring: ClinicRing | null, account: AccountRecord): boolean {
  if (isGenuine(key, account)) return true;
  if (ring === null || !standsIn(ring, account)) return false;
  return formerKeysOf(key, ring).some((former) => isGenuine(former, account));
}

/** The same for a person's pair of keys; false = there is none. */
export function hasGenuineKeys(key: Uint8Array, ring: ClinicRing | null, account: AccountRecord): boolean {
  const { id, own } = account;
  if (!own) return false;
  if (areGenuineKeys(key, account, own)) return true;
  if (ring?.people.find((person) => person.id === id)?.publicKey !== own.publicKey) return false;
  return formerKeysOf(key, ring).some((former) => areGenuineKeys(former, account, own));
}

/** Same person, roles and state as when the key changed. */
export const standsIn = (ring: ClinicRing, account: AccountRecord): boolean =>
  ring.people.some(({ id, standing }) => id === account.id && standing === standingOf(account));

const standingOf = ({ id, login, name, roles, active }: AccountRecord): string =>
  createHash('sha256')
    .update(JSON.stringify(['okienko standing', id, login, name, roles, active]))
    .digest('base64url');

const contentOf = ({ generation, keyId, at, people, recovery, former }: Omit<ClinicRing, 'mac'>): unknown[] => [
  'clinic-ring',
  generation,
  keyId,
  at,
  people.map(({ id, standing, box, publicKey }) => [id, standing, box, publicKey]),
  [recovery.credential.salt, recovery.credential.memoryKiB, recovery.credential.passes, recovery.credential.box, recovery.mac],
  former,
];
