import type { z } from 'zod';
import type { withdrawIntent as withdrawIntentInput } from '../contract/inputs.ts';
import type { CommandResult } from '../contract/views.ts';
import type { DeskContext } from './desk-context.ts';
import { closingTask, openTaskOf } from './record.ts';
import { refused } from './refused.ts';

/** Gives an act up for good, with the reason; its task is closed. */
export async function withdrawIntent(desk: DeskContext, input: z.infer<typeof withdrawIntentInput>): Promise<CommandResult> {
  const accepted: CommandResult = { ok: true, intentId: input.intentId, notes: [] };
  if (desk.store.journal.get(input.intentId)?.state === 'withdrawn') return accepted;
  const result = await giveUp(desk, input.intentId, input.reason);
  if (!result.ok) return result;
  const task = openTaskOf(desk, input.intentId);
  if (task) desk.store.journal.append([closingTask(desk, { taskId: task.id, cause: input.intentId, resolution: 'withdrawn' })]);
  return accepted;
}

/** What may have reached central is voided there first, so that a late arrival is refused; that needs central. */
export async function giveUp(desk: DeskContext, intentId: string, reason: string): Promise<CommandResult> {
  const result = await desk.central?.sync.withdraw(intentId, { author: desk.author, reason });
  switch (result?.kind) {
    case 'withdrawn':
      return { ok: true, intentId, notes: [] };
    case 'offline':
      return refused({ code: 'held-back', path: 'intent' });
    case 'too-late':
      return refused({ code: 'visit-not-active', path: 'intent' });
    case 'not-open':
    case undefined:
      return refused({ code: 'not-found', path: 'intent' });
    default:
      return result satisfies never;
  }
}
