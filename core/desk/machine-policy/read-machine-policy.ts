import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { judgePolicy, noPolicy, type ReadPolicy } from './machine-policy.ts';
import { registryValues } from './registry-text.ts';

export const policySources = {
  win32: 'HKLM\\SOFTWARE\\Policies\\Okienko',
  darwin: '/Library/Managed Preferences/pl.okienko.desk.plist',
  linux: '/etc/okienko/policy.json',
} as const;

export interface PolicyIo {
  /** Text of a file; null = there is none. */
  read(path: string): Promise<string | null>;
  /** Standard output; null = the program failed, as `reg` does when a key is not there. */
  run(program: string, args: string[]): Promise<string | null>;
}

/** The machine's policy, from the place that only administrators can write on this platform. Never throws. */
export async function readMachinePolicy(platform: string = process.platform, io: PolicyIo = realIo): Promise<ReadPolicy> {
  const source = policySources[platform as keyof typeof policySources];
  if (source === undefined) return noPolicy;
  try {
    const raw = await rawPolicy(platform, source, io);
    return raw === null ? noPolicy : judgePolicy(source, raw);
  } catch {
    return { values: {}, source, problems: [{ name: source, problem: 'unreadable' }] };
  }
}

async function rawPolicy(platform: string, source: string, io: PolicyIo): Promise<Record<string, unknown> | null> {
  if (platform === 'win32') {
    const answer = await io.run('reg.exe', ['query', source]);
    return answer === null ? null : registryValues(answer);
  }
  if (platform === 'linux') return asRecord(await io.read(source));
  if ((await io.read(source)) === null) return null;
  // The file is binary; macOS brings the tool that reads it.
  const answer = await io.run('/usr/bin/plutil', ['-convert', 'json', '-o', '-', source]);
  if (answer === null) throw new Error('plutil failed');
  return asRecord(answer);
}

function asRecord(text: string | null): Record<string, unknown> | null {
  if (text === null) return null;
  const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('not an object');
  return value as Record<string, unknown>;
}

const realIo: PolicyIo = {
  async read(path) {
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  },
  async run(program, args) {
    try {
      return (await promisify(execFile)(program, args, { windowsHide: true, timeout: 5000 })).stdout;
    } catch {
      return null;
    }
  },
};
