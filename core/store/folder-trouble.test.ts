import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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

  /** Opens it in a process of its own, as an unprivileged user: root may write whatever the permissions say. */
  function codeForNobody(dataDir: string): string {
    const nobody = 65_534;
    const script = `
      import { openStore } from ${JSON.stringify(join(import.meta.dirname, 'open-store.ts'))};
      process.setgid(${nobody}); process.setuid(${nobody});
      try { openStore({ dataDir: process.argv[1], key: Buffer.from(process.argv[2], 'hex') }).close(); console.log('opened'); }
      catch (error) { console.log(error.code); }`;
    const arguments_ = ['--input-type=module', '-e', script, dataDir, Buffer.from(testKey).toString('hex')];
    return spawnSync(process.execPath, arguments_, { encoding: 'utf8' }).stdout.trim();
  }

  describe.runIf(process.platform === 'linux' && process.getuid?.() === 0)('as another user of this computer', () => {
    /** A folder with a desk's files, ours and readable by all. */
    function aReadableFolder(): string {
      const dataDir = join(folder, 'desk');
      openStore({ dataDir, key: testKey }).close();
      chmodSync(folder, 0o755);
      chmodSync(dataDir, 0o755);
      for (const name of readdirSync(dataDir)) chmodSync(join(dataDir, name), 0o644);
      return dataDir;
    }

    test('a folder that may only be read, and one whose files may only be read', () => {
      const dataDir = aReadableFolder();
      expect(codeForNobody(dataDir)).toBe('folder-read-only');
      chownSync(dataDir, 65_534, 65_534);
      expect(codeForNobody(dataDir)).toBe('folder-read-only');
      for (const name of readdirSync(dataDir)) chownSync(join(dataDir, name), 65_534, 65_534);
      expect(codeForNobody(dataDir)).toBe('opened');
    });
  });

  const hasMounts = process.platform === 'linux' && spawnSync('unshare', ['-m', 'true']).status === 0;

  /** What `okienko`'s store says of folders on a small disk of its own, after `change` (a shell command, `$disk` is the disk). */
  function codesOnADisk(change: string, folders: string[]): string[] {
    const disk = join(folder, 'disk');
    mkdirSync(disk, { recursive: true });
    const script = `
      import { openStore } from ${JSON.stringify(join(import.meta.dirname, 'open-store.ts'))};
      for (const dataDir of process.argv.slice(3)) {
        try { openStore({ dataDir, key: Buffer.from(process.argv[2], 'hex') }).close(); console.log('opened'); }
        catch (error) { console.log(error.code); }
      }`;
    const file = join(folder, 'open.mjs');
    writeFileSync(file, script);
    const key = Buffer.from(testKey).toString('hex');
    const node = `'${process.execPath}' '${file}' ${key}`;
    const shell = `
      disk='${disk}'; mount -t tmpfs -o size=8m tmpfs "$disk"
      ${node} "$disk/known" > /dev/null && mkdir "$disk/empty"
      ${change}
      ${node} ${folders.map((name) => `"$disk/${name}"`).join(' ')}`;
    const { stdout, stderr } = spawnSync('unshare', ['-m', 'sh', '-c', shell], { encoding: 'utf8' });
    return stdout.trim() === '' ? [stderr] : stdout.trim().split('\n');
  }

  describe.runIf(hasMounts)('on a real disk of its own', () => {
    test('that may only be read: with a desk on it, empty, and before there is a folder', () => {
      const codes = codesOnADisk('mount -o remount,ro "$disk"', ['known', 'empty', 'new']);
      expect(codes).toEqual(['folder-read-only', 'folder-read-only', 'folder-read-only']);
    });

    test('that is full', () => {
      const codes = codesOnADisk('dd if=/dev/zero of="$disk/fill" bs=4k 2>/dev/null', ['known', 'empty', 'new']);
      expect(codes).toEqual(['disk-full', 'disk-full', 'disk-full']);
    });

    test('and is as it was when there is space again', () => {
      const full = 'dd if=/dev/zero of="$disk/fill" bs=4k 2>/dev/null';
      const change = `${full}; '${process.execPath}' '${join(folder, 'open.mjs')}' ${Buffer.from(testKey).toString('hex')} "$disk/known" >/dev/null; rm "$disk/fill"`;
      expect(codesOnADisk(change, ['known'])).toEqual(['opened']);
    });
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
