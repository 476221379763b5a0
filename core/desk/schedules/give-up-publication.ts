import type { CommandResult } from '../../contract/views.ts';
import type { DeskContext } from '../desk-context.ts';
import { refused } from '../refused.ts';

/**
 * Zacznij od nowa: gives a refused publication up, the moves and cancellations that waited for it first. None of these ever left
 * this computer, so no patient has heard of them; the tasks of the refusal are closed.
 */
export async function giveUpPublication(desk: DeskContext, intentId: string): Promise<CommandResult> {
  const entry = desk.store.journal.get(intentId);
  if (entry?.intent.act.kind !== 'publish') return refused({ code: 'not-found', path: 'intent' });
  const by = { author: desk.author, reason: 'schedule-anew' };
  for (const waiting of desk.store.journal.dependants(intentId).toReversed()) {
    await desk.central?.sync.withdraw(waiting.intent.id, by);
  }
  const result = await desk.central?.sync.withdraw(intentId, by);
  const over = desk.store.journal.get(intentId)?.state === 'withdrawn';
  return over || result?.kind === 'withdrawn'
    ? { ok: true, intentId, notes: [] }
    : refused({ code: 'not-found', path: 'intent' });
}
