import { stopOn, stopText } from '../../core/domain/mobile-stops.ts';
import type { MobileStop } from '../../core/domain/schedule.ts';
import { localDateOf } from '../../core/domain/time.ts';
import type { Queryable } from '../db/database.ts';
import type { CommunicationFacts } from './communication.ts';

/** One message that this process, and no other, may try to send now. */
export interface ClaimedMessage extends CommunicationFacts {
  id: string;
  address: string;
  at: Date;
  attempts: number;
  /** An earlier try ended without anyone knowing how: whoever claimed it died. */
  interrupted: boolean;
  /** A reminder, or news of a place, of a visit that has since been cancelled, moved, or has begun (I6). */
  outdated: boolean;
}

/** A claim ends by itself, should its owner die. Longer than any port takes. */
const claimSeconds = 90;

/**
 * Takes up to `limit` messages, the oldest first and at most one for each address, so that messages to one patient arrive in
 * the order of what happened. Several processes share them out by row locks.
 */
export async function claimMessages(database: Queryable, limit: number, now: string): Promise<ClaimedMessage[]> {
  const rows = await database.query<ClaimedMessage & { stops: MobileStop[] | null }>(sql, [limit, claimSeconds, now]);
  return rows.map(({ stops, ...message }) => ({ ...message, stop: placeOf(stops, message) }));
}

/** R38: of the time that the message tells of. */
function placeOf(stops: MobileStop[] | null, { facts: { startsAt } }: ClaimedMessage): string | null {
  const stop = startsAt === undefined ? null : stopOn(stops, localDateOf(startsAt));
  return stop && stopText(stop);
}

const sql = `
with open as (
  select c.id, c.status = 'in-progress' as interrupted from communication c
  where ((c.status = 'preparation' and c.next_attempt_at <= now()) or (c.status = 'in-progress' and c.claimed_until <= now()))
    and not exists (select 1 from communication e where e.medium = c.medium and e.address = c.address and e.number < c.number
      and e.status in ('preparation', 'in-progress'))
  order by c.number limit $1::int for update skip locked
), mine as (
  update communication c set status = 'in-progress', attempts = c.attempts + 1,
    claimed_until = now() + make_interval(secs => $2::int)
  from open where open.id = c.id returning c.*, open.interrupted
)
select m.id, m.kind, m.medium, m.address, m.facts, m.at, m.attempts, m.interrupted,
  m.kind in ('reminder', 'place') and not coalesce(v.status = 'booked' and v.starts_at = (m.facts->>'startsAt')::timestamptz
    and v.starts_at > $3::timestamptz, false) as outdated,
  k.name as "clinicName",
  s.row->'actor'->>'name' as "actorName", s.row->'stops' as stops, coalesce(p.given_name, m.facts->>'givenName') as "givenName"
from mine m left join clinic k on k.id = m.clinic_id left join visit v on v.id = m.visit_id
  left join schedule s on s.key = v.schedule_key left join patient p on p.id = m.patient_id
order by m.number`;

export type Ending =
  | { status: 'completed'; text: string; sentAt: string }
  /** `refused` by the receiver, given up, or nobody can send this medium. */
  | { status: 'not-done' | 'unknown' | 'stopped'; reason: string }
  | { status: 'preparation'; reason: string; inSeconds: number };

/** Only the owner of the claim ends it: one who was declared dead meanwhile changes nothing. */
export async function endClaim(database: Queryable, { id, attempts }: ClaimedMessage, ending: Ending): Promise<void> {
  await database.query(
    `update communication set status = $3, reason = $4, text = coalesce($5, text), sent_at = $6::timestamptz, claimed_until = null,
       next_attempt_at = now() + make_interval(secs => $7::double precision)
     where id = $1::uuid and attempts = $2::int and status = 'in-progress'`,
    [
      id,
      attempts,
      ending.status,
      'reason' in ending ? ending.reason : null,
      'text' in ending ? ending.text : null,
      'sentAt' in ending ? ending.sentAt : null,
      'inSeconds' in ending ? ending.inSeconds : 0,
    ],
  );
}
