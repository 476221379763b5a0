import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from '../store/flush.ts';
import { completeRotation, type RotationEnd } from '../store/rotate-keys.ts';
import { endRotation } from '../store/rotation-file.ts';
import { StoreError } from '../store/store-error.ts';
import { OpenDeskError } from './open-desk-error.ts';

export interface DataKey {
  /** 32 bytes; the key of both databases. */
  key: Uint8Array;
  file: string;
  created: boolean;
  /** A change of keys that was asked for has been finished, or given up; null = none was. */
  rotation: RotationEnd | null;
}

/**
 * The data key of a folder, from a file beside the data that only its owner may read. For the preview and the developer's
 * command line, which have no Windows user and no safeStorage to keep it: whoever can read the folder can read the data,
 * and callers say so aloud. The installed program gets its key from the operating system instead.
 *
 * @throws OpenDeskError `data-folder-in-use` while keys are to change and another process has the folder
 */
export function dataKeyFromFile(dataDir: string): DataKey {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'data.key');
  const created = createOnce(file);
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
  if (key.length !== 32) throw new Error(`${file} does not hold a data key of 32 bytes`);
  const rotation = finished(dataDir, key);
  if (rotation?.kind !== 'rotated') return { key, file, created, rotation };
  // This file is the only way to the key of such a folder.
  writeDurably(file, `${Buffer.from(rotation.key).toString('hex')}\n`);
  endRotation(dataDir);
  return { key: rotation.key, file, created, rotation };
}

function finished(dataDir: string, key: Uint8Array): RotationEnd | null {
  try {
    return completeRotation(dataDir, key);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    throw new OpenDeskError(error.code === 'in-use' ? 'data-folder-in-use' : error.code, error.message, error);
  }
}

/** Written aside and linked into place: two processes that start at once agree on one key, and it is never half a key. */
function createOnce(file: string): boolean {
  const draft = `${file}.${process.pid}`;
  try {
    statSync(file);
    return false;
  } catch {
    writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'w', flush: true });
  }
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}
