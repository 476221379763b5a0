import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from './flush.ts';
import { rotationFiles } from './rotation-file.ts';

/** Opened by the system's own key store, for the user who is signed in to the system. */
export interface SystemSlot {
  kind: 'system-user';
  backend: string;
  wrapped: string;
}

/** Something sealed by a password or code (core/desk/access/seal.ts). */
interface SealedKey {
  salt: string;
  memoryKiB: number;
  passes: number;
  box: string;
}

/**
 * Opened by any account of the clinic, or by the recovery code: each opens the clinic's key, which opens the data key.
 * `who`: digest of the login, so that the file names nobody; `recovery` for the code.
 */
export interface ClinicSlot {
  kind: 'clinic';
  openers: {
    who: string;
    sealed: SealedKey;
    /** `sealed` holds a former clinic's key: the present one lies in `box`, which the person's own key opens, sealed by the same password. */
    person?: { secret: string; box: string };
  }[];
  /** The data key under a key derived from the clinic's. */
  wrapped: string;
}

export type KeySlot = SystemSlot | ClinicSlot;

/** `key.json`: the ways to the data key of a folder. Losing all of them is losing the data. */
export const keyFile = (folder: string): string => join(folder, 'key.json');

/** Null = there is none. Throws what reading or parsing throws. */
export function readKeySlots(folder: string): KeySlot[] | null {
  if (!existsSync(keyFile(folder))) return null;
  return (JSON.parse(readFileSync(keyFile(folder), 'utf8')) as { slots: KeySlot[] }).slots;
}

/** A power cut leaves the file before or the file after, whole. */
export function writeKeySlots(folder: string, slots: readonly KeySlot[]): void {
  writeDurably(keyFile(folder), JSON.stringify({ version: 1, slots }));
}

/**
 * Makes everything in the folder unreadable for good (databases, backups, echo): what opens them is overwritten and removed.
 * A computer that is given away needs nothing else.
 */
export function destroyKeys(folder: string): void {
  for (const file of [keyFile(folder), `${keyFile(folder)}.new`, join(folder, 'data.key'), ...rotationFiles(folder)]) {
    if (!existsSync(file)) continue;
    const handle = openSync(file, 'r+');
    writeSync(handle, randomBytes(Math.max(statSync(file).size, 64)), 0);
    fsyncSync(handle);
    closeSync(handle);
    rmSync(file);
  }
}
