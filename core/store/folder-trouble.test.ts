import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { folderTrouble, placeTrouble } from './folder-trouble.ts';
import { openStore } from './open-store.ts';
import { StoreError } from './store-error.ts';
import { testKey } from './test-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'okienko-trouble-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const codeOf = (dataDir: string): string => {
  try {
    openStore({ dataDir, key: testKey }).close();
    return 'opened';
  } catch (error) {
    return error instanceof StoreError ? error.code : `thrown: ${String(error)}`;
  }
};

describe('a data folder that cannot be used is refused by name (really met)', () => {
  test('a file in its place', () => {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, 'desk');
    writeFileSync(file, 'x');
    expect(codeOf(file)).toBe('folder-unusable');
    expect(codeOf(join(file, 'deeper'))).toBe('folder-unusable');
  });

  test('a folder in the place of a database', () => {
    mkdirSync(join(folder, 'journal.db'), { recursive: true });
    expect(codeOf(folder)).toBe('folder-unusable');
  });

  // The kernel's own folder lets nobody write, root neither.
  test.runIf(process.platform === 'linux')('a place where nobody may write', () => {
    expect(codeOf('/sys/okienko')).toBe('folder-read-only');
  });
});

describe('what the system says (injected)', () => {
  test.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EROFS', 'folder-read-only'],
    ['EACCES', 'folder-read-only'],
    ['EPERM', 'folder-read-only'],
    ['EBUSY', 'in-use'],
    ['EIO', 'disk-error'],
    ['ENOTDIR', 'folder-unusable'],
  ])('%s is %s', (code, kind) => {
    expect(folderTrouble(Object.assign(new Error('x'), { code }), '/data')?.code).toBe(kind);
  });

  test('anything else is no trouble of the folder: a bug stays a bug', () => {
    expect(folderTrouble(new TypeError('x'), '/data')).toBeNull();
  });
});

describe('places where databases come to harm', () => {
  const here = {
    realPath: 'C:\\Users\\anna\\AppData\\Local\\Okienko\\desk',
    fsType: 0,
    roaming: 'C:\\Users\\anna\\AppData\\Roaming',
  };
  test.each([
    ['a local folder', here, null],
    ['a share', { ...here, realPath: '\\\\serwer\\dane\\Okienko' }, 'network-drive'],
    ['a mapped drive, as Windows resolves it', { ...here, realPath: '\\\\?\\UNC\\serwer\\dane' }, 'network-drive'],
    ['a long local path', { ...here, realPath: '\\\\?\\C:\\Okienko' }, null],
    ['a roaming profile', { ...here, realPath: 'C:\\Users\\Anna\\AppData\\Roaming\\Okienko' }, 'roaming-profile'],
    ['NFS', { realPath: '/srv/dane', fsType: 0x6969, roaming: undefined }, 'network-drive'],
    ['SMB', { realPath: '/srv/dane', fsType: 0xff534d42, roaming: undefined }, 'network-drive'],
    ['CIFS as a signed number', { realPath: '/srv/dane', fsType: 0xff534d42 | 0, roaming: undefined }, 'network-drive'],
    ['ext4', { realPath: '/srv/dane', fsType: 0xef53, roaming: undefined }, null],
  ] as const)('%s', (_, facts, expected) => {
    expect(placeTrouble(facts)).toBe(expected);
  });
});
