import type { z } from 'zod';
import type { retryIntent as retryIntentInput } from '../contract/inputs.ts';
import type { CommandResult } from '../contract/views.ts';
import type { DeskContext } from './desk-context.ts';
import { refused } from './refused.ts';

/** Sends a waiting or unknown act now; a refused one is asked for once more, by a new intent that names it. */
export async function retryIntent(desk: DeskContext, input: z.infer<typeof retryIntentInput>): Promise<CommandResult> {
  if (desk.store.journal.get(input.newIntentId)) return { ok: true, intentId: input.newIntentId, notes: [] };
  const result = await desk.central?.sync.retry(input.intentId, { newIntentId: input.newIntentId, author: desk.author });
  if (!result || result.kind === 'not-open') return refused({ code: 'not-found', path: 'intent' });
  return { ok: true, intentId: result.intentId, notes: [] };
}
