import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';

const parent = `
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['--import', ${JSON.stringify(new URL('./end-with-parent.ts', import.meta.url).href)}, '-e', 'setInterval(() => {}, 1000)'], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  console.log(child.pid);
`;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

it('a child ends with its parent, also when that one is killed while the child is starting', async () => {
  const process_ = spawn(process.execPath, ['-e', parent], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pid = Number(await new Promise<string>((resolve) => createInterface(process_.stdout).once('line', resolve)));
  expect(isAlive(pid)).toBe(true);
  process_.kill('SIGKILL');
  await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
});
