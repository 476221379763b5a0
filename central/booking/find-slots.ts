import type { Policy } from '../../core/domain/policy.ts';
import type { Actor, Slot } from '../../core/domain/schedule.ts';
import { addDays, instantOf, localDateOf } from '../../core/domain/time.ts';
import type { SearchCriteria } from '../../core/domain/waiting-entry.ts';
import type { Queryable } from '../db/database.ts';
import { type SlotColumns, slotOfColumns } from '../reads/slot-columns.ts';

export interface SlotSearch {
  now: string;
  policy: Policy;
  /** Whose continuation slots are shown; null for a patient. */
  ownClinicId: string | null;
  /** Whose hold does not hide a slot. */
  clientId: string | null;
  /** UTC instants; the end is not included. */
  from: string;
  to: string;
  /** Empty = any. */
  clinicCodes: string[];
  /** null = any. */
  clinicIds: string[] | null;
  /** What else a patient may ask for; places are `clinicIds`. */
  criteria: Pick<SearchCriteria, 'actorIds' | 'from' | 'to' | 'weekdays' | 'fromTime' | 'toTime'>;
  limit: number;
}

export interface FoundSlot {
  slot: Slot;
  version: number;
  clinicId: string;
  clinicName: string;
  scheduleId: string;
  actor: Actor;
  actorId: string;
}

/**
 * R11, R12, R19, R38: free slots in the windows, earliest first. First visits and exams of every clinic alike (I8);
 * continuation slots of one's own clinic only (R14), without a window.
 */
export async function findSlots(database: Queryable, search: SlotSearch): Promise<FoundSlot[]> {
  const today = localDateOf(search.now);
  const endOfWindow = (days: number) => instantOf(addDays(today, days + 1), '00:00');
  const rows = await database.query<Row>(sql, [
    search.now,
    search.from,
    search.to,
    search.clinicCodes,
    search.clinicIds,
    search.criteria.actorIds,
    search.ownClinicId,
    search.clientId,
    endOfWindow(search.policy.searchWindowDays),
    endOfWindow(search.policy.examWindowDays),
    search.limit,
    search.criteria.from === null ? null : instantOf(search.criteria.from, '00:00'),
    search.criteria.to === null ? null : instantOf(addDays(search.criteria.to, 1), '00:00'),
    search.criteria.weekdays,
    search.criteria.fromTime,
    search.criteria.toTime,
  ]);
  return rows.map((row) => ({
    slot: slotOfColumns(row),
    version: row.version,
    clinicId: row.clinic_id,
    clinicName: row.clinic_name,
    scheduleId: row.schedule_id,
    actor: row.actor,
    actorId: row.actor_id,
  }));
}

type Row = SlotColumns & {
  version: number;
  clinic_id: string;
  clinic_name: string;
  schedule_id: string;
  actor: Actor;
  actor_id: string;
};

const sql = `
select t.*, k.name as clinic_name, c.id as schedule_id, c.row->'actor' as actor, c.actor_id
from slot t join schedule c on c.key = t.schedule_key join clinic k on k.id = t.clinic_id
where not t.withdrawn and not t.for_waiting and t.payer = 'nfz'
  and t.starts_at > $1::timestamptz and t.starts_at >= $2::timestamptz and t.starts_at < $3::timestamptz
  and (cardinality($4::text[]) = 0 or t.clinic_code = any($4::text[]))
  and ($5::uuid[] is null or t.clinic_id = any($5::uuid[]))
  and (cardinality($6::text[]) = 0 or c.actor_key = any($6::text[]) or c.actor_id::text = any($6::text[]))
  and ($12::timestamptz is null or t.starts_at >= $12::timestamptz) and ($13::timestamptz is null or t.starts_at < $13::timestamptz)
  and (cardinality($14::int[]) = 0 or extract(isodow from t.starts_at at time zone 'Europe/Warsaw') = any($14::int[]))
  and ($15::text is null or to_char(t.starts_at at time zone 'Europe/Warsaw', 'HH24:MI') >= $15::text)
  and ($16::text is null or to_char(t.starts_at at time zone 'Europe/Warsaw', 'HH24:MI') <= $16::text)
  and (t.kind = 'first' or t.service <> 'cardiology' or t.clinic_id = $7::uuid)
  and (t.service <> 'cardiology' or t.kind <> 'first' or (t.starts_at < $9::timestamptz and t.mode = 'in-person'))
  and (t.service = 'cardiology' or t.starts_at < $10::timestamptz)
  and not exists (select 1 from visit v where v.slot_id = t.id and v.status in ('booked', 'arrived', 'fulfilled'))
  and not exists (select 1 from hold h where h.slot_id = t.id and h.expires_at > $1::timestamptz and h.client_id is distinct from $8::text)
order by t.starts_at, t.id
limit $11::int`;
