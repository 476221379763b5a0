import { stopOn } from '../../core/domain/mobile-stops.ts';
import type { Policy } from '../../core/domain/policy.ts';
import type { Actor, MobileStop, Slot } from '../../core/domain/schedule.ts';
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
  /** R38: when places are asked for, the days on which mobile units stand elsewhere than at their clinic. */
  mobile?: MobileDays | null;
  /** What else a patient may ask for; places are `clinicIds`. */
  criteria: Pick<SearchCriteria, 'actorIds' | 'from' | 'to' | 'weekdays' | 'fromTime' | 'toTime'>;
  limit: number;
}

export interface MobileDays {
  /** All of them: those days are not at the clinic. */
  away: StopDays[];
  /** Those that stand where it is asked for, whatever the clinic. */
  wanted: StopDays[];
}

export interface StopDays {
  scheduleKey: string;
  clinicId: string;
  from: string;
  to: string;
}

export interface FoundSlot {
  slot: Slot;
  version: number;
  clinicId: string;
  clinicName: string;
  scheduleId: string;
  actor: Actor;
  actorId: string;
  /** R38: where the unit stands on that day; null = at the clinic. */
  stop: MobileStop | null;
}

/**
 * R11, R12, R19, R38: free slots in the windows, earliest first. First visits and exams of every clinic alike (I8);
 * continuation slots of one's own clinic only (R14), without a window.
 */
export async function findSlots(database: Queryable, search: SlotSearch): Promise<FoundSlot[]> {
  const { sql, params } = statement(search);
  const rows = await database.query<Row>(sql, params);
  return rows.map((row) =>
    withStop({
      slot: slotOfColumns(row),
      version: row.version,
      clinicId: row.clinic_id,
      clinicName: row.clinic_name,
      scheduleId: row.schedule_id,
      actor: row.actor,
      actorId: row.actor_id,
      stops: row.stops,
    }),
  );
}

function withStop({ stops, ...found }: Omit<FoundSlot, 'stop'> & { stops: MobileStop[] | null }): FoundSlot {
  return { ...found, stop: stopOn(stops, localDateOf(found.slot.startsAt)) };
}

type Row = SlotColumns & {
  version: number;
  clinic_id: string;
  clinic_name: string;
  schedule_id: string;
  actor: Actor;
  actor_id: string;
  stops: MobileStop[] | null;
};

/**
 * Only what is asked for stands in the text: a condition that a parameter may switch off hides from the planner that the answer
 * is a few rows of `free_slot`, and costs seconds in a region.
 */
function statement(search: SlotSearch): { sql: string; params: unknown[] } {
  const { now, policy, criteria } = search;
  const params: unknown[] = [];
  const value = (given: unknown, type: string) => `$${params.push(given)}::${type}`;
  const endOfWindow = (days: number) => value(instantOf(addDays(localDateOf(now), days + 1), '00:00'), 'timestamptz');
  const at = value(now, 'timestamptz');
  const warsaw = `f.starts_at at time zone 'Europe/Warsaw'`;
  const clock = `to_char(${warsaw}, 'HH24:MI')`;

  const common = [
    `f.starts_at > ${at}`,
    `f.starts_at >= ${value(search.from, 'timestamptz')}`,
    `f.starts_at < ${value(search.to, 'timestamptz')}`,
    'not t.withdrawn and not t.for_waiting',
    `not exists (select 1 from hold h where h.slot_id = f.slot_id and h.expires_at > ${at}
       and h.client_id is distinct from ${value(search.clientId, 'text')})`,
  ];
  if (search.clinicCodes.length > 0) common.push(`f.clinic_code = any(${value(search.clinicCodes, 'text[]')})`);
  if (criteria.actorIds.length > 0) {
    const actors = value(criteria.actorIds, 'text[]');
    common.push(`(c.actor_key = any(${actors}) or c.actor_id::text = any(${actors}))`);
  }
  if (criteria.from !== null) common.push(`f.starts_at >= ${value(instantOf(criteria.from, '00:00'), 'timestamptz')}`);
  if (criteria.to !== null) common.push(`f.starts_at < ${value(instantOf(addDays(criteria.to, 1), '00:00'), 'timestamptz')}`);
  if (criteria.weekdays.length > 0) {
    common.push(`extract(isodow from ${warsaw}) = any(${value(criteria.weekdays, 'int[]')})`);
  }
  if (criteria.fromTime !== null) common.push(`${clock} >= ${value(criteria.fromTime, 'text')}`);
  if (criteria.toTime !== null) common.push(`${clock} <= ${value(criteria.toTime, 'text')}`);

  const atClinics = search.clinicIds === null ? [] : [`f.clinic_id = any(${value(search.clinicIds, 'uuid[]')})`];
  const onDaysOf = (days: StopDays[]) => `exists (select 1 from jsonb_to_recordset(${value(JSON.stringify(days), 'jsonb')})
       as m("scheduleKey" text, "from" date, "to" date)
       where m."scheduleKey" = t.schedule_key and (${warsaw})::date between m."from" and m."to")`;
  const { away = [], wanted = [] } = search.mobile ?? {};

  const limit = value(search.limit, 'int');
  const part = (own: string[]) => `(
    select t.*, k.name as clinic_name, c.id as schedule_id, c.row->'actor' as actor, c.actor_id, c.row->'stops' as stops
    from free_slot f join slot t on t.id = f.slot_id join schedule c on c.key = t.schedule_key join clinic k on k.id = f.clinic_id
    where ${[...own, ...common].join('\n      and ')}
    order by f.starts_at, f.slot_id limit ${limit})`;
  const live = [
    'f.live',
    `f.starts_at < case t.service when 'cardiology' then ${endOfWindow(policy.searchWindowDays)} else ${endOfWindow(policy.examWindowDays)} end`,
  ];
  const parts = [part([...live, ...atClinics, ...(away.length > 0 ? [`not ${onDaysOf(away)}`] : [])])];
  if (wanted.length > 0) {
    const clinics = value([...new Set(wanted.map(({ clinicId }) => clinicId))], 'uuid[]');
    parts.push(part([...live, `f.clinic_id = any(${clinics})`, onDaysOf(wanted)]));
  }
  if (search.ownClinicId !== null) {
    parts.push(
      part([
        'not f.live',
        ...atClinics,
        `f.clinic_id = ${value(search.ownClinicId, 'uuid')}`,
        `t.service = 'cardiology' and t.kind = 'continuation' and t.payer = 'nfz'`,
      ]),
    );
  }
  return { sql: `select * from (${parts.join(' union all ')}) found order by starts_at, id limit ${limit}`, params };
}
