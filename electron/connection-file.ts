import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { DeskConnection } from '../core/desk/desk-connection.ts';

const shape = z.object({
  fhirUrl: z.url({ protocol: /^https?$/ }),
  clinicId: z.string().min(1),
  clinicName: z.string().optional(),
  clientId: z.string().min(1),
  privateJwk: z.looseObject({ kty: z.string() }),
  tokenUrl: z.url({ protocol: /^https?$/ }).optional(),
  dialect: z.enum(['fhir', 'p1']).optional(),
  /** Of a training P1 only. */
  tls: z.object({ authority: z.string(), certificate: z.string(), key: z.string() }).optional(),
});

const pathIn = (folder: string) => join(folder, 'connection.json');

/**
 * `connection.json` in the data folder, laid there by whoever sets the desk up: which central, and as whom. null = none; the desk
 * then uses the connection that it was given before. Throws with code `connection-invalid`, without the file's content.
 */
export function readConnection(folder: string): DeskConnection | null {
  if (!existsSync(pathIn(folder))) return null;
  try {
    const { clinicName, tokenUrl, dialect, tls, ...rest } = shape.parse(JSON.parse(readFileSync(pathIn(folder), 'utf8')));
    return {
      ...rest,
      ...(clinicName !== undefined && { clinicName }),
      ...(tokenUrl !== undefined && { tokenUrl }),
      ...(dialect !== undefined && { dialect }),
      ...(tls !== undefined && { tls }),
    };
  } catch {
    throw Object.assign(new Error('connection.json cannot be read'), { code: 'connection-invalid' });
  }
}

/** After the desk has taken the connection into its encrypted journal, the private key need not lie in a plain file. */
export function removeConnection(folder: string): void {
  rmSync(pathIn(folder), { force: true });
}
