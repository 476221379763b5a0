import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { Queryable } from '../db/database.ts';

/** A desk's account at central: its own key, so that one PC can be revoked. */
export interface DemoClient {
  clinic: string;
  clinicName: string;
  clientId: string;
  /** Private key (ES256). Demo and training only: a real desk keeps its key to itself. */
  jwk: JWK;
}

export async function makeDemoClient(database: Queryable, clinicId: string, clientId: string, name: string): Promise<void> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const [publicJwk, demoJwk] = [await exportJWK(publicKey), await exportJWK(privateKey)];
  await database.query(
    `insert into client (id, clinic_id, name, public_jwk, demo_jwk) values ($1, $2, $3, $4::jsonb, $5::jsonb)`,
    [clientId, clinicId, name, JSON.stringify(publicJwk), JSON.stringify({ ...demoJwk, alg: 'ES256' })],
  );
}

/** Clients whose private key is known here, in the order in which they were made. */
export async function demoClients(database: Queryable): Promise<DemoClient[]> {
  return database.query<DemoClient>(
    `select c.clinic_id as clinic, k.name as "clinicName", c.id as "clientId", c.demo_jwk as jwk
     from client c join clinic k on k.id = c.clinic_id
     where c.demo_jwk is not null and not c.revoked order by k.number, c.id`,
  );
}

/** Verification key of a client; null when unknown or revoked. */
export async function clientKey(database: Queryable, clientId: string): Promise<{ clinicId: string; jwk: JWK } | null> {
  const [row] = await database.query<{ clinicId: string; jwk: JWK }>(
    'select clinic_id as "clinicId", public_jwk as jwk from client where id = $1 and not revoked',
    [clientId],
  );
  return row ?? null;
}
