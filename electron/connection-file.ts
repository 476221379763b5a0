import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Which central a desk speaks to and as whom: `connection.json` in the data folder, laid there by whoever sets the desk up. */
const shape = z.object({
  fhirUrl: z.url({ protocol: /^https?$/ }),
  clinicId: z.string().min(1),
  clientId: z.string().min(1),
  /** Private key of this desk alone (JWK). */
  privateJwk: z.looseObject({ kty: z.string() }),
});

export type ConnectionFile = z.infer<typeof shape>;

/** null = the desk is not connected to any central yet. Throws with code `connection-invalid`, without the file's content. */
export function readConnection(folder: string): ConnectionFile | null {
  const path = join(folder, 'connection.json');
  if (!existsSync(path)) return null;
  try {
    return shape.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw Object.assign(new Error('connection.json cannot be read'), { code: 'connection-invalid' });
  }
}
