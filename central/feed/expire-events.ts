import type { Queryable } from '../db/database.ts';

/** Events are kept this long; a reader that was away longer fetches everything anew. */
export const keepDays = 60;

/** Deletes old events and moves the start of each stream behind them. */
export async function expireEvents(database: Queryable, now: string): Promise<void> {
  await database.query(
    `with old as (
       delete from event where at < $1::timestamptz - make_interval(days => $2::int) returning clinic_id, number
     ), ends as (
       select clinic_id, max(number) as last from old group by clinic_id
     )
     update clinic set feed_start = greatest(feed_start, ends.last) from ends where clinic.id = ends.clinic_id`,
    [now, keepDays],
  );
}
