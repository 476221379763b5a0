import { writeFileSync } from 'node:fs';
import type { Options } from './options.ts';
import type { Output } from './output.ts';
import { target } from './safety-commands.ts';
import type { Reached } from './with-desk.ts';

/** The same file that Stan gives. */
export async function diagnosticsCommand({ desk }: Reached, { paths, json }: Options, out: Output): Promise<boolean> {
  const { name, base64 } = await desk.health.diagnostics();
  const file = target(paths[0] ?? '', name);
  writeFileSync(file, Buffer.from(base64, 'base64'), { mode: 0o600 });
  out.print(json ? JSON.stringify({ ok: true, file }) : file);
  return true;
}
