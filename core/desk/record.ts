import type { CommandResult, SayNote } from '../contract/views.ts';
import { type AuditValues, visitValues } from '../domain/audit-values.ts';
import { keysOf } from '../domain/effect.ts';
import type { Act, Intent } from '../domain/intent.ts';
import type { Visit } from '../domain/visit.ts';
import { closingIntents } from '../sync/settler.ts';
import type { DeskContext } from './desk-context.ts';

export interface NewIntent {
  id: string;
  act: Act;
  /** The visit as it is now, for a move or a cancellation: its slot and patient are touched too. */
  current?: Visit | null;
  /** What is changed, when it is no visit. */
  before?: AuditValues;
  seenVersion?: number | null;
  baseIntentId?: string | null;
  supersedes?: string | null;
  reason?: string | null;
}

export function newIntent(desk: DeskContext, wanted: NewIntent): Intent {
  return {
    id: wanted.id,
    act: wanted.act,
    keys: keysOf(wanted.act, wanted.current ?? null),
    seenVersion: wanted.seenVersion ?? null,
    baseIntentId: wanted.baseIntentId ?? null,
    supersedes: wanted.supersedes ?? null,
    author: desk.author,
    reason: wanted.reason ?? null,
    at: desk.time.now(),
    ...(wanted.current ? { before: visitValues(wanted.current) } : wanted.before && { before: wanted.before }),
  };
}

/**
 * Writes an act durably, in one transaction of the journal, and answers at once: central hears of it afterwards. What
 * the act replaces is settled in the same transaction, its task included.
 */
export function record(desk: DeskContext, intent: Intent, notes: SayNote[]): CommandResult {
  desk.store.journal.append([intent, ...closingTaskOf(desk, intent)]);
  return { ok: true, intentId: intent.id, notes };
}

function closingTaskOf({ store }: DeskContext, intent: Intent): Intent[] {
  const replaced = intent.supersedes === null ? null : store.journal.get(intent.supersedes);
  if (!replaced) return [];
  const resolution = intent.act.kind === 'book' || intent.act.kind === 'move' ? 'booked-elsewhere' : 'fixed';
  return closingIntents(store.journal, store.copy, replaced.intent, resolution, intent.author, intent.at);
}
