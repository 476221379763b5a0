import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { applyFuses, wrongFuses } from '../../../electron/fuses.ts';
import { fetchTestElectron } from '../../../scripts/fetch-test-electron.mjs';
import { expect, test } from '../support/desk-test.ts';

/** The test Electron is older than this fuse; in the shipped one it is there, and packaging requires all of them. */
const newerThanTestElectron = ['WasmTrapHandlers'];

test('the shipped fuses can be set, verified, and do what they say', async ({ folder }) => {
  const stock = await fetchTestElectron();
  const copy = join(folder, 'electron');
  cpSync(stock, copy, { recursive: true, filter: (path) => path !== join(stock, 'electron') });
  const executable = join(copy, 'electron');
  copyFileSync(join(stock, 'electron'), executable);

  expect(await wrongFuses(executable)).toContain('RunAsNode');
  expect(asNode(executable)).toBe('ran');

  await applyFuses(executable, { known: 'present' });
  expect(await wrongFuses(executable)).toEqual(newerThanTestElectron);
  expect(asNode(executable)).not.toBe('ran');
  rmSync(copy, { recursive: true });
});

test('packaging does not accept an Electron that lacks a fuse', async ({ folder }) => {
  const executable = join(folder, 'electron');
  copyFileSync(join(await fetchTestElectron(), 'electron'), executable);
  await expect(applyFuses(executable)).rejects.toThrow();
});

/** What a thief of the program would try first: use it as a Node.js for a script of his own. */
function asNode(executable: string): string {
  const { stdout } = spawnSync(executable, ['-e', 'process.stdout.write("ran")'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    timeout: 10_000,
    encoding: 'utf8',
  });
  return stdout;
}
