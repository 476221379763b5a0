import type { Intent } from '../domain/intent.ts';
import type { IntentState, JournalEntry, Outcome } from '../sync/ports.ts';

/** A row of `intent` in journal.db. */
export interface JournalRow {
  sequence: number;
  place: number;
  id: string;
  body: string;
  base_id: string | null;
  state: IntentState;
  stalled: number;
  exposed: number;
  attempts: number;
  next_attempt_at: number | null;
  outcome: string | null;
  confirmed_epoch: string | null;
  confirmed_event: number | null;
}

export function entryOf(row: JournalRow): JournalEntry {
  return {
    intent: JSON.parse(row.body) as Intent,
    state: row.state,
    sequence: row.sequence,
    place: row.place,
    attempts: row.attempts,
    nextAttemptAt: row.next_attempt_at,
    lastOutcome: row.outcome === null ? null : (JSON.parse(row.outcome) as Outcome),
    confirmedAt:
      row.confirmed_epoch === null || row.confirmed_event === null
        ? null
        : { epoch: row.confirmed_epoch, event: row.confirmed_event },
    exposed: row.exposed === 1,
    baseId: row.base_id,
    stalled: row.stalled === 1,
  };
}

/** An intent that has just been entered: what `entryOf` would say of its row. */
export function freshEntry(intent: Intent, at: Pick<JournalEntry, 'sequence' | 'place' | 'baseId' | 'stalled'>): JournalEntry {
  return {
    intent,
    state: 'pending',
    attempts: 0,
    nextAttemptAt: null,
    lastOutcome: null,
    confirmedAt: null,
    exposed: false,
    ...at,
  };
}
