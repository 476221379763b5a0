import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from './flush.ts';
import { derivedKey, sealWithKey, unsealWithKey } from './seal-with-key.ts';

/**
 * A change of the data key that is under way: either key leads to the other one, so that a crash at any moment leaves a
 * folder that opens with whichever key its slots hold.
 */
export interface Rotation {
  from: Uint8Array;
  to: Uint8Array;
  /** Journal, copy and echo have the new key; only the ways to the key may still lead to the old one. */
  filesDone: boolean;
}

interface RotationText {
  version: 1;
  filesDone: boolean;
  /** The new key under the old one, and back. */
  forward: string;
  back: string;
}

const rotationFile = (dataDir: string) => join(dataDir, 'rotation.json');
const formerFile = (dataDir: string) => join(dataDir, 'former-keys.json');
/** What leads from one key to another: goes with the keys when a desk is destroyed. */
export const rotationFiles = (dataDir: string): string[] => [rotationFile(dataDir), formerFile(dataDir)];

const forwardPurpose = 'okienko next data key';
const backPurpose = 'okienko former data key';

export function writeRotation(dataDir: string, { from, to, filesDone }: Rotation): void {
  const text: RotationText = {
    version: 1,
    filesDone,
    forward: sealWithKey(derivedKey(from, forwardPurpose), to),
    back: sealWithKey(derivedKey(to, backPurpose), from),
  };
  writeDurably(rotationFile(dataDir), JSON.stringify(text));
}

/** By the old or the new key. Null = none is under way, or it is of other keys. */
export function readRotation(dataDir: string, key: Uint8Array): Rotation | null {
  const text = readText(dataDir);
  if (text === null) return null;
  const { filesDone } = text;
  const to = unsealWithKey(derivedKey(key, forwardPurpose), text.forward);
  if (to) return { from: key, to, filesDone };
  const from = unsealWithKey(derivedKey(key, backPurpose), text.back);
  return from && { from, to: key, filesDone };
}

/** Nobody may write to the databases now: their copies under the new key would be behind. */
export function filesAreChangingKeys(dataDir: string): boolean {
  return readText(dataDir)?.filesDone === false;
}

export function endRotation(dataDir: string): void {
  rmSync(rotationFile(dataDir), { force: true });
}

/** Keys that this folder had before, newest first: for backups that were taken elsewhere, or not yet given the new key. */
export function formerKeys(dataDir: string, key: Uint8Array): Uint8Array[] {
  const file = formerFile(dataDir);
  if (!existsSync(file)) return [];
  const opened = unsealWithKey(derivedKey(key, backPurpose), readFileSync(file, 'utf8'));
  if (!opened) return [];
  return (JSON.parse(Buffer.from(opened).toString('utf8')) as string[]).map((each) => Buffer.from(each, 'base64url'));
}

/** The folder has another key since: what this one cannot open is not damaged, and no backup may take its place. */
export function isFormerKey(dataDir: string, key: Uint8Array): boolean {
  const file = formerFile(dataDir);
  return existsSync(file) && unsealWithKey(derivedKey(key, backPurpose), readFileSync(file, 'utf8')) === null;
}

/** Written beside the present one, which the old key still needs when the rotation is given up. */
export function formerKeysDraft(dataDir: string) {
  const file = formerFile(dataDir);
  const draft = `${file}.rekey`;
  return {
    file,
    draft,
    make(from: Uint8Array, to: Uint8Array): void {
      const former = [from, ...formerKeys(dataDir, from)].map((each) => Buffer.from(each).toString('base64url'));
      writeDurably(draft, sealWithKey(derivedKey(to, backPurpose), Buffer.from(JSON.stringify(former))));
    },
  };
}

function readText(dataDir: string): RotationText | null {
  const file = rotationFile(dataDir);
  if (!existsSync(file)) return null;
  return JSON.parse(readFileSync(file, 'utf8')) as RotationText;
}
