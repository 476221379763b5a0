import { randomUUID } from 'node:crypto';
import published from '../../resources/demo-clinic/accounts.json' with { type: 'json' };
import type { Queryable } from '../db/database.ts';

/** The published accounts of a demo clinic, as its first desk would have saved them: sealed, nothing of them is read here. */
export async function insertDemoAccounts(db: Queryable, clinicId: string, now: string): Promise<void> {
  const settings: [key: string, value: unknown][] = [
    ...published.accounts.map((account): [string, unknown] => [`account-${account.id}`, account]),
    ['accounts-recovery', published.recovery],
  ];
  for (const [key, value] of settings) {
    await db.query(
      `insert into setting (id, clinic_id, key, version, row, updated_at) values ($1, $2, $3, 1, $4::jsonb, $5::timestamptz)`,
      [randomUUID(), clinicId, key, JSON.stringify({ value }), now],
    );
  }
  // Whoever has no copy begins at event 1 and reads all.
  await db.query('update clinic set last_event = 1, feed_start = 1 where id = $1', [clinicId]);
}
