import type { Policy } from '../../core/domain/policy.ts';
import type { Refusal } from '../../core/domain/refusal.ts';
import { addMinutes } from '../../core/domain/time.ts';
import type { Queryable } from '../db/database.ts';
import type { FoundSlot } from './find-slots.ts';

export interface HeldSlot {
  id: string;
  /** UTC instant by central's clock. */
  until: string;
  /** The event by which the clinic hears of it; null = it was held already. */
  told: Told | null;
}

/** An event of a clinic's stream, to be announced after the commit. */
export interface Told {
  clinicId: string;
  number: number;
}

/** I8: keeps a slot for one client for at most `policy.holdMinutes`, visible to all. Asking again does not prolong it. */
export async function holdSlot(
  database: Queryable,
  found: Pick<FoundSlot, 'slot' | 'version' | 'clinicId'>,
  by: { clientId: string; clinicId: string },
  { now, policy, id }: { now: string; policy: Policy; id: string },
): Promise<HeldSlot | Refusal> {
  const until = addMinutes(now, policy.holdMinutes);
  const [row] = await database.query<{ held: { outcome: string; id?: string; until?: string; told?: Told | null } }>(
    'select hold_slot($1::uuid, $2::int, $3::uuid, $4, $5::uuid, $6::timestamptz, $7::timestamptz) as held',
    [found.slot.id, found.version, id, by.clientId, by.clinicId, now, until],
  );
  const held = row?.held;
  switch (held?.outcome) {
    case 'held':
      return { id: held.id as string, until: new Date(held.until as string).toISOString(), told: held.told ?? null };
    case 'taken':
      return { code: 'slot-taken', rule: 'I1', path: 'slot' };
    case 'held-by-other':
      return { code: 'slot-held', rule: 'I8', path: 'slot' };
    default:
      return { code: 'slot-gone', path: 'slot' };
  }
}

/** Ends one's own hold; null when there is none of that id. */
export async function releaseHold(database: Queryable, id: string, clientId: string, now: string): Promise<Told | null> {
  const [row] = await database.query<{ told: Told | null }>('select release_hold($1::uuid, $2, $3::timestamptz) as told', [
    id,
    clientId,
    now,
  ]);
  return row?.told ?? null;
}
