import { closeSync, fsyncSync, openSync } from 'node:fs';

export function flush(file: string): void {
  const handle = openSync(file, 'r+');
  fsyncSync(handle);
  closeSync(handle);
}

/** Makes a rename durable. Windows cannot open folders, and needs no flush of them. */
export function flushFolder(dir: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(dir, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
