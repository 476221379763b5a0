import type { Policy } from '../../core/domain/policy.ts';
import type { Refusal } from '../../core/domain/refusal.ts';
import { addMinutes } from '../../core/domain/time.ts';
import type { Queryable } from '../db/database.ts';
import type { FoundSlot } from './find-slots.ts';

export interface HeldSlot {
  id: string;
  /** UTC instant by central's clock. */
  until: string;
}

/** I8: keeps a slot for one client for at most `policy.holdMinutes`, visible to all. Asking again does not prolong it. */
export async function holdSlot(
  database: Queryable,
  found: Pick<FoundSlot, 'slot' | 'version' | 'clinicId'>,
  by: { clientId: string; clinicId: string },
  { now, policy, id }: { now: string; policy: Policy; id: string },
): Promise<HeldSlot | Refusal> {
  const until = addMinutes(now, policy.holdMinutes);
  const [row] = await database.query<{ held: { outcome: string; id?: string; until?: string } }>(
    'select hold_slot($1::uuid, $2::int, $3::uuid, $4, $5::uuid, $6::timestamptz, $7::timestamptz) as held',
    [found.slot.id, found.version, id, by.clientId, by.clinicId, now, until],
  );
  const held = row?.held;
  switch (held?.outcome) {
    case 'held':
      return { id: held.id as string, until: new Date(held.until as string).toISOString() };
    case 'taken':
      return { code: 'slot-taken', rule: 'I1', path: 'slot' };
    case 'held-by-other':
      return { code: 'slot-held', rule: 'I8', path: 'slot' };
    default:
      return { code: 'slot-gone', path: 'slot' };
  }
}

/** Ends one's own hold; false when there is none of that id. */
export async function releaseHold(database: Queryable, id: string, clientId: string): Promise<boolean> {
  const rows = await database.query(
    `with ended as (delete from hold where id = $1::uuid and client_id = $2 returning slot_id)
     update slot set for_waiting = (kind = 'first' and service = 'cardiology') from ended where slot.id = ended.slot_id returning 1`,
    [id, clientId],
  );
  return rows.length > 0;
}
