import type { CommandResult, SayNote } from '../contract/views.ts';
import { keysOf } from '../domain/effect.ts';
import type { Act, Intent } from '../domain/intent.ts';
import type { Visit } from '../domain/visit.ts';
import { derivedId } from './derived-id.ts';
import type { DeskContext } from './desk-context.ts';
import { taskOf } from './view-rows.ts';

export interface NewIntent {
  id: string;
  act: Act;
  /** The visit as it is now, for a move or a cancellation: its slot and patient are touched too. */
  current?: Visit | null;
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

function closingTaskOf(desk: DeskContext, intent: Intent): Intent[] {
  if (intent.supersedes === null) return [];
  const task = openTaskOf(desk, intent.supersedes);
  return task === null
    ? []
    : [closingTask(desk, { taskId: task.id, cause: intent.id, resolution: resolutions[intent.act.kind] })];
}

const resolutions: Record<Act['kind'], string> = {
  book: 'booked-elsewhere',
  move: 'booked-elsewhere',
  cancel: 'fixed',
  'change-patient': 'fixed',
  publish: 'fixed',
  'open-task': 'fixed',
  'close-task': 'fixed',
  'save-setting': 'fixed',
};

/** The id is derived from what caused it, so that repeating the command repeats this one too. */
export function closingTask(
  desk: DeskContext,
  { taskId, cause, resolution }: { taskId: string; cause: string; resolution: string },
): Intent {
  return newIntent(desk, {
    id: derivedId(cause, 'close-task'),
    act: { kind: 'close-task', taskId, resolution },
    baseIntentId: desk.store.overlay.newestIntentOn(`task:${taskId}`),
    reason: resolution,
  });
}

export function openTaskOf(desk: DeskContext, intentId: string): { id: string } | null {
  const task = desk.reads
    .tasks('open')
    .map((row) => taskOf(row))
    .find((each) => each.intentId === intentId);
  return task ?? null;
}
