import type { Queryable } from '../db/database.ts';

/** One booked or cancelled exam that this process, and no other, may deliver now. */
export interface ClaimedExam {
  id: string;
  attempts: number;
  facts: Record<string, unknown>;
}

/** A claim ends by itself, should its owner die. Longer than a try takes. */
const claimSeconds = 90;

/** The oldest first, and of one person one at a time: what came before must have arrived. Several processes share them out. */
export function claimExams(database: Queryable, limit: number): Promise<ClaimedExam[]> {
  return database.query<ClaimedExam>(
    `with open as (
       select m.id from simp_message m
       where ((m.status = 'waiting' and m.next_attempt_at <= now()) or (m.status = 'delivering' and m.claimed_until <= now()))
         and not exists (select 1 from simp_message e where e.person = m.person and e.number < m.number
           and e.status in ('waiting', 'delivering'))
       order by m.number limit $1::int for update skip locked
     )
     update simp_message m set status = 'delivering', attempts = m.attempts + 1,
       claimed_until = now() + make_interval(secs => $2::int)
     from open where open.id = m.id returning m.id, m.attempts, m.facts`,
    [limit, claimSeconds],
  );
}

export type ExamEnding =
  | { status: 'delivered' }
  | { status: 'refused'; reason: string }
  | { status: 'waiting'; reason: string; inSeconds: number };

/** Only the owner of the claim ends it: one who was declared dead meanwhile changes nothing. */
export async function endExamClaim(database: Queryable, { id, attempts }: ClaimedExam, ending: ExamEnding): Promise<void> {
  await database.query(
    `update simp_message set status = $3, reason = $4, claimed_until = null,
       next_attempt_at = now() + make_interval(secs => $5::double precision)
     where id = $1::uuid and attempts = $2::int and status = 'delivering'`,
    [id, attempts, ending.status, 'reason' in ending ? ending.reason : null, 'inSeconds' in ending ? ending.inSeconds : 0],
  );
}
