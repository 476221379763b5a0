import type { Policy } from '../../core/domain/policy.ts';
import { addDays, instantOf, localDateOf } from '../../core/domain/time.ts';
import type { Queryable } from '../db/database.ts';

/** R4: a clinic with free slots that patients may book now. */
export interface ListedClinic {
  id: string;
  name: string;
  town: string | null;
  /** Clinic codes with free slots, and the start of the first. */
  codes: { code: string; first: string }[];
}

export async function listedClinics(database: Queryable, policy: Policy, now: string): Promise<ListedClinic[]> {
  const rows = await database.query<{ id: string; name: string; town: string | null; code: string; first: Date }>(
    `select k.id, k.name, ${townOf} as town, free.code, free.first from clinic k join (
       select t.clinic_id, t.clinic_code as code, min(t.starts_at) as first from ${freeSlots} where ${bookable} group by 1, 2
     ) free on free.clinic_id = k.id order by k.name, free.first`,
    windows(policy, now),
  );
  const clinics = new Map<string, ListedClinic>();
  for (const { id, name, town, code, first } of rows) {
    const clinic = clinics.get(id) ?? { id, name, town, codes: [] };
    clinics.set(id, clinic);
    clinic.codes.push({ code, first: first.toISOString() });
  }
  return [...clinics.values()];
}

/** Why a clinic that has joined cannot be chosen. */
export interface WhyNot {
  name: string;
  reason: 'listed' | 'nothing-published' | 'no-free' | 'continuation-only';
}

const mostAnswers = 5;

/** All clinics that have joined and whose name contains what was asked. */
export function whyNot(database: Queryable, policy: Policy, now: string, asked: string): Promise<WhyNot[]> {
  const like = `%${asked.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return database.query<WhyNot>(
    `select k.name, case
       when exists (select 1 from ${freeSlots} where f.clinic_id = k.id and ${bookable}) then 'listed'
       when exists (select 1 from ${freeSlots} where f.clinic_id = k.id and t.service = 'cardiology' and t.kind = 'continuation' and ${free})
         then 'continuation-only'
       when exists (select 1 from slot t where t.clinic_id = k.id and not t.withdrawn) then 'no-free'
       else 'nothing-published' end as reason
     from clinic k where k.name ilike $4 order by k.name limit ${mostAnswers}`,
    [...windows(policy, now), like],
  );
}

const townOf = `k.place->>'town'`;

const freeSlots = 'free_slot f join slot t on t.id = f.slot_id';

/** R33: what is offered to waiting patients first is not free yet. */
const free = `not t.withdrawn and not t.for_waiting and t.payer = 'nfz' and f.starts_at > $1::timestamptz`;

/** R11, R16, R17, R38: first visits in person and exams, each in its window. */
const bookable = `f.live and ${free}
  and f.starts_at < case t.service when 'cardiology' then $2::timestamptz else $3::timestamptz end`;

function windows({ searchWindowDays, examWindowDays }: Policy, now: string): unknown[] {
  const endOf = (days: number) => instantOf(addDays(localDateOf(now), days + 1), '00:00');
  return [now, endOf(searchWindowDays), endOf(examWindowDays)];
}
