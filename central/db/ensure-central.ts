import { randomBytes, randomUUID } from 'node:crypto';
import type { Policy } from '../../core/domain/policy.ts';
import { pilotPolicy } from '../../core/domain/policy-values.ts';
import type { Queryable } from './database.ts';

/** What is one for the whole database: its epoch (one life of it), the secret of access tokens, the policy. */
export interface CentralRecord {
  epoch: string;
  tokenSecret: string;
  policy: Policy;
  /** What the database was filled with, null = nothing. */
  seed: string | null;
}

/** Made once, by whichever process comes first. */
export async function ensureCentral(database: Queryable): Promise<CentralRecord> {
  await database.query(
    `insert into central (epoch, token_secret, policy) values ($1, $2, $3::jsonb) on conflict (singleton) do nothing`,
    [randomUUID(), randomBytes(32).toString('base64url'), JSON.stringify(pilotPolicy)],
  );
  const [record] = await database.query<CentralRecord>('select epoch, token_secret as "tokenSecret", policy, seed from central');
  if (record === undefined) throw new Error('the central record could not be made');
  // What a database of an older release has not kept yet.
  return { ...record, policy: { ...pilotPolicy, ...record.policy } };
}

/** A restored database is another life of it: what it has forgotten since the backup, desks still believe. Answers the new epoch. */
export async function beginEpoch(database: Queryable): Promise<string> {
  const epoch = randomUUID();
  await database.query('update central set epoch = $1', [epoch]);
  return epoch;
}
