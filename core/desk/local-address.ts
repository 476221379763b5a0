import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A Unix socket's path ends in a fixed field of 104 (macOS) or 108 bytes (Linux), its closing zero included. */
const longestSocketPath = 103;

/**
 * Where the host of a data folder listens for the command line: a socket in the folder; where the folder's path is too
 * long for one, in the machine's temporary folder under a name derived from it; on Windows a named pipe.
 */
export function localAddress(dataDir: string): { socket: string; tokenFile: string } {
  const folder = resolve(dataDir);
  const tokenFile = join(folder, 'desk.token');
  const name = `okienko-${createHash('sha256').update(folder).digest('hex').slice(0, 24)}`;
  if (process.platform === 'win32') return { socket: `\\\\.\\pipe\\${name}`, tokenFile };
  const inFolder = join(folder, 'desk.sock');
  return { socket: Buffer.byteLength(inFolder) <= longestSocketPath ? inFolder : join(tmpdir(), `${name}.sock`), tokenFile };
}
