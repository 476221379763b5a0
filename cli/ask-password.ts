import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import type { Output } from './output.ts';

/** From the keyboard without showing it, or the first line of what is piped in. Never an argument: those can be seen by others. */
export async function askPassword(question: string, out: Output): Promise<string> {
  if (process.stdin.isTTY) out.say(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: process.stdin.isTTY });
  try {
    return await new Promise<string>((resolve) => {
      lines.once('line', resolve);
      lines.once('close', () => resolve(''));
    });
  } finally {
    lines.close();
  }
}
