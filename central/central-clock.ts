import type { Queryable } from './db/database.ts';

/**
 * Central's time: what all rules go by. In demo and training it can be moved; the offset is kept in the database, so that
 * a restart does not fall back in time.
 */
export interface CentralClock {
  /** ms since 1970. */
  nowMs(): number;
  /** UTC instant with milliseconds. */
  now(): string;
  /** Sets the clock to an instant; it goes on from there. */
  set(instant: string): Promise<void>;
  advance(minutes: number): Promise<void>;
}

export async function openClock(database: Queryable, startAt: string | null): Promise<CentralClock> {
  const [row] = await database.query<{ offset: number }>('select clock_offset_ms as offset from central');
  let offsetMs = row?.offset ?? 0;
  const save = async (ms: number) => {
    offsetMs = Math.round(ms);
    await database.query('update central set clock_offset_ms = $1', [offsetMs]);
  };
  if (startAt !== null) await save(Date.parse(startAt) - Date.now());
  const nowMs = () => Date.now() + offsetMs;
  return {
    nowMs,
    now: () => new Date(nowMs()).toISOString(),
    set: (instant) => save(Date.parse(instant) - Date.now()),
    advance: (minutes) => save(offsetMs + minutes * 60_000),
  };
}
