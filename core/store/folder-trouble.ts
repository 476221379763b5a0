import { accessSync, constants, existsSync, readdirSync, realpathSync, statfsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { sqliteCode } from './database.ts';
import { StoreError, type StoreErrorCode } from './store-error.ts';

const codeOf = (error: unknown): string => sqliteCode(error) || ((error as NodeJS.ErrnoException | null)?.code ?? '');

/** SQLite's own code, or the system's behind a file that is ours. */
export function isDiskFull(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT' || code === 'disk-full';
}

/** Why the folder cannot be worked in, for an error that the system or SQLite gave; null = it says nothing about the folder. */
export function folderTrouble(error: unknown, dataDir: string): StoreError | null {
  const kind = kindOf(codeOf(error));
  if (kind === null) return null;
  // SQLite cannot lock a file that it may only read, and calls that an I/O error; a disk that may only be read has no folder yet.
  const vague = kind[0] === 'disk-error' || kind[0] === 'folder-unusable';
  const [code, what] = (vague && (isReadOnly(dataDir) ? readOnly : isFull(dataDir) ? diskFull : null)) || kind;
  return new StoreError(code, `${dataDir}: ${what} (${codeOf(error)})`, error);
}

const readOnly: [StoreErrorCode, string] = ['folder-read-only', 'nothing can be written here'];
const diskFull: [StoreErrorCode, string] = ['disk-full', 'the disk is full'];

function kindOf(code: string): [StoreErrorCode, string] | null {
  const trouble = (kind: StoreErrorCode, what: string): [StoreErrorCode, string] => [kind, what];
  if (isDiskFull({ code })) return diskFull;
  if (code.startsWith('SQLITE_READONLY') || ['EROFS', 'EACCES', 'EPERM', 'SQLITE_PERM', 'SQLITE_AUTH'].includes(code)) {
    return readOnly;
  }
  if (['ENOTDIR', 'EEXIST', 'EISDIR', 'ELOOP', 'ENAMETOOLONG', 'ENOENT', 'ENXIO'].includes(code)) {
    return trouble('folder-unusable', 'this is no folder');
  }
  if (code.startsWith('SQLITE_CANTOPEN')) return trouble('folder-unusable', 'its files cannot be opened');
  if (['EBUSY', 'ETXTBSY', 'EAGAIN'].includes(code)) return trouble('in-use', 'another program holds a file');
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO') return trouble('disk-error', 'the disk cannot be read or written');
  return null;
}

/** Asked of the system, not tried: any handle on journal.db that is closed would drop SQLite's lock on it (POSIX). */
function isReadOnly(dataDir: string): boolean {
  let place = resolve(dataDir);
  while (!existsSync(place) && dirname(place) !== place) place = dirname(place);
  try {
    const files = place === resolve(dataDir) ? readdirSync(place).filter((name) => /\.(db(-wal|-shm)?|echo)$/.test(name)) : [];
    for (const each of [place, ...files.map((name) => join(place, name))]) accessSync(each, constants.W_OK);
    return false;
  } catch (error) {
    return ['EROFS', 'EACCES', 'EPERM'].includes(codeOf(error));
  }
}

/** A shared-memory file that cannot grow is an I/O error to SQLite too. */
function isFull(dataDir: string): boolean {
  if (!existsSync(dataDir)) return false;
  const { bavail, bsize } = statfsSync(dataDir);
  return bavail * bsize < 64 * 1024;
}

/** `f_type` of NFS, SMB and CIFS (Linux). */
const networkTypes = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997, 0x5346414f]);

export interface FolderFacts {
  /** With links and mapped drives resolved: Windows answers `\\server\share` for a mapped drive. */
  realPath: string;
  fsType: number;
  /** `%APPDATA%`: copied between computers at each sign-in. */
  roaming: string | undefined;
}

/** SQLite's locks do not hold on a network drive, and a roaming profile would carry a half-written file to another computer. */
export function placeTrouble({ realPath, fsType, roaming }: FolderFacts): 'network-drive' | 'roaming-profile' | null {
  if (/^\\\\(?!\?\\[A-Za-z]:|\.\\)/.test(realPath) || networkTypes.has(fsType >>> 0)) return 'network-drive';
  const inside = (folder: string) => realPath.toLowerCase().startsWith(`${folder.toLowerCase().replace(/[\\/]+$/, '')}\\`);
  return roaming && inside(roaming) ? 'roaming-profile' : null;
}

/** @throws StoreError `network-drive`, `roaming-profile` */
export function refuseBadPlace(dataDir: string): void {
  const facts: FolderFacts = {
    realPath: realpathSync.native(dataDir),
    fsType: process.platform === 'linux' ? statfsSync(dataDir).type : 0,
    roaming: process.env.APPDATA,
  };
  const trouble = placeTrouble(facts);
  if (trouble) throw new StoreError(trouble, `${resolve(dirname(dataDir), dataDir)} is no place for a database`);
}
