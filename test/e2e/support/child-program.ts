import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { root } from '../../../scripts/project.mjs';

export interface ChildProgram {
  process: ChildProcess;
  /** The JSON line by which it said that it is ready. */
  ready: Record<string, unknown>;
  /** All that it wrote to stderr so far. */
  said(): string;
  /** As a person would: SIGTERM, then wait. Throws when it does not end with code 0. */
  stop(): Promise<void>;
  /** As a power cut would. */
  kill(): Promise<void>;
}

/** Starts one of our programs on Node 24 and waits until it is ready. What it says on stderr is shown when it fails. */
export async function startProgram(file: string, args: string[]): Promise<ChildProgram> {
  const child = spawn(process.execPath, [file, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const line = await Promise.race([
    new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve)),
    ended.then((code) => Promise.reject(new Error(`${file} ended with ${code} before it was ready:\n${said.join('')}`))),
  ]);
  return {
    process: child,
    ready: JSON.parse(line) as Record<string, unknown>,
    said: () => said.join(''),
    async stop() {
      child.kill('SIGTERM');
      const code = await ended;
      if (code !== 0) throw new Error(`${file} ended with ${code}:\n${said.join('')}`);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
