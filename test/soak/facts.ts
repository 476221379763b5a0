/** Invariants that a question to the database answers: each answers what breaks it. */
import type { Queryable } from '../../central/db/database.ts';

const active = `status in ('booked', 'arrived', 'fulfilled')`;

const questions: readonly (readonly [name: string, sql: string])[] = [
  [
    'I1: two visits on one slot',
    `select slot_id::text as what from visit where ${active} and slot_id is not null group by 1 having count(*) > 1`,
  ],
  [
    'R18: a referral booked twice, or booked and waiting',
    `select referral::text as what from (
       select referral from visit where ${active} and kind = 'first' and referral is not null
       union all select referral from waiting_entry where status = 'waiting') used group by 1 having count(*) > 1`,
  ],
  [
    'I3: one SMS with two effects',
    `select key as what from audit where author = 'sms' and type = 'Appointment' and intent_id is not null group by intent_id, key having count(*) > 1`,
  ],
  [
    'I6: a reminder made twice',
    `select concat_ws(' ', visit_id, facts->>'startsAt', facts->>'days', medium) as what from communication where kind = 'reminder'
     group by 1 having count(*) > 1`,
  ],
  [
    'I6: a reminder of a visit that was off',
    `select c.id::text as what from communication c join visit v on v.id = c.visit_id
     where c.kind = 'reminder' and c.status = 'completed' and v.updated_at < c.sent_at
       and (v.status = 'cancelled' or v.starts_at <> (c.facts->>'startsAt')::timestamptz)`,
  ],
  ['I6: a message sent twice', `select communication_id::text as what from mailbox group by 1 having count(*) > 1`],
];

export async function brokenFacts(database: Queryable): Promise<string[]> {
  const found: string[] = [];
  for (const [name, sql] of questions) {
    for (const { what } of await database.query<{ what: string }>(`${sql} limit 5`)) found.push(`${name}: ${what}`);
  }
  return found;
}

/** What is due has been made a message, and every message has been sent. */
export async function untold(database: Queryable, now: string): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    `select (select count(*)::int from reminder where state = 'planned' and due_at <= $1::timestamptz)
       + (select count(*)::int from communication where status in ('preparation', 'in-progress')) as count`,
    [now],
  );
  return row?.count ?? 0;
}
