import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeskAccount } from './desk.ts';

/** As IT does when it sets a desk up: tells it which central, and as whom. */
export function layConnection(dataFolder: string, { central, client }: DeskAccount): void {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const connection = {
    fhirUrl: client.fhirUrl ?? `${central}/fhir`,
    clinicId: client.clinic,
    clinicName: client.clinicName,
    clientId: client.clientId,
    privateJwk: client.jwk,
    ...(client.dialect && { dialect: client.dialect, tls: client.tls }),
  };
  writeFileSync(join(dataFolder, 'connection.json'), JSON.stringify(connection), { mode: 0o600 });
}
