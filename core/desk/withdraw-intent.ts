import type { z } from 'zod';
import type { withdrawIntent as withdrawIntentInput } from '../contract/inputs.ts';
import type { CommandResult } from '../contract/views.ts';
import type { DeskContext } from './desk-context.ts';
import { refused } from './refused.ts';

/**
 * Gives an act up for good, with the reason; its task is closed. What may have reached central is voided there first, so
 * that a late arrival is refused; that one needs central.
 */
export async function withdrawIntent(desk: DeskContext, input: z.infer<typeof withdrawIntentInput>): Promise<CommandResult> {
  const accepted: CommandResult = { ok: true, intentId: input.intentId, notes: [] };
  if (desk.store.journal.get(input.intentId)?.state === 'withdrawn') return accepted;
  const result = await desk.central?.sync.withdraw(input.intentId, { author: desk.author, reason: input.reason });
  switch (result?.kind) {
    case 'withdrawn':
      return accepted;
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
