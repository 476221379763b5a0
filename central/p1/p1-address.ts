import { exportJWK, generateKeyPair } from 'jose';
import { type DemoClient, demoClients } from '../auth/clients.ts';
import type { Central } from '../central.ts';
import type { Queryable } from '../db/database.ts';

/** Where and with what a demo desk speaks to the P1 side; certificates as PEM. */
export interface P1Address {
  fhirUrl: string;
  tokenUrl: string;
  /** Demo and training only; null = each clinic has its own from IT. */
  tls: { authority: string; certificate: string; key: string } | null;
}

export type DeskClient = DemoClient | (DemoClient & P1Address & { dialect: 'p1' });

/** What demo desks are given: in P1's dialect with its address, a client certificate and a key that can sign RS256. */
export async function forDesks({ p1, database }: Pick<Central, 'p1' | 'database'>, clients: DemoClient[]): Promise<DeskClient[]> {
  if (p1 === null) return clients;
  await giveRsaKeys(database, clients);
  const wanted = new Set(clients.map(({ clientId }) => clientId));
  const known = (await demoClients(database)).filter(({ clientId }) => wanted.has(clientId));
  return known.map((client) => ({ ...client, ...p1, dialect: 'p1' }));
}

async function giveRsaKeys(database: Queryable, clients: readonly DemoClient[]): Promise<void> {
  for (const { clientId, jwk } of clients) {
    if (jwk.kty === 'RSA') continue;
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    const [publicJwk, demoJwk] = [await exportJWK(publicKey), await exportJWK(privateKey)];
    await database.query('update client set public_jwk = $2::jsonb, demo_jwk = $3::jsonb where id = $1', [
      clientId,
      JSON.stringify(publicJwk),
      JSON.stringify({ ...demoJwk, alg: 'RS256' }),
    ]);
  }
}
