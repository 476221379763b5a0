import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { roles } from '../../domain/role.ts';

const sealed = z.object({ salt: z.string(), memoryKiB: z.int().positive(), passes: z.int().positive(), box: z.string() });

/** A pair of keys of the person's own (person-key.ts). */
const ownKeys = z.object({
  /** 32 bytes, base64url. */
  publicKey: z.string(),
  /** The private key under a key derived from the password's. */
  secret: z.string(),
  /** By the clinic's key over these and the credential that they belong to. */
  mac: z.string(),
});
export type OwnKeys = z.infer<typeof ownKeys>;

/** An account as central keeps it for the clinic's desks (a setting of the clinic): nobody learns a password from it. */
const accountRecord = z.object({
  id: z.uuid(),
  login: z.string(),
  name: z.string(),
  roles: z.array(z.enum(roles)),
  active: z.boolean(),
  /** The password was chosen by somebody else and has to be changed at the next sign-in. */
  temporary: z.boolean(),
  /** The clinic's key, opened by the account's password: what opens it has proved itself. */
  credential: sealed,
  /** By the clinic's key over all of the above: central, or who got into it, cannot add an account or raise a role. */
  mac: z.string(),
  /** For a change of the clinic's key; absent in what a program before had made, and not under `mac`, so that such a one reads it. */
  own: ownKeys.optional(),
});
export type AccountRecord = z.infer<typeof accountRecord>;

/** The clinic's key, opened by the recovery code that IT keeps on paper. */
export const recoveryRecord = z.object({ credential: sealed, mac: z.string() });
export type RecoveryRecord = z.infer<typeof recoveryRecord>;

export const accountPrefix = 'account-';
export const recoveryName = 'accounts-recovery';

export const readAccount = (value: unknown): AccountRecord | null => accountRecord.safeParse(value).data ?? null;
export const readRecovery = (value: unknown): RecoveryRecord | null => recoveryRecord.safeParse(value).data ?? null;

export function signedAccount(clinicKey: Uint8Array, account: Omit<AccountRecord, 'mac'>): AccountRecord {
  return { ...account, mac: macOf(clinicKey, accountContent(account)).toString('base64url') };
}

export function isGenuine(clinicKey: Uint8Array, account: AccountRecord): boolean {
  return isMacOf(clinicKey, accountContent(account), account.mac);
}

export function signedRecovery(clinicKey: Uint8Array, credential: RecoveryRecord['credential']): RecoveryRecord {
  return { credential, mac: macOf(clinicKey, ['recovery', credential]).toString('base64url') };
}

/** Logins are compared without case and blanks. */
export const foldLogin = (login: string): string => login.trim().toLocaleLowerCase('pl');

function accountContent({ id, login, name, roles: held, active, temporary, credential }: Omit<AccountRecord, 'mac'>): unknown[] {
  const { salt, memoryKiB, passes, box } = credential;
  return ['account', id, login, name, held, active, temporary, [salt, memoryKiB, passes, box]];
}

export function macOf(clinicKey: Uint8Array, content: unknown[]): Buffer {
  return createHmac('sha256', clinicKey).update(JSON.stringify(content)).digest();
}

export function isMacOf(clinicKey: Uint8Array, content: unknown[], given: string): boolean {
  const expected = macOf(clinicKey, content);
  const bytes = Buffer.from(given, 'base64url');
  return bytes.length === expected.length && timingSafeEqual(bytes, expected);
}
